// @vitest-environment happy-dom
import { expect, test } from "vitest";
import manifest from "../../manifest.json";
import type { Command } from "../../src/contract/messages";
import { KEYS, listenForKeys } from "../../src/tryout/keys";

test("the try-out page's keys are those that the extension asks the browser for", () => {
  const asked = Object.entries(manifest.commands).flatMap(([name, command]) =>
    "suggested_key" in command ? [[command.suggested_key.default, name]] : [],
  );
  const ours = [...KEYS].map(([code, name]) => [`Alt+Shift+${code.replace("Digit", "")}`, name]);
  expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(asked));
});

test("only the whole chord counts, and the page does not hear it", () => {
  const heard: Command[] = [];
  listenForKeys((command) => heard.push(command));
  const press = (code: string, more: KeyboardEventInit) => {
    const event = new KeyboardEvent("keydown", { code, bubbles: true, cancelable: true, ...more });
    document.body.dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(press("Digit2", { altKey: true })).toBe(false);
  expect(press("Digit2", { altKey: true, shiftKey: true, ctrlKey: true })).toBe(false);
  expect(press("Digit9", { altKey: true, shiftKey: true })).toBe(false);
  expect(press("Digit2", { altKey: true, shiftKey: true })).toBe(true);
  expect(heard).toEqual(["next-finding"]);
});
