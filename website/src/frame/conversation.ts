// The conversation: what was said, what is under way, and what went wrong. The view draws it; nothing here knows of it.
import * as api from "./api";
import { config, t } from "./config";
import * as keeping from "./keeping";
import type { ShownTurn, Turn } from "./types";

/** A message that has no answer yet. */
export interface Pending {
  id: string;
  said: api.Said;
  words: string;
  state: "sending" | "waiting" | "failed";
}

export type Phase = "beginning" | "open" | "ended" | "unreachable";

export interface Opinion {
  helpful: boolean;
  reason?: string;
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
  offline: boolean;
}

/** Seconds between two tries of a message that could not be sent; after the last one it is the patient's turn. */
const TRIES = [1, 2, 4, 8];

export class Conversation {
  readonly state: State = {
    phase: "beginning",
    turns: [],
    pending: null,
    notice: "",
    opinions: new Map(),
    urgent: null,
    offline: !navigator.onLine,
  };
  private token: string | null = null;
  private retry: (() => void) | null = null;

  /** `changed` is called after each change; `arrived` with each turn that is new here and was not there at a reload. */
  constructor(
    private readonly changed: () => void,
    private readonly arrived: (turn: Turn) => void,
  ) {
    keeping.onTold(() => void this.catchUp());
    window.addEventListener("online", () => {
      this.set({ offline: false });
      this.retry?.();
      void this.catchUp();
    });
    window.addEventListener("offline", () => this.set({ offline: true }));
  }

  /** Go on where this browser left off, or begin anew. */
  async open(): Promise<void> {
    this.token = keeping.token(config.quietMinutes);
    if (!this.token) return this.begin();
    try {
      const { turns } = await api.shown(this.token, 0);
      if (!turns.length) return await this.begin();
      this.set({ phase: "open", turns, urgent: urgentOf(turns) });
    } catch (error) {
      if (error instanceof api.Refused && error.ended) return this.begin();
      this.set({ phase: "unreachable" });
    }
  }

  /** Begin a new conversation; the one before ends, and `notice` tells of it. */
  async begin(notice = ""): Promise<void> {
    const before = this.token;
    this.retry = null;
    this.set({ phase: "beginning", pending: null, notice: "" });
    try {
      const session = await api.begin(before);
      this.token = session.token;
      keeping.keep(session.token, session.expires);
      this.set({ phase: "open", turns: [], opinions: new Map(), urgent: null, notice });
      this.add({ ...session, ...this.numbered(session), you: null, id: null });
      keeping.tell();
    } catch (error) {
      this.set({ phase: "unreachable", notice: error instanceof api.Refused ? error.message : "" });
    }
  }

  /** Delete all that was said, and begin anew. */
  async forget(): Promise<void> {
    try {
      if (this.token) await api.forget(this.token);
    } catch (error) {
      if (!(error instanceof api.Refused && error.ended)) return this.set({ notice: t("begin_failed") });
    }
    this.token = null;
    keeping.drop();
    await this.begin(t("forgotten"));
  }

  say(text: string): void {
    void this.exchange({ text }, text);
  }

  press(id: string, title: string): void {
    void this.exchange({ press: id }, title);
  }

  /** Send again what was not sent. */
  tryAgain(): void {
    const pending = this.state.pending;
    if (pending?.state === "failed") void this.deliver(pending);
  }

  async rate(turn: number, helpful: boolean, reason?: string): Promise<void> {
    const opinions = new Map(this.state.opinions).set(turn, { helpful, reason });
    this.set({ opinions });
    // What patients think is worth less than their peace: a failure is not told.
    if (this.token) await api.rate(this.token, turn, helpful, reason).catch(() => undefined);
  }

  /** Let go of the pinned urgent help; it still stands in the conversation. */
  unpin(): void {
    this.set({ urgent: null });
  }

  get busy(): boolean {
    return this.state.pending !== null || this.state.phase !== "open";
  }

  private async exchange(said: api.Said, words: string): Promise<void> {
    if (this.busy) return;
    await this.deliver({ id: newId(), said, words, state: "sending" });
  }

