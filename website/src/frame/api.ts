// The requests of docs/http-api.md.
import type { Session, ShownTurn, Turn } from "./types";

/**
 * Longer than the server takes for its latest answer (3.5 times ASSISTANT_TURN_SECONDS, 35 by default), and than the proxy
 * waits for it (40): who gives up earlier never reads the safe reply.
 */
const SECONDS = 45;

/** The server answered, and not with what was asked for. `message` is written for patients. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** The token opens nothing any more. */
  get ended(): boolean {
    return this.status === 401;
  }

  /** The same request may succeed a little later: the server failed, or something before it did. */
  get passing(): boolean {
    return this.status >= 500 || this.status === 408;
  }
}

async function ask(method: "GET" | "POST", path: string, token: string | null, body?: object): Promise<unknown> {
  const headers: Record<string, string> = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), SECONDS * 1000);
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: body ? JSON.stringify(body) : undefined,
      signal: ended.signal,
      credentials: "omit",
      cache: "no-store",
    });
    if (response.status === 204) return null;
    const content = await response.json().catch(() => null);
    if (response.ok && content) return content;
    throw new Refused(response.status, content?.error?.code ?? "failed", content?.error?.message ?? "");
  } finally {
    clearTimeout(timer);
  }
}

/** Begin a conversation; the one of `before` ends. */
export const begin = (before: string | null) => ask("POST", "/api/sessions", before, {}) as Promise<Session>;

export type Said = { text: string } | { press: string };

/** Say or press something. Sent again under the same `id`, it gets the same answer. */
export const send = (token: string, said: Said, id: string) =>
  ask("POST", "/api/messages", token, { ...said, id }) as Promise<Turn>;

/** Look at words that wait for their turn: urgent help where they tell of an emergency, null where they don't. */
export const urgentHelp = (token: string, text: string) =>
  ask("POST", "/api/urgent-help", token, { text }) as Promise<Turn | null>;

/** Return what was shown after a turn. */
export const shown = (token: string, after: number) =>
  ask("GET", `/api/messages?after=${after}`, token) as Promise<{ turns: ShownTurn[] }>;

/** Say whether a turn helped. */
export const rate = (token: string, turn: number, helpful: boolean, reason?: string) =>
  ask("POST", "/api/feedback", token, reason ? { turn, helpful, reason } : { turn, helpful });

/** Delete the conversation. */
export const forget = (token: string) => ask("POST", "/api/forget", token);
