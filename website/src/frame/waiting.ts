// Words that wait are not left alone: within a moment the server looks at them for an emergency, before their turn comes.
import * as api from "./api";
import type { Shown } from "./shown";
import type { Pending } from "./state";

/** Seconds after which a message without an answer is looked at, and its patient told what to do. */
const MOMENT = 3;

export class Waiting {
  constructor(private readonly shown: Shown) {}

  /** Look at words that wait for their turn behind a message. */
  async behind(words: string): Promise<void> {
    const before = this.pending?.id ?? null;
    await this.look(words, before, () => (this.pending?.id ?? null) === before || this.pending?.words === words);
  }

  /** Watch a message that is under way: after a moment it is slow, and is looked at. */
  watch(message: Pending): void {
    this.slowIn(message.id, () => {
      // Help for what was typed behind it stays: it is about the later words.
      const still = () => this.pending?.id === message.id && !this.shown.state.ahead;
      if ("text" in message.said) void this.look(message.words, null, still);
    });
  }

  /** After a moment without its answer, call the message with this id slow. */
  slowIn(id: string, then?: () => void): void {
    setTimeout(() => {
      if (id !== this.pending?.id && id !== this.shown.state.awaited) return;
      this.shown.set({ slow: id });
      then?.();
    }, MOMENT * 1000);
  }

  private get pending(): Pending | null {
    return this.shown.state.pending;
  }

  /** Show the urgent help for words, if they need it and are `still` without an answer. */
  private async look(words: string, behind: string | null, still: () => boolean): Promise<void> {
    const { era, token } = this.shown;
    if (!token) return;
    // Where it can't be reached, the line at the field says what to do.
    const turn = await api.urgentHelp(token, words).catch(() => null);
    if (turn && era === this.shown.era && still()) this.shown.help({ turn, behind });
  }
}
