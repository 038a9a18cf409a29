/** Hover-intent: the pointer has come to rest over something, or has left it for good. One timer, only while moving. */

/** Rest before anything opens, and absence before it closes, in milliseconds. */
export const REST = 250;
export const GONE = 350;

/** Farther than this between two moves and the pointer is still on its way, in pixels. */
const STEADY = 4;

/** Calls `rested` once the pointer has stayed in one place over the element; `left` when it goes. */
export function onRest(
  element: Element,
  rested: (x: number, y: number) => void,
  left: () => void,
  signal: AbortSignal,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [x, y] = [0, 0];
  element.addEventListener(
    "pointermove",
    (event) => {
      const { clientX, clientY, pointerType, buttons } = event as PointerEvent;
      if (pointerType === "touch" || buttons) return;
      if (timer && Math.abs(clientX - x) <= STEADY && Math.abs(clientY - y) <= STEADY) return;
      [x, y] = [clientX, clientY];
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        rested(x, y);
      }, REST);
    },
    { passive: true, signal },
  );
  element.addEventListener(
    "pointerleave",
    () => {
      clearTimeout(timer);
      timer = undefined;
      left();
    },
    { passive: true, signal },
  );
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
}
