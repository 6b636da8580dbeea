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

export interface State {
  phase: Phase;
  turns: ShownTurn[];
  pending: Pending | null;
  /** A line below the conversation: what was refused, or what became of a wish. */
  notice: string;
  opinions: Map<number, Opinion>;
  /** The number of the turn whose urgent help is pinned. */
  urgent: number | null;
  /** The id of a message that was under way when the page was left: its answer may still come. */
  awaited: string | null;
  offline: boolean;
}

/** Seconds between two tries of a message that could not be sent; after the last one it is the patient's turn. */
const TRIES = [1, 2, 4, 8];
/** Seconds between two looks for an answer that was under way at a reload; together longer than the server takes. */
const LOOKS = [1, 1, 2, 3, 4, 6, 8, 10, 10];

export class Conversation {
  readonly state: State = {
    phase: "beginning",
    turns: [],
    pending: null,
    notice: "",
    opinions: new Map(),
    urgent: null,
    awaited: null,
    offline: !navigator.onLine,
  };
  private token: string | null = null;
  private retry: (() => void) | null = null;
  /** Counts the conversations that were opened here: an answer for an earlier one is no part of what is shown. */
  private era = 0;
  private beginning: Promise<void> | null = null;
  /** A message of the conversation before was not sent: the new one says so. */
  private unsent = false;
  private redo = (): Promise<void> => this.open();

  /**
   * `changed` is called after each change; `arrived` with each turn that is new here and was not there at a reload;
   * `returned` with words that were not sent in a conversation that is over: they belong to their patient.
   */
  constructor(
    private readonly changed: () => void,
    private readonly arrived: (turn: Turn) => void,
    private readonly returned: (words: string) => void,
  ) {
    keeping.onTold(() => void this.catchUp());
    window.addEventListener("online", () => {
      this.set({ offline: false });
      const { phase, pending } = this.state;
      if (phase === "unreachable") return this.again();
      if (pending?.state === "failed" && !pending.refused) this.tryAgain();
      else this.retry?.();
      void this.catchUp();
    });
    window.addEventListener("offline", () => this.set({ offline: true }));
  }

  /** Go on where this browser left off, or begin anew. */
  async open(notice = ""): Promise<void> {
    const era = ++this.era;
    const token = (this.token = keeping.token(config.quietMinutes));
    if (!token) return this.begin(notice, false);
    this.set({ phase: "beginning", pending: null, notice: "" });
    try {
      const { turns } = await api.shown(token, 0);
      if (era !== this.era) return;
      if (!turns.length) return await this.begin(notice, false);
      this.show(token, turns, notice);
      void this.lookFor(keeping.asked());
    } catch (error) {
      if (era !== this.era) return;
      const now = keeping.token(config.quietMinutes);
      if (!(error instanceof api.Refused && error.ended)) this.unreachable(() => this.open(notice));
      // Another tab may have begun anew while this one asked.
      else await (now && now !== token ? this.open(notice) : this.begin(notice, false));
    }
  }

  /**
   * Begin a new conversation; the one before ends, and `notice` tells of it. Asked for twice, it is one beginning.
   * Where it is not the patient's wish, a conversation that another tab has just begun is gone on with instead.
   */
  begin(notice = "", wished = true): Promise<void> {
    this.beginning ??= this.beginAnew(notice, wished).finally(() => (this.beginning = null));
    return this.beginning;
  }

  private async beginAnew(notice: string, wished: boolean): Promise<void> {
    const before = this.token;
    const kept = keeping.token(config.quietMinutes);
    this.era += 1;
    this.retry = null;
    keeping.asking(null);
    this.set({ phase: "beginning", pending: null, notice: "" });
    try {
      const session = await api.begin(before);
      const now = keeping.token(config.quietMinutes);
      if (!wished && now && now !== kept) {
        api.forget(session.token).catch(() => undefined);
        return void this.open(notice);
      }
      keeping.keep(session.token);
      this.show(session.token, [], notice);
      this.add({ ...session, ...this.numbered(session), you: null, id: null });
      keeping.tell();
    } catch (error) {
      this.unreachable(() => this.begin(notice, wished), error instanceof api.Refused ? error.message : "");
    }
  }

