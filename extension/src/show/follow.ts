/** Tells when an element may have moved on screen or changed size, without a timer and without polling. */

/**
 * Calls `moved` at most once a frame after the element has moved, scrolled along or been resized,
 * until the signal is aborted. Reads layout only when the browser has just computed it.
 */
export function follow(element: Element, moved: () => void, signal: AbortSignal): void {
  const view = element.ownerDocument.defaultView ?? window;
  let frame = 0;
  let surely = false;
  let last = "";
  const soon = () => {
    if (frame || signal.aborted) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (signal.aborted) return;
      // One growth is told twice, as a new size and as a shift; a scroll counts wherever it was.
      const { left, top, width, height } = element.getBoundingClientRect();
      const now = `${left} ${top} ${width} ${height}`;
      const news = surely || now !== last;
      surely = false;
      last = now;
      if (news) moved();
    });
  };
  const scrolled = () => {
    surely = true;
    soon();
  };
  view.addEventListener("scroll", scrolled, { capture: true, passive: true, signal });
  view.addEventListener("resize", scrolled, { passive: true, signal });
  view.visualViewport?.addEventListener("resize", scrolled, { passive: true, signal });
  const sizes = new ResizeObserver(soon);
  sizes.observe(element);
  const stop = watchShift(element, soon);
  signal.addEventListener(
    "abort",
    () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      stop();
    },
    { once: true },
  );
}

/** A ratio just above none: fires as soon as any of an element out of sight comes into it. */
const HARDLY = 1e-7;

/**
 * Notices moves that come with neither scroll nor resize (something above has grown): an intersection
 * root cut to the element's present rectangle loses part of it as soon as it shifts.
 */
function watchShift(element: Element, moved: () => void): () => void {
  let observer: IntersectionObserver | undefined;
  const aim = (threshold: number): void => {
    observer?.disconnect();
    const { top, left, right, bottom, width, height } = element.getBoundingClientRect();
    if (!width || !height) return;
    const { clientWidth, clientHeight } = element.ownerDocument.documentElement;
    const cut = [top, clientWidth - right, clientHeight - bottom, left].map(
      (side) => `${-Math.floor(side)}px`,
    );
    let first = true;
    observer = new IntersectionObserver(
      (entries) => {
        const ratio = entries.at(-1)?.intersectionRatio ?? 0;
        if (!first && ratio !== threshold) {
          moved();
          return aim(1);
        }
        if (first && ratio !== threshold && threshold !== HARDLY) return aim(ratio || HARDLY);
        first = false;
      },
      { rootMargin: cut.join(" "), threshold: Math.min(1, Math.max(HARDLY, threshold)) },
    );
    observer.observe(element);
  };
  aim(1);
  return () => observer?.disconnect();
}
