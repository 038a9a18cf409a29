/** The ways of writing themselves. Each acts on the selection as it stands. */
import type { Way } from "./ladder";

/** False: the editor did not take it and nothing has happened. An empty text deletes what is selected. */
export function writeBy(way: Way, element: HTMLElement, text: string): boolean {
  switch (way) {
    case "command":
      command(element, text);
      return true;
    case "replacement":
      return replacement(element, text);
    case "paste":
      return text !== "" && paste(element, text);
    case "backspace":
      return text === "" && taken(element, keydown("Backspace", 8));
  }
}

function command({ ownerDocument }: HTMLElement, text: string): boolean {
  return text === ""
    ? ownerDocument.execCommand("delete")
    : ownerDocument.execCommand("insertText", false, text);
}

/** `data` only: a `dataTransfer` would be read first, and is empty to the page in some browsers. */
function replacement(element: HTMLElement, data: string): boolean {
  const inputType = data === "" ? "deleteContentBackward" : "insertReplacementText";
  return taken(
    element,
    new InputEvent("beforeinput", {
      inputType,
      ...(data && { data }),
      bubbles: true,
      cancelable: true,
      composed: true,
    }),
  );
}

function paste(element: HTMLElement, text: string): boolean {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  return taken(
    element,
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true }),
  );
}

/** An editor that handles an event itself prevents what the browser would do. */
function taken(element: HTMLElement, event: Event): boolean {
  return !element.dispatchEvent(event);
}

/** Tells the editor of a correction made in the text, as the browser does for its spelling checker. */
export function announce(element: HTMLElement): void {
  element.dispatchEvent(
    new InputEvent("input", { inputType: "insertReplacementText", bubbles: true, composed: true }),
  );
}

/** Takes back one step, as Ctrl+Z would: an editor with its own history answers the key, others the browser's command. */
export function undo(element: HTMLElement): void {
  const mac = /Mac/.test(navigator.platform);
  if (taken(element, keydown("z", 90, { code: "KeyZ", ctrlKey: !mac, metaKey: mac }))) return;
  const history = new InputEvent("beforeinput", {
    inputType: "historyUndo",
    bubbles: true,
    cancelable: true,
    composed: true,
  });
  if (taken(element, history)) return;
  element.ownerDocument.execCommand("undo");
}

/** The key code is what older editors go by. */
function keydown(key: string, keyCode: number, more: KeyboardEventInit = {}): KeyboardEvent {
  const init = { key, code: key, keyCode, bubbles: true, cancelable: true, composed: true, ...more };
  return new KeyboardEvent("keydown", init);
}
