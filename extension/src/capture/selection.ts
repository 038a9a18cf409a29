/** The page's selection, also inside shadow roots, as DOM points. */
import { isShadowRoot } from "./roots";
import type { Point } from "./textmap";

interface WithSelection {
  getSelection?(): Selection | null;
}

/** The selection object that can reach into the element's tree. */
export function selectionNear(element: Element): Selection | null {
  const root = element.getRootNode();
  // Chromium keeps one selection for each shadow root; Firefox has one for the document.
  if (isShadowRoot(root))
    return (root as WithSelection).getSelection?.() ?? element.ownerDocument.getSelection();
  return element.ownerDocument.getSelection();
}

export interface Selected {
  readonly anchor: Point;
  readonly focus: Point;
}

/** The selection, if it lies inside the element. */
export function selectedIn(element: Element): Selected | null {
  const selection = selectionNear(element);
  if (!selection) return null;
  const { anchorNode, focusNode } = selection;
  if (anchorNode && focusNode && element.contains(anchorNode) && element.contains(focusNode)) {
    return { anchor: [anchorNode, selection.anchorOffset], focus: [focusNode, selection.focusOffset] };
  }
  const root = element.getRootNode();
  if (!isShadowRoot(root) || !selection.getComposedRanges) return null;
  const range = selection.getComposedRanges({ shadowRoots: [root] })[0];
  if (!range || !element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  return { anchor: [range.startContainer, range.startOffset], focus: [range.endContainer, range.endOffset] };
}

/** Selects; answers whether that changed anything. */
export function select(element: Element, anchor: Point, focus: Point): boolean {
  const now = selectedIn(element);
  if (now && same(now.anchor, anchor) && same(now.focus, focus)) return false;
  selectionNear(element)?.setBaseAndExtent(anchor[0], anchor[1], focus[0], focus[1]);
  return true;
}

function same(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** The DOM point under a viewport point, in the element's tree. */
export function pointUnder(element: Element, x: number, y: number): Point | null {
  const document = element.ownerDocument;
  const root = element.getRootNode();
  if (document.caretPositionFromPoint) {
    const options = isShadowRoot(root) ? { shadowRoots: [root] } : undefined;
    const position = document.caretPositionFromPoint(x, y, options);
    return position ? [position.offsetNode, position.offset] : null;
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : null;
}
