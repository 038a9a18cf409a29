/**
 * From a box inside a frame to the outermost page we may reach: an editor in a frame is often too small for a
 * card, and its Post button is often outside it. Only pages of the same origin let us out.
 */
import type { Area } from "./spot";

/** This window and the same-origin ones that frame it, innermost first. */
export function windowsUp(from: Window = window): Window[] {
  const up = [from];
  for (let frame = frameOf(from); frame; frame = frameOf(up.at(-1) ?? from)) {
    const outer = frame.ownerDocument.defaultView;
    if (!outer || up.includes(outer)) break;
    up.push(outer);
  }
  return up;
}

/** The frame element in `view`'s page that shows us, through others perhaps; null when `view` is our own window. */
export function frameWithin(view: Window): Element | null {
  const up = windowsUp();
  const inner = up[up.indexOf(view) - 1];
  return inner ? frameOf(inner) : null;
}

/** An area of one window as it lies in the viewport of one that frames it. */
export function liftArea(area: Area, from: Window, to: Window): Area {
  let { left, top } = area;
  for (let at = from; at !== to; ) {
    const frame = frameOf(at);
    const outer = frame?.ownerDocument.defaultView;
    if (!frame || !outer) break;
    const rect = frame.getBoundingClientRect();
    left += rect.left + frame.clientLeft;
    top += rect.top + frame.clientTop;
    at = outer;
  }
  return { left, top, width: area.width, height: area.height };
}

/** An element's rectangle as it lies in the viewport of a window that frames it. */
export function rectWithin(element: Element, view: Window): Area {
  return liftArea(element.getBoundingClientRect(), element.ownerDocument.defaultView ?? view, view);
}

function frameOf(view: Window): Element | null {
  try {
    return view.frameElement;
  } catch {
    return null; // framed by another origin
  }
}
