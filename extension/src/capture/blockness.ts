/**
 * Is an element a block, and does it keep white space? Decided by tag where that is safe and by
 * computed style otherwise, once per sort of element, so that typing costs no style reads.
 */

export interface Manner {
  readonly block: boolean;
  readonly pre: boolean;
  readonly hidden: boolean;
}

const BLOCK = new Set(
  (
    "ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 " +
    "HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL"
  ).split(" "),
);

const REMEMBERED = 400;

/** One per editor: the same class can mean another thing in another editor. */
export class Manners {
  private readonly known = new Map<string, Manner>();

  of(element: Element, parent: Manner): Manner {
    const name = element.className;
    const style = element.getAttribute("style");
    const tag = element.tagName;
    const key = `${parent.block ? "b" : "i"}${parent.pre ? "p" : "n"} ${tag} ${typeof name === "string" ? name : ""} ${style ?? ""}`;
    const known = this.known.get(key);
    if (known) return known;
    const manner = look(element, parent);
    if (this.known.size >= REMEMBERED) this.known.clear();
    this.known.set(key, manner);
    return manner;
  }
}

function look(element: Element, parent: Manner): Manner {
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  if (!style?.display) return { block: BLOCK.has(element.tagName), pre: parent.pre, hidden: false };
  return {
    block: !/^(inline|contents|ruby|none)/.test(style.display),
    pre: keepsSpace(style),
    hidden: style.display === "none",
  };
}

function keepsSpace(style: CSSStyleDeclaration): boolean {
  return /pre|break-spaces/.test(style.whiteSpace);
}

/** The editing element itself. */
export function mannerOf(host: Element): Manner {
  const style = host.ownerDocument.defaultView?.getComputedStyle(host);
  return { block: true, pre: style !== undefined && keepsSpace(style), hidden: false };
}
