/** What the chip says of a box: filled for checked, hollow for not, and never an all-clear nobody gave. */
import type { BoxHealth } from "../contract/box";
import type { FrameState } from "../contract/messages";
import type { ChipContent } from "../show/chip";
import { CANNOT_CHECK, NOT_CHECKED, STATE, stateLine } from "../show/words";

export type ChipWords = Omit<ChipContent, "dark">;

export function chipOf(state: FrameState, health: BoxHealth, count: number, empty: boolean): ChipWords {
  if (!health.ok) {
    const { what, todo } = CANNOT_CHECK[health.why];
    return { words: `${STATE.cannotCheck}: ${what}`, dot: "hollow", retry: false, todo, opens: false };
  }
  const words = stateLine(state, count, empty);
  const opens = count > 0;
  switch (state.kind) {
    case "checked":
      return { words, dot: "filled", retry: false, todo: "", opens };
    case "not-checked":
      return {
        words,
        dot: "hollow",
        retry: state.reason !== "orphaned" && state.reason !== "too-long",
        todo: NOT_CHECKED[state.reason].todo,
        opens: false,
      };
    case "checking":
      return { words, dot: "busy", retry: false, todo: "", opens };
    default:
      return { words, dot: "hollow", retry: false, todo: "", opens };
  }
}
