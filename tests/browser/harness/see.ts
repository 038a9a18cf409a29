/** Functions that run in the page's own world; each must stand alone. */

export interface Drawn {
  readonly words: string;
  readonly highlight: string;
  /** Viewport coordinates of the middle of the first line of it. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Spot {
  readonly box: string;
  readonly of: "editing" | "button";
}

/** A point to press, in coordinates of the top page, scrolled into sight. */
export function spotOf({ box, of }: Spot): { x: number; y: number } {
  const element = of === "editing" ? window.fixture.editing(box).element : window.fixture.button(box);
  if (element === null) throw new Error(`no ${of} for "${box}"`);
  element.scrollIntoView({ block: "nearest" });
  const rect = element.getBoundingClientRect();
  let x = of === "editing" ? rect.left + 16 : rect.left + rect.width / 2;
  let y = of === "editing" ? rect.top + Math.min(14, rect.height / 2) : rect.top + rect.height / 2;
  for (let view = element.ownerDocument.defaultView; view?.frameElement; view = view.parent as typeof view) {
    const frame = view.frameElement.getBoundingClientRect();
    x += frame.left + view.frameElement.clientLeft;
    y += frame.top + view.frameElement.clientTop;
  }
  return { x, y };
}

/** What is painted in the box through the Custom Highlight API: the words under each range, in reading order. */
export function readDrawn(box: string): Drawn[] {
  const { element } = window.fixture.editing(box);
  const view = element.ownerDocument.defaultView as (Window & typeof globalThis) | null;
  if (view === null) return [];
  let left = 0;
  let top = 0;
  for (let each: Window | null = view; each?.frameElement; each = each.parent) {
    const frame = each.frameElement.getBoundingClientRect();
    left += frame.left + each.frameElement.clientLeft;
    top += frame.top + each.frameElement.clientTop;
  }
  const field =
    element instanceof view.HTMLTextAreaElement || element instanceof view.HTMLInputElement ? element : null;
  const within = (inner: DOMRect, outer: DOMRect): boolean =>
    inner.left >= outer.left - 1 &&
    inner.right <= outer.right + 1 &&
    inner.top >= outer.top - 1 &&
    inner.bottom <= outer.bottom + 4;
  const found: (Drawn & { order: number })[] = [];
  for (const [highlight, ranges] of view.CSS.highlights) {
    for (const range of ranges as Iterable<AbstractRange & Partial<Pick<Range, "getClientRects">>>) {
      const container = range.startContainer as Node | null;
      const rect = range.getClientRects?.()[0];
      if (field === null) {
        if (container === null || !element.contains(container)) continue;
      } else if (rect === undefined || !within(rect, field.getBoundingClientRect())) {
        // A range over a field is either inside it, without a container, or over a copy of it that lies on top.
        continue;
      }
      const words = field === null ? String(range) : field.value.slice(range.startOffset, range.endOffset);
      if (words === "") continue;
      found.push({
        words,
        highlight,
        x: left + (rect?.left ?? 0) + (rect?.width ?? 0) / 2,
        y: top + (rect?.top ?? 0) + (rect?.height ?? 0) / 2,
        width: rect?.width ?? 0,
        height: rect?.height ?? 0,
        order: (rect?.top ?? 0) * 10_000 + (rect?.left ?? 0),
      });
    }
  }
  return found.sort((a, b) => a.order - b.order).map(({ order: _, ...drawn }) => drawn);
}

/** Where a field lies in the top page; null for any other editor. */
export function fieldOf(box: string): { left: number; top: number; right: number; bottom: number } | null {
  const { element } = window.fixture.editing(box);
  if (element.localName !== "textarea" && element.localName !== "input") return null;
  const rect = element.getBoundingClientRect();
  let left = 0;
  let top = 0;
  for (let view = element.ownerDocument.defaultView; view?.frameElement; view = view.parent as typeof view) {
    const frame = view.frameElement.getBoundingClientRect();
    left += frame.left + view.frameElement.clientLeft;
    top += frame.top + view.frameElement.clientTop;
  }
  return { left: left + rect.left, top: top + rect.top, right: left + rect.right, bottom: top + rect.bottom };
}

/**
 * What our own root draws over fields, where the browser has no ranges for the words in them. Runs on the closed
 * root, in the bench's own world.
 */
export function readOverlaid(root: ShadowRoot): Drawn[] {
  let left = 0;
  let top = 0;
  for (let each: Window | null = window; each?.frameElement; each = each.parent) {
    const frame = each.frameElement.getBoundingClientRect();
    left += frame.left + each.frameElement.clientLeft;
    top += frame.top + each.frameElement.clientTop;
  }
  return [...root.querySelectorAll<HTMLElement>(".mirror span")].flatMap((line) => {
    const [rect] = line.getClientRects();
    if (rect === undefined) return [];
    const { width, height } = rect;
    const words = line.textContent ?? "";
    return [
      {
        words,
        highlight: line.className,
        x: left + rect.left + width / 2,
        y: top + rect.top + height / 2,
        width,
        height,
      },
    ];
  });
}