  /** Send a message until it is answered, or its chat is over. The same id each time: the server says it once. */
  private async deliver(message: Pending): Promise<void> {
    const token = this.token;
    // The patient may start again at any time: then these words are no part of the chat that is shown.
    const over = () => this.state.pending?.id !== message.id || this.token !== token;
    for (const pause of [...TRIES, null]) {
      this.set({ pending: { ...message, state: "sending" }, notice: "" });
      try {
        const turn = await api.send(token ?? "", message.said, message.id);
        if (over()) return;
        this.answered(message, this.numbered(turn));
        return;
      } catch (error) {
        if (over()) return;
        if (error instanceof api.Refused && !error.passing) return this.refused(message, error);
      }
      if (pause === null) break;
      this.set({ pending: { ...message, state: "waiting" } });
      await this.wait(pause);
      if (over()) return;
    }
    this.set({ pending: { ...message, state: "failed" } });
  }

  /** A turn that the server could not keep has the number 0: here it gets one between those of the others. */
  private numbered(turn: Turn): Turn {
    return turn.number > 0 ? turn : { ...turn, number: (this.last?.number ?? 0) + 0.001 };
  }

  private answered(message: Pending, turn: Turn): void {
    keeping.touch();
    // "I was only asking" ends an alarm; a new one is pinned in its place.
    const calmed = "press" in message.said && this.last?.record.outcome === "urgent";
    const urgent = turn.record.outcome === "urgent" ? turn.number : calmed ? null : this.state.urgent;
    this.set({ pending: null, urgent });
    this.add({ ...turn, you: message.words, id: message.id });
    keeping.tell();
  }

  private refused(message: Pending, problem: api.Refused): void {
    if (problem.ended) {
      keeping.drop();
      this.token = null;
      this.set({ phase: "ended", pending: null, notice: problem.message || t("ended") });
      return;
    }
    const notice = problem.message || t("not_sent");
    // A press that is no longer offered can't be tried again: what is offered now has to be seen.
    if ("press" in message.said) {
      this.set({ pending: null, notice });
      void this.catchUp();
      return;
    }
    this.set({ pending: { ...message, state: "failed" }, notice });
  }

  /** Read what another tab said in the meantime. */
  private async catchUp(): Promise<void> {
    const now = keeping.token(config.quietMinutes);
    if (!now || this.state.phase === "beginning") return;
    const other = now !== this.token;
    if (other && this.state.pending) return;
    try {
      const { turns } = await api.shown(now, other ? 0 : Math.floor(this.last?.number ?? 0));
      if (other) {
        this.token = now;
        this.set({ phase: "open", turns, opinions: new Map(), urgent: urgentOf(turns), notice: "" });
      } else {
        for (const turn of turns) {
          if (turn.record.outcome === "urgent") this.set({ urgent: turn.number });
          this.add(turn);
        }
      }
    } catch {
      // the next message says what is wrong
    }
  }

  private get last(): ShownTurn | undefined {
    return this.state.turns[this.state.turns.length - 1];
  }

  private add(turn: ShownTurn): void {
    if (this.state.turns.some((one) => one.number === turn.number)) return;
    this.set({ turns: [...this.state.turns, turn].sort((one, other) => one.number - other.number) });
    this.arrived(turn);
  }

  /** Wait so many seconds, or until the connection is back. */
  private wait(seconds: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, seconds * 1000);
      this.retry = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  private set(change: Partial<State>): void {
    Object.assign(this.state, change);
    this.changed();
  }
}

/** Return the choices that can be pressed now: a turn that failed without choices takes none away. */
export function offered(turns: ShownTurn[]): ShownTurn | undefined {
  const fitting = [...turns].reverse();
  return fitting.find((turn) => turn.record.outcome !== "error" || turn.messages.some((one) => one.buttons.length));
}

/** After a reload urgent help is pinned again where it was the last thing said. */
function urgentOf(turns: ShownTurn[]): number | null {
  const last = turns[turns.length - 1];
  return last?.record.outcome === "urgent" ? last.number : null;
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
