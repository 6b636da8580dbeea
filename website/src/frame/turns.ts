// Questions about the turns of a conversation, oldest first.
import type { ShownTurn, Turn } from "./types";

/** Return the choices that can be pressed now: a turn that failed without choices takes none away. */
export function offered(turns: ShownTurn[]): ShownTurn | undefined {
  const fitting = [...turns].reverse();
  return fitting.find((turn) => turn.record.outcome !== "error" || turn.messages.some((one) => one.buttons.length));
}

export const last = (turns: ShownTurn[]): ShownTurn | undefined => turns[turns.length - 1];

/** After a reload urgent help is pinned again where it was the last thing said: return the number of its turn. */
export function urgentAtTheEnd(turns: ShownTurn[]): number | null {
  const turn = last(turns);
  return turn?.record.outcome === "urgent" ? turn.number : null;
}

/** Return the number up to which no turn is missing. */
export function known(turns: ShownTurn[]): number {
  const numbers = new Set(turns.map((turn) => turn.number));
  let number = 0;
  while (numbers.has(number + 1)) number += 1;
  return number;
}

/** Say whether a turn is among them, by its number or by the id of its message. */
export const has = (turns: ShownTurn[], turn: ShownTurn): boolean =>
  turns.some((one) => one.number === turn.number || (turn.id !== null && one.id === turn.id));

/** Return them with one more, in its place. */
export const withTurn = (turns: ShownTurn[], turn: ShownTurn): ShownTurn[] =>
  [...turns, turn].sort((one, other) => one.number - other.number);

/** A turn that the server could not keep has the number 0: here it gets one between those of the others. */
export const numbered = (turns: ShownTurn[], turn: Turn): Turn =>
  turn.number > 0 ? turn : { ...turn, number: (last(turns)?.number ?? 0) + 0.001 };
