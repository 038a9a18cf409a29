/** Doing again, once, what a held press would have done. Nothing of the site's is cloned, changed or hidden. */
import type { Box } from "../contract/box";

/** A press on Post that was held, with what is needed to repeat it. */
export interface Press {
  readonly box: Box;
  readonly how: "click" | "key" | "submit";
  /** The innermost element pressed, for a click. */
  readonly target: HTMLElement | null;
  /** For a submit: the button it came from. */
  readonly submitter: HTMLElement | null;
  readonly key: KeyboardEvent | null;
  /** The press's pointerdown was held as well, so a site acting on that must see it again. */
  readonly whole: boolean;
}

/** Repeats the press; false when there is nothing to press, so that the person can be told. */
export function replay(press: Press): boolean {
  switch (press.how) {
    case "click":
      return clickOn(usable(press.target) ?? usable(press.box.sendControl()), press.whole);
    case "submit":
      return submit(press.box.form, press.submitter);
    case "key":
      return (
        clickOn(usable(press.box.sendControl()), false) ||
        submit(press.box.form, null) ||
        typeAgain(press.box, press.key)
      );
  }
}

function usable(control: HTMLElement | null): HTMLElement | null {
  if (!control?.isConnected || control.closest(":disabled, [aria-disabled=true]")) return null;
  return control;
}

function clickOn(control: HTMLElement | null, whole: boolean): boolean {
  if (!control) return false;
  if (whole) pressDown(control);
  control.click();
  return true;
}

function pressDown(control: HTMLElement): void {
  const { left, top, width, height } = control.getBoundingClientRect();
  const at = { clientX: left + width / 2, clientY: top + height / 2 };
  const init = { bubbles: true, cancelable: true, composed: true, view: window, ...at };
  const down = { ...init, buttons: 1, pointerId: 1, isPrimary: true, pointerType: "mouse" };
  control.dispatchEvent(new PointerEvent("pointerdown", down));
  control.dispatchEvent(new MouseEvent("mousedown", { ...init, buttons: 1, detail: 1 }));
  control.dispatchEvent(new PointerEvent("pointerup", { ...down, buttons: 0 }));
  control.dispatchEvent(new MouseEvent("mouseup", { ...init, detail: 1 }));
}

function submit(form: HTMLFormElement | null, submitter: HTMLElement | null): boolean {
  if (!form?.isConnected) return false;
  const button = usable(submitter);
  form.requestSubmit(button && belongsTo(button, form) ? button : null);
  return true;
}

function belongsTo(button: HTMLElement, form: HTMLFormElement): boolean {
  return "form" in button && button.form === form;
}

/** A key the page did not act on is a key nobody heard: then nothing was sent. */
function typeAgain(box: Box, key: KeyboardEvent | null): boolean {
  if (!key || !box.element.isConnected) return false;
  const { code, keyCode, ctrlKey, metaKey, shiftKey, altKey } = key;
  const init = { key: key.key, code, keyCode, ctrlKey, metaKey, shiftKey, altKey };
  const event = new KeyboardEvent("keydown", { ...init, bubbles: true, cancelable: true, composed: true });
  const heard = !box.element.dispatchEvent(event);
  box.element.dispatchEvent(new KeyboardEvent("keyup", { ...init, bubbles: true, composed: true }));
  return heard;
}
