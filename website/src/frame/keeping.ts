// What the browser keeps: the token and when it was last used, in the frame's own storage; and the other tabs' news.

const KEY = "assistant.session";

interface Kept {
  token: string;
  expires: number;
  used: number;
}

/** Where storage is switched off the chat works all the same, until the page is left. */
let memory: Kept | null = null;

function write(kept: Kept | null): void {
  memory = kept;
  try {
    if (kept) localStorage.setItem(KEY, JSON.stringify(kept));
    else localStorage.removeItem(KEY);
  } catch {
    // kept in memory
  }
}

function read(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return typeof kept?.token === "string" ? kept : null;
  } catch {
    return memory;
  }
}

export function keep(token: string, expires: string): void {
  write({ token, expires: Date.parse(expires), used: Date.now() });
}

/** Note that the conversation goes on. */
export function touch(): void {
  const kept = read();
  if (kept) write({ ...kept, used: Date.now() });
}

export const drop = (): void => write(null);

/** Return the token, or null where there is none, it has ended, or it was quiet for longer than `quietMinutes`. */
export function token(quietMinutes: number): string | null {
  const kept = read();
  if (!kept || Date.now() > kept.expires || Date.now() - kept.used > quietMinutes * 60_000) return null;
  return kept.token;
}

const channel = "BroadcastChannel" in window ? new BroadcastChannel(KEY) : null;

/** Tell the other tabs that there is something new. */
export const tell = (): void => channel?.postMessage("new");

/** Be told by other tabs. */
export function onTold(hear: () => void): void {
  channel?.addEventListener("message", hear);
}
