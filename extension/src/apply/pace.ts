/** Waiting for what the page does next, never for a fixed time that the work depends on. */

/** Within this many milliseconds the browser has told of a moved selection, or it will not. */
const SELECTION_WAIT = 80;

/** A page that is not being drawn has no frames. */
const NO_FRAME = 100;

export function task(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export function frame(): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, NO_FRAME);
    requestAnimationFrame(() => {
      clearTimeout(limit);
      resolve();
    });
  });
}

export function selectionSeen(document: Document): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(limit);
      document.removeEventListener("selectionchange", done, true);
      resolve();
    };
    const limit = setTimeout(done, SELECTION_WAIT);
    document.addEventListener("selectionchange", done, true);
  });
}
