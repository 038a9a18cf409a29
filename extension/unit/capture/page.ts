/** A made-up page whose elements have a size, which happy-dom does not work out by itself. */
import { vi } from "vitest";

export function page(html: string): void {
  document.body.innerHTML = html;
}

export function one<Found extends HTMLElement = HTMLElement>(selector: string): Found {
  const found = document.querySelector<Found>(selector);
  if (!found) throw new Error(`no ${selector} in the page`);
  return found;
}

export function giveSizes(): void {
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function size(this: Element) {
    const [width = 300, height = 30] = (this.getAttribute("data-size") ?? "")
      .split("x")
      .filter(Boolean)
      .map(Number);
    return new DOMRect(0, 0, width, height);
  });
}

/** An event's path from a node up, as a click on it has. */
export function pathFrom(node: Node): EventTarget[] {
  const path: EventTarget[] = [];
  for (let at: Node | null = node; at; at = at.parentNode) path.push(at);
  return path;
}
