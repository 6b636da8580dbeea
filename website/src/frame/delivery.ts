// A message is sent until it is answered, under the same id each time: the server says it once.
import * as api from "./api";
import type { Pending } from "./state";
import type { Turn } from "./types";

/** Seconds between two tries of a message that could not be sent; after the last one it is the patient's turn. */
const TRIES = [1, 2, 4, 8];

/** What became of a message: its answer, why the server does not take it, not sent, or its chat is over. */
export type Fate = { turn: Turn } | { problem: api.Refused } | "unsent" | "over";

export class Delivery {
  private retry: (() => void) | null = null;

  /** Send a message. `tried` is told how it stands; once `over` says that its chat is over, it is let go. */
  async deliver(token: string, message: Pending, over: () => boolean, tried: (how: Pending) => void): Promise<Fate> {
    for (const pause of [...TRIES, null]) {
      tried({ ...message, state: "sending", refused: false });
      try {
        const turn = await api.send(token, message.said, message.id);
        return over() ? "over" : { turn };
      } catch (error) {
        if (over()) return "over";
        if (error instanceof api.Refused && !error.passing) return { problem: error };
      }
      message = { ...message, late: true };
      tried({ ...message, state: pause === null ? "failed" : "waiting" });
      if (pause === null) break;
      await this.wait(pause);
      if (over()) return "over";
    }
    return "unsent";
  }

  /** Try at once what waits for its next try: the connection is back. */
  hurry(): void {
    this.retry?.();
  }

  /** Wait so many seconds, or until it is hurried. */
  private wait(seconds: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, seconds * 1000);
      this.retry = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}
