/** Where a surface goes on screen. Pure geometry in CSS pixels of the viewport. */

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly left: number;
  readonly top: number;
}

const GAP = 8;
const MARGIN = 8;

/**
 * A spot for a surface of this size beside `anchor` that covers none of `keep`, given best first.
 * Tried in order: under, over, right, left, then clear of everything kept; when the screen is too small for
 * all that, as little as possible of the most precious is covered.
 */
export function beside(
  anchor: Area,
  size: { width: number; height: number },
  keep: readonly Area[],
  view: Area,
): Point {
  const kept = [anchor, ...keep];
  const lowest = Math.max(...kept.map(bottomOf));
  const highest = Math.min(...kept.map((area) => area.top));
  const rightmost = Math.max(...kept.map(rightOf));
  const leftmost = Math.min(...kept.map((area) => area.left));
  const tries: Point[] = [
    { left: anchor.left, top: bottomOf(anchor) + GAP },
    { left: anchor.left, top: anchor.top - GAP - size.height },
    { left: anchor.left, top: lowest + GAP },
    { left: anchor.left, top: highest - GAP - size.height },
    { left: rightOf(anchor) + GAP, top: anchor.top },
    { left: anchor.left - GAP - size.width, top: anchor.top },
    { left: rightmost + GAP, top: anchor.top },
    { left: leftmost - GAP - size.width, top: anchor.top },
  ];
  const spots = tries.map((spot) => within(spot, size, view));
  const cost = (spot: Point): number =>
    kept.reduce((sum, area, i) => sum + overlap({ ...spot, ...size }, area) * (i === 0 ? 1 : 4), 0);
  return (
    spots.find((spot) => cost(spot) === 0) ??
    spots.reduce((best, spot) => (cost(spot) < cost(best) ? spot : best))
  );
}

/** The nearest spot that is wholly on screen, or from the top left corner when it is too large. */
export function within(spot: Point, size: { width: number; height: number }, view: Area): Point {
  return {
    left: Math.max(view.left + MARGIN, Math.min(spot.left, rightOf(view) - MARGIN - size.width)),
    top: Math.max(view.top + MARGIN, Math.min(spot.top, bottomOf(view) - MARGIN - size.height)),
  };
}

/** The area two rectangles share, in square pixels. */
export function overlap(one: Area, other: Area): number {
  const width = Math.min(rightOf(one), rightOf(other)) - Math.max(one.left, other.left);
  const height = Math.min(bottomOf(one), bottomOf(other)) - Math.max(one.top, other.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** The smallest area around these, or null for none. */
export function around(areas: readonly Area[]): Area | null {
  if (!areas.length) return null;
  const left = Math.min(...areas.map((area) => area.left));
  const top = Math.min(...areas.map((area) => area.top));
  return {
    left,
    top,
    width: Math.max(...areas.map(rightOf)) - left,
    height: Math.max(...areas.map(bottomOf)) - top,
  };
}

/** What of the page can be seen: the visual viewport, so that a pinch-zoomed or keyboard-shrunk one counts. */
export function visibleArea(view: Window = window): Area {
  const { visualViewport, innerWidth, innerHeight } = view;
  if (!visualViewport) return { left: 0, top: 0, width: innerWidth, height: innerHeight };
  const { offsetLeft, offsetTop, width, height } = visualViewport;
  return { left: offsetLeft, top: offsetTop, width, height };
}

function rightOf(area: Area): number {
  return area.left + area.width;
}

function bottomOf(area: Area): number {
  return area.top + area.height;
}
