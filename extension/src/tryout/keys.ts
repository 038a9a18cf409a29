/** The extension's keyboard commands, for the page that checks by itself: there the browser knows nothing of them. */
import type { Command } from "../contract/messages";

/** Alt+Shift and this key, by its place on the keyboard: with Shift held, the digits type other signs. */
export const KEYS: ReadonlyMap<string, Command> = new Map([
  ["Digit1", "open-card"],
  ["Digit2", "next-finding"],
  ["Digit3", "previous-finding"],
  ["Digit4", "apply-fix"],
]);

/** Calls `command` when its keys are pressed, ahead of the editors on the page. */
export function listenForKeys(command: (command: Command) => void): void {
  addEventListener(
    "keydown",
    (event) => {
      const named = KEYS.get(event.code);
      if (!named || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.repeat)
        return;
      event.preventDefault();
      event.stopImmediatePropagation();
      command(named);
    },
    { capture: true },
  );
}
