// What the chat is at any moment: all that the view draws.
import type { Said } from "./api";
import type { ShownTurn, Turn } from "./types";

/** A message that has no answer yet. */
export interface Pending {
  id: string;
  said: Said;
  words: string;
  state: "sending" | "waiting" | "failed";
  /** It was tried before. */
  late?: boolean;
  /** It reached the server, which did not take it: only its patient tries it again. */
  refused?: boolean;
}

export type Phase = "beginning" | "open" | "ended" | "unreachable";

export interface Opinion {
  helpful: boolean;
  reason?: string;
}

/** Urgent help that came before its turn, and the id of the message whose answer it did not wait for, if another. */
export interface Ahead {
  turn: Turn;
  behind: string | null;
}

export interface State {
  phase: Phase;
  turns: ShownTurn[];
  pending: Pending | null;
  /** A line below the conversation: what was refused, or what became of a wish. */
  notice: string;
  opinions: Map<number, Opinion>;
  /** The number of the turn whose urgent help is pinned. */
  urgent: number | null;
  /** Urgent help for words that have no turn yet; it is pinned before that of a turn. */
  ahead: Ahead | null;
  /** The id of a message that was under way when the page was left: its answer may still come. */
  awaited: string | null;
  /** The id of a message whose answer did not come within a moment. */
  slow: string | null;
  offline: boolean;
}

/** Return the state before anything is known. */
export const atFirst = (): State => ({
  phase: "beginning",
  turns: [],
  pending: null,
  notice: "",
  opinions: new Map(),
  urgent: null,
  ahead: null,
  awaited: null,
  slow: null,
  offline: !navigator.onLine,
});
