/** The window-capture listeners that a desk decides through. Part of the first script, so kept tiny. */
import type { Desk } from "../contract/gate";

const PRESSES = ["pointerdown", "mousedown", "click", "keydown", "submit"] as const;

/**
 * Lets the desk decide about every press in this window, ahead of the page. Holding means that neither the site
 * nor the browser acts on the event. A desk that fails must not stop the page; without one everything goes.
 */
export function listenForPresses(view: Window, desk: () => Desk | undefined, signal?: AbortSignal): void {
  const onPress = (event: Event): void => {
    let held = false;
    try {
      held = desk()?.decide(event) === "hold";
    } catch {
      held = false;
    }
    if (!held) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const options = signal ? { capture: true, signal } : { capture: true };
  const listen = (): void => {
    for (const type of PRESSES) view.addEventListener(type, onPress, options);
  };
  listen();
  // A page that calls document.open() takes every listener off the window; its new root tells us so.
  const reopened = new MutationObserver(listen);
  reopened.observe(view.document, { childList: true });
  signal?.addEventListener("abort", () => reopened.disconnect(), { once: true });
}
