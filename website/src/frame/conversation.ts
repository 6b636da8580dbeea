// The conversation: begun, gone on with and ended, and what is said in it. The view draws it; nothing here knows of it.
import * as api from "./api";
import { config, t } from "./config";
import { Delivery } from "./delivery";
import { Following } from "./following";
import * as keeping from "./keeping";
import { Shown } from "./shown";
import type { Pending, State } from "./state";
import { known, last, numbered } from "./turns";
import type { Turn } from "./types";
import { Waiting } from "./waiting";

export class Conversation {
  readonly state: State;
  private readonly shown: Shown;
  private readonly waiting: Waiting;
  private readonly following: Following;
  private readonly delivery = new Delivery();
  private beginning: Promise<void> | null = null;
  private redo = (): Promise<void> => this.open();

  /** The functions are those of `Shown`. */
  constructor(changed: () => void, arrived: (turn: Turn) => void, returned: (words: string) => void) {
    this.shown = new Shown(changed, arrived, returned);
    this.state = this.shown.state;
    this.waiting = new Waiting(this.shown);
    this.following = new Following(this.shown, this.waiting);
    keeping.onTold(() => void this.following.catchUp());
    window.addEventListener("online", () => {
      this.shown.set({ offline: false });
      const { phase, pending } = this.state;
      if (phase === "unreachable") return this.again();
      if (pending?.state === "failed" && !pending.refused) this.tryAgain();
      else this.delivery.hurry();
      void this.following.catchUp();
    });
    window.addEventListener("offline", () => this.shown.set({ offline: true }));
  }

  /** Go on where this browser left off, or begin anew. */
  async open(notice = ""): Promise<void> {
    const { shown } = this;
    const era = shown.leave();
    const token = (shown.token = keeping.token(config.quietMinutes));
    if (!token) return this.begin(notice, false);
    shown.set({ phase: "beginning", pending: null, notice: "" });
    try {
      const { turns } = await api.shown(token, 0);
      if (era !== shown.era) return;
      if (!turns.length) return await this.begin(notice, false);
      shown.show(token, turns, notice);
      void this.following.lookFor(keeping.asked());
    } catch (error) {
      if (era !== shown.era) return;
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
    const { shown } = this;
    const before = shown.token;
    const kept = keeping.token(config.quietMinutes);
    shown.leave();
    keeping.asking(null);
    shown.set({ phase: "beginning", pending: null, notice: "" });
    try {
      const session = await api.begin(before);
      const now = keeping.token(config.quietMinutes);
      if (!wished && now && now !== kept) {
        api.forget(session.token).catch(() => undefined);
        return void this.open(notice);
      }
      keeping.keep(session.token);
      shown.show(session.token, [], notice);
      shown.add({ ...session, ...numbered([], session), you: null, id: null });
      keeping.tell();
    } catch (error) {
      this.unreachable(() => this.begin(notice, wished), error instanceof api.Refused ? error.message : "");
    }
  }

  /** Delete all that was said, and begin anew. */
  async forget(): Promise<void> {
    await this.beginning;
    const { shown } = this;
    const { pending, phase } = shown.state;
    // What is written from now on is for the new conversation, and what is on its way here is of the old one.
    shown.leave();
    shown.set({ phase: "beginning", pending: null, notice: "" });
    try {
      if (shown.token) await api.forget(shown.token);
    } catch (error) {
      if (!(error instanceof api.Refused && error.ended)) {
        if (phase !== "open") return this.unreachable(() => this.open());
        const kept = pending && ({ ...pending, state: "failed" } as const);
        return shown.set({ phase, pending: kept, awaited: null, notice: t("begin_failed") });
      }
    }
    keeping.drop(shown.token);
    shown.token = null;
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
      void this.following.catchUp();
      return false;
    }
    this.shown.set({ phase: "beginning", turns: [], urgent: null, ahead: null });
    void this.open();
    return true;
  }

  say(text: string): void {
    void this.exchange({ text }, text);
  }

  press(id: string, title: string): void {
    void this.exchange({ press: id }, title);
  }

  /** Words that can't be said yet are looked at for an emergency; a message that was not sent, and is before them, is tried. */
  wait(words: string): void {
    this.tryAgain();
    void this.waiting.behind(words);
  }

  /** Send again what was not sent. */
  tryAgain(): void {
    const pending = this.state.pending;
    if (pending?.state === "failed") void this.deliver(pending);
  }

  async rate(turn: number, helpful: boolean, reason?: string): Promise<void> {
    const opinions = new Map(this.state.opinions).set(turn, { helpful, reason });
    this.shown.set({ opinions });
    // What patients think is worth less than their peace: a failure is not told.
    if (this.shown.token) await api.rate(this.shown.token, turn, helpful, reason).catch(() => undefined);
  }

  /** Let go of the pinned urgent help; it still stands in the conversation. */
  unpin(): void {
    this.shown.set({ urgent: null, ahead: null });
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

  /** Send a message until it is answered, or its chat is over. */
  private async deliver(message: Pending): Promise<void> {
    const { shown } = this;
    const token = shown.token;
    // The patient may start again at any time: then these words are no part of the chat that is shown.
    const over = () => shown.state.pending?.id !== message.id || shown.token !== token;
    keeping.asking(message.id);
    this.waiting.watch(message);
    const fate = await this.delivery.deliver(token ?? "", message, over, (pending) => {
      message = pending;
      if (pending.state === "sending") return shown.set({ pending, notice: "" });
      shown.set({ pending });
      this.following.followOthers();
    });
    if (fate === "over") return;
    if (fate === "unsent") keeping.asking(null);
    else if ("turn" in fate) this.answered(message, numbered(shown.state.turns, fate.turn));
    else this.refused(message, fate.problem);
  }

  private answered(message: Pending, turn: Turn): void {
    const { shown } = this;
    keeping.touch(shown.token!);
    keeping.asking(null);
    // "I was only asking" ends an alarm; a new one is pinned in its place.
    const calmed = "press" in message.said && last(shown.state.turns)?.record.outcome === "urgent";
    const urgent = turn.record.outcome === "urgent" ? turn.number : calmed ? null : shown.state.urgent;
    shown.add({ ...turn, you: message.words, id: message.id }, { urgent });
    keeping.tell();
    this.following.followOthers();
    // Another tab may have said something just before.
    if (known(shown.state.turns) < Math.floor(turn.number)) void this.following.catchUp();
  }

  private refused(message: Pending, problem: api.Refused): void {
    const { shown } = this;
    keeping.asking(null);
    if (problem.ended) {
      shown.giveBack(message);
      const now = keeping.token(config.quietMinutes);
      if (now && now !== shown.token) return void this.open(t("restarted"));
      keeping.drop(shown.token);
      shown.token = null;
      shown.leave();
      shown.set({ phase: "ended", pending: null, notice: `${t("not_sent")} ${problem.message || t("ended")}` });
      return;
    }
    const notice = problem.message || t("not_sent");
    // A press that is no longer offered can't be tried again: what is offered now has to be seen.
    if ("press" in message.said) {
      shown.set({ pending: null, notice });
      void this.following.catchUp();
      return;
    }
    // What is too long was looked at for an emergency, and is the patient's to shorten.
    if (problem.code === "too_long") {
      shown.set({ pending: null, notice });
      return shown.returned(message.words);
    }
    shown.set({ pending: { ...message, state: "failed", refused: true }, notice });
  }

  private unreachable(redo: () => Promise<void>, notice = ""): void {
    this.redo = redo;
    this.shown.set({ phase: "unreachable", notice });
  }
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
