// What the browser keeps: the token and when it was last used, in the frame's own storage; and the other tabs' news.

const KEY = "assistant.session";
const ASKED = "assistant.asked";

interface Kept {
  token: string;
  used: number;
}

/** Where storage is switched off or full the chat works all the same, until the page is left. */
let memory: Kept | null = null;
let full = false;

function write(kept: Kept | null): void {
  memory = kept;
  full = false;
  try {
    if (kept) localStorage.setItem(KEY, JSON.stringify(kept));
    else localStorage.removeItem(KEY);
  } catch {
    full = true;
    try {
      // What still stands there is of an earlier chat.
      localStorage.removeItem(KEY);
    } catch {
      // nothing stands there
    }
  }
}

function read(): Kept | null {
  if (full) return memory;
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return typeof kept?.token === "string" ? kept : null;
  } catch {
    return memory;
  }
}

export const keep = (token: string): void => write({ token, used: Date.now() });

/** Note that the conversation of this token goes on; another tab may have begun a new one. */
export function touch(token: string): void {
  if (read()?.token === token) keep(token);
}

/** Forget this token; not the one of a conversation that another tab has begun since. */
export function drop(token: string | null): void {
  if (read()?.token === token) write(null);
}

/**
 * Return the token, or null where there is none, or it was quiet for longer than `quietMinutes`. Whether it has ended is the
 * server's to say: this clock may be wrong. One that was put back makes the last turn lie ahead, which proves nothing.
 */
export function token(quietMinutes: number): string | null {
  const kept = read();
  return kept && Math.abs(Date.now() - kept.used) <= quietMinutes * 60_000 ? kept.token : null;
}

/** Keep in this tab the id, not the words, of a message that has no answer yet; null where it has one. */
export function asking(id: string | null): void {
  try {
    if (id) sessionStorage.setItem(ASKED, id);
    else sessionStorage.removeItem(ASKED);
  } catch {
    // after a reload the answer comes with the next one
  }
}

/** Return the id of the message that had no answer when the page was left. */
export function asked(): string | null {
  try {
    return sessionStorage.getItem(ASKED);
  } catch {
    return null;
  }
}

function opened(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(KEY);
  } catch {
    return null; // an older browser, or one that keeps nothing
  }
}

const channel = opened();

/** Tell the other tabs that there is something new. */
export const tell = (): void => channel?.postMessage("new");

/** Be told by other tabs. */
export function onTold(hear: () => void): void {
  if (channel) channel.addEventListener("message", hear);
  else window.addEventListener("storage", (event) => event.key === KEY && hear());
}
