// Tells screen readers each new turn once. The conversation itself is no live region: some readers would read all of it again.
import { t } from "./config";
import type { Turn } from "./types";

const SECONDS = 20;

/** Speaks through an element with role="log" that nobody sees. */
export class Announcer {
  private timer = 0;

  constructor(private readonly region: HTMLElement) {}

  /** Read a turn out. Urgent help is an alert of its own, which comes before all else. */
  turn(turn: Turn): void {
    if (turn.record.outcome === "urgent") return;
    const texts = turn.messages.map((message) => message.text);
    const titles = turn.messages.flatMap((message) => message.buttons.map((button) => button.title));
    const choices = titles.length ? [`${t("choices")}: ${titles.join(", ")}.`] : [];
    this.say([`${t("assistant")}:`, ...texts, ...choices].join("\n"));
  }

  private say(words: string): void {
    const line = document.createElement("p");
    line.textContent = words;
    this.region.replaceChildren(line);
    // Whoever reads the page line by line must not meet the turn a second time.
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.region.replaceChildren(), SECONDS * 1000);
  }
}
