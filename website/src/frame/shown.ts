// What is shown, and of which conversation: each change of it is drawn.
import { t } from "./config";
import { type Ahead, atFirst, type Pending, type State } from "./state";
import { has, urgentAtTheEnd, withTurn } from "./turns";
import type { ShownTurn, Turn } from "./types";

export class Shown {
  readonly state: State = atFirst();
  token: string | null = null;
  /** Counts the conversations that were opened here: an answer for an earlier one is no part of what is shown. */
  era = 0;
  /** A message of the conversation before was not sent: the new one says so. */
  private unsent = false;

  /**
   * `changed` is called after each change; `arrived` with each turn that is new here and was not there at a reload;
   * `returned` with words that were not sent in a conversation that is over: they belong to their patient.
   */
  constructor(
    private readonly changed: () => void,
    private readonly arrived: (turn: Turn) => void,
    readonly returned: (words: string) => void,
  ) {}

  set(change: Partial<State>): void {
    Object.assign(this.state, change);
    this.changed();
  }

  /** Leave the conversation behind: what is on its way here is of an earlier one. Returns the number of the new era. */
  leave(): number {
    return ++this.era;
  }

  /** Show a conversation from now on. */
  show(token: string, turns: ShownTurn[], notice: string): void {
    this.token = token;
    const words = this.unsent ? `${t("not_sent")} ${notice || t("restarted")}` : notice;
    this.unsent = false;
    const pinned = { urgent: urgentAtTheEnd(turns), ahead: null };
    this.set({ phase: "open", turns, pending: null, opinions: new Map(), ...pinned, awaited: null, notice: words });
  }

  /** Show one more turn, in its place, unless it is there; `change` what changes with it. */
  add(turn: ShownTurn, change: Partial<State> = {}): void {
    if (has(this.state.turns, turn)) return;
    // A look at the whole conversation may bring the answer of a message whose own answer was lost.
    const answered = turn.id !== null && turn.id === this.state.pending?.id ? this.settled(turn.id) : {};
    // At once, so that pinned help whose words stay is not drawn, and read out, a second time.
    this.set({ turns: withTurn(this.state.turns, turn), ...answered, ...change });
    this.arrived(turn);
  }

  /** What changes when a message is answered: help that came before its turn gives way, but that for later words. */
  private settled(id: string): Partial<State> {
    const { ahead } = this.state;
    return { pending: null, ahead: ahead?.behind === id ? ahead : null };
  }

  /** Pin urgent help that came before its turn. */
  help(ahead: Ahead): void {
    this.set({ ahead });
    this.arrived(ahead.turn);
  }

  /** Return the words of a message whose conversation is over. A choice means nothing in another one. */
  giveBack(message: Pending): void {
    this.unsent = true;
    if ("text" in message.said) this.returned(message.words);
  }
}