  /** Delete all that was said, and begin anew. */
  async forget(): Promise<void> {
    await this.beginning;
    const { pending, phase } = this.state;
    // What is written from now on is for the new conversation, and what is on its way here is of the old one.
    this.era += 1;
    this.set({ phase: "beginning", pending: null, notice: "" });
    try {
      if (this.token) await api.forget(this.token);
    } catch (error) {
      if (!(error instanceof api.Refused && error.ended)) {
        if (phase !== "open") return this.unreachable(() => this.open());
        const kept = pending && ({ ...pending, state: "failed" } as const);
        return this.set({ phase, pending: kept, awaited: null, notice: t("begin_failed") });
      }
    }
    keeping.drop(this.token);
    this.token = null;
    await this.begin(t("forgotten"));
  }

  /** Do again what failed because the server could not be reached. */
  again(): Promise<void> {
    return this.redo();
  }

  /**
   * Go on after a time out of sight. Where it was too long, whoever looks now gets a new conversation: says whether it did.
   * Words that are not sent yet are not swept away.
   */
  resume(): boolean {
    if (this.state.phase !== "open") return false;
    if (this.state.pending || keeping.token(config.quietMinutes)) {
      void this.catchUp();
      return false;
    }
    this.set({ phase: "beginning", turns: [], urgent: null });
    void this.open();
    return true;
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

  /** Nothing was said here yet. */
  get untouched(): boolean {
    return !this.busy && this.state.turns.length < 2;
  }

  /** What is typed can only wait: there is a message without an answer, or no conversation. */
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
    keeping.asking(message.id);
    for (const pause of [...TRIES, null]) {
      this.set({ pending: { ...message, state: "sending", refused: false }, notice: "" });
      try {
        const turn = await api.send(token ?? "", message.said, message.id);
        if (over()) return;
        this.answered(message, this.numbered(turn));
        return;
      } catch (error) {
        if (over()) return;
        if (error instanceof api.Refused && !error.passing) return this.refused(message, error);
      }
      message = { ...message, late: true };
      this.set({ pending: { ...message, state: pause === null ? "failed" : "waiting" } });
      this.followOthers();
      if (pause === null) break;
      await this.wait(pause);
      if (over()) return;
    }
    keeping.asking(null);
  }

  /** Go on with the conversation that another tab has begun while this one waited for an answer. */
  private followOthers(): void {
    if (keeping.token(config.quietMinutes) !== this.token) void this.catchUp();
  }

  /** A turn that the server could not keep has the number 0: here it gets one between those of the others. */
  private numbered(turn: Turn): Turn {
    return turn.number > 0 ? turn : { ...turn, number: (this.last?.number ?? 0) + 0.001 };
  }

  private answered(message: Pending, turn: Turn): void {
    keeping.touch(this.token!);
    keeping.asking(null);
    // "I was only asking" ends an alarm; a new one is pinned in its place.
    const calmed = "press" in message.said && this.last?.record.outcome === "urgent";
    const urgent = turn.record.outcome === "urgent" ? turn.number : calmed ? null : this.state.urgent;
    this.set({ pending: null, urgent });
    this.add({ ...turn, you: message.words, id: message.id });
    keeping.tell();
    this.followOthers();
    // Another tab may have said something just before.
    if (this.known < Math.floor(turn.number)) void this.catchUp();
  }

