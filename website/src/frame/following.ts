// Keeps up with what is said elsewhere: in another tab, or by the page that was here before a reload.
import * as api from "./api";
import { config, t } from "./config";
import * as keeping from "./keeping";
import type { Shown } from "./shown";
import { has, known } from "./turns";
import type { Waiting } from "./waiting";

/** Seconds between two looks for an answer that was under way at a reload; together longer than the server takes. */
const LOOKS = [1, 1, 2, 3, 4, 6, 8, 10, 10];

export class Following {
  constructor(
    private readonly shown: Shown,
    private readonly waiting: Waiting,
  ) {}

  /** Read what another tab said in the meantime, or the conversation that it has begun. */
  async catchUp(): Promise<void> {
    const { shown } = this;
    const now = keeping.token(config.quietMinutes);
    if (!now || shown.state.phase === "beginning") return;
    const era = shown.era;
    const other = now !== shown.token;
    if (!other && shown.state.phase !== "open") return;
    // Its answer may be on its way: then it was sent. Its delivery looks again.
    if (other && shown.state.pending?.state === "sending") return;
    try {
      const { turns } = await api.shown(now, other ? 0 : known(shown.state.turns));
      // By now the patient, or another tab, may have begun anew: then these are not the turns of what is shown.
      if (era !== shown.era || now !== keeping.token(config.quietMinutes)) return;
      if (!other) {
        for (const turn of turns.filter((one) => !has(shown.state.turns, one))) {
          shown.add(turn, turn.record.outcome === "urgent" ? { urgent: turn.number } : {});
        }
      } else if (shown.state.pending?.state !== "sending") {
        shown.leave();
        keeping.asking(null);
        if (shown.state.pending) shown.giveBack(shown.state.pending);
        shown.show(now, turns, t("restarted"));
      }
    } catch {
      // the next message says what is wrong
    }
  }

  /** Go on with the conversation that another tab has begun while this one waited for an answer. */
  followOthers(): void {
    if (keeping.token(config.quietMinutes) !== this.shown.token) void this.catchUp();
  }

  /** Look for the answer to a message that was under way when the page was left. */
  async lookFor(id: string | null): Promise<void> {
    const { shown } = this;
    const here = () => shown.state.turns.some((turn) => turn.id === id);
    if (!id || here()) return;
    const era = shown.era;
    shown.set({ awaited: id });
    this.waiting.slowIn(id);
    for (const seconds of LOOKS) {
      await new Promise((done) => setTimeout(done, seconds * 1000));
      if (era !== shown.era) return;
      if (!here()) await this.catchUp();
      if (era !== shown.era) return;
      if (here()) return shown.set({ awaited: null });
    }
    shown.set({ awaited: null, notice: t("not_sent") });
  }
}
