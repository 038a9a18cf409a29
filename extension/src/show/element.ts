/** Building nodes inside our own shadow root: no markup strings, so no page policy or injection can matter. */

type Attributes = Readonly<Record<string, string | boolean | undefined>>;
type Child = Node | string | null | undefined | false;

/** An HTML element with attributes (`true` writes an empty one, `false` and undefined none) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  fill(element, children);
  return element;
}

/** Replaces all children. */
export function fill(element: Element, children: readonly Child[]): void {
  element.replaceChildren(...children.filter((child): child is Node | string => Boolean(child)));
}

/** An element of whichever frame: `instanceof` knows only those of its own. */
export function isElement(target: unknown): target is Element {
  return (target as Node | null)?.nodeType === 1;
}

const SVG = "http://www.w3.org/2000/svg";

/** An SVG drawing of paths on a 24 by 24 field, hidden from assistive technology: a word always goes with it. */
export function drawing(className: string, paths: readonly string[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", className);
  for (const d of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