  private refused(message: Pending, problem: api.Refused): void {
    keeping.asking(null);
    if (problem.ended) {
      this.giveBack(message);
      const now = keeping.token(config.quietMinutes);
      if (now && now !== this.token) return void this.open(t("restarted"));
      keeping.drop(this.token);
      this.token = null;
      this.era += 1;
      this.set({ phase: "ended", pending: null, notice: `${t("not_sent")} ${problem.message || t("ended")}` });
      return;
    }
    const notice = problem.message || t("not_sent");
    // A press that is no longer offered can't be tried again: what is offered now has to be seen.
    if ("press" in message.said) {
      this.set({ pending: null, notice });
      void this.catchUp();
      return;
    }
    // What is too long was looked at for an emergency, and is the patient's to shorten.
    if (problem.code === "too_long") {
      this.set({ pending: null, notice });
      return this.returned(message.words);
    }
    this.set({ pending: { ...message, state: "failed", refused: true }, notice });
  }

  /** Return the words of a message whose conversation is over. A choice means nothing in another one. */
  private giveBack(message: Pending): void {
    this.unsent = true;
    if ("text" in message.said) this.returned(message.words);
  }

  /** Read what another tab said in the meantime, or the conversation that it has begun. */
  private async catchUp(): Promise<void> {
    const now = keeping.token(config.quietMinutes);
    if (!now || this.state.phase === "beginning") return;
    const era = this.era;
    const other = now !== this.token;
    if (!other && this.state.phase !== "open") return;
    // Its answer may be on its way: then it was sent. `deliver` looks again.
    if (other && this.state.pending?.state === "sending") return;
    try {
      const { turns } = await api.shown(now, other ? 0 : this.known);
      // By now the patient, or another tab, may have begun anew: then these are not the turns of what is shown.
      if (era !== this.era || now !== keeping.token(config.quietMinutes)) return;
      if (!other) {
        for (const turn of turns.filter((one) => !this.has(one))) {
          if (turn.record.outcome === "urgent") this.set({ urgent: turn.number });
          this.add(turn);
        }
      } else if (this.state.pending?.state !== "sending") {
        this.era += 1;
        keeping.asking(null);
        if (this.state.pending) this.giveBack(this.state.pending);
        this.show(now, turns, t("restarted"));
      }
    } catch {
      // the next message says what is wrong
    }
  }

  /** Look for the answer to a message that was under way when the page was left. */
  private async lookFor(id: string | null): Promise<void> {
    const here = () => this.state.turns.some((turn) => turn.id === id);
    if (!id || here()) return;
    const era = this.era;
    this.set({ awaited: id });
    for (const seconds of LOOKS) {
      await new Promise((done) => setTimeout(done, seconds * 1000));
      if (era !== this.era) return;
      if (!here()) await this.catchUp();
      if (era !== this.era) return;
      if (here()) return this.set({ awaited: null });
    }
    this.set({ awaited: null, notice: t("not_sent") });
  }

  /** Show a conversation from now on. */
  private show(token: string, turns: ShownTurn[], notice: string): void {
    this.token = token;
    const words = this.unsent ? `${t("not_sent")} ${notice || t("restarted")}` : notice;
    this.unsent = false;
    const urgent = urgentOf(turns);
    this.set({ phase: "open", turns, pending: null, opinions: new Map(), urgent, awaited: null, notice: words });
  }

  private unreachable(redo: () => Promise<void>, notice = ""): void {
    this.redo = redo;
    this.set({ phase: "unreachable", notice });
  }

  /** The number up to which no turn is missing here. */
  private get known(): number {
    const numbers = new Set(this.state.turns.map((turn) => turn.number));
    let known = 0;
    while (numbers.has(known + 1)) known += 1;
    return known;
  }

  private get last(): ShownTurn | undefined {
    return this.state.turns[this.state.turns.length - 1];
  }

  private has(turn: ShownTurn): boolean {
    return this.state.turns.some((one) => one.number === turn.number || (turn.id !== null && one.id === turn.id));
  }

  private add(turn: ShownTurn): void {
    if (this.has(turn)) return;
    const turns = [...this.state.turns, turn].sort((one, other) => one.number - other.number);
    // A look at the whole conversation may bring the answer of a message whose own answer was lost.
    const pending = turn.id && turn.id === this.state.pending?.id ? null : this.state.pending;
    this.set({ turns, pending });
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
