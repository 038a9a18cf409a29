/**
 * Lines under words in a textarea or input, where the browser gives no ranges for them: a see-through copy
 * of the text, laid out as the field lays it out, in our own closed root, clipped to the field.
 *
 * The lines are the copy's own, not highlights: a page can list highlights, and a range of ours would lead it
 * into our root. Offsets are UTF-16 code units of the field's value. The site's own nodes are only read.
 */
import { h } from "./element";
import { follow } from "./follow";
import { type Host, parentOf } from "./host";

type Field = HTMLTextAreaElement | HTMLInputElement;

/** What decides where a character stands. Sizes and borders are set from the field's own measure. */
const COPIED = [
  ...[
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
    "font-stretch",
    "font-size-adjust",
    "font-kerning",
  ],
  ...["font-variant-caps", "font-variant-east-asian", "font-variant-ligatures", "font-variant-numeric"],
  ...["font-feature-settings", "font-variation-settings", "font-optical-sizing", "text-rendering"],
  ...["line-height", "letter-spacing", "word-spacing", "text-align", "text-align-last", "text-indent"],
  ...["text-transform", "direction", "unicode-bidi", "writing-mode", "tab-size", "hyphens", "line-break"],
  ...["padding-top", "padding-right", "padding-bottom", "padding-left", "-webkit-text-security"],
] as const;

const WRAPPING = ["word-break", "overflow-wrap"] as const;

/** A line under part of the field's text, by the name of its look. */
export interface FieldLine {
  readonly start: number;
  readonly end: number;
  readonly look: string;
  /** Higher is painted over lower. */
  readonly priority: number;
}

export class FieldOverlay {
  readonly #field: Field;
  readonly #sheet: HTMLElement;
  readonly #mirror: HTMLElement;
  /** The words in it, in one block, so that a one-line field's can be centred as a whole. */
  readonly #copy = h("div");
  #painted = "";
  #clippers: Element[] = [];
  #scale = 1;
  /** From the field's outer edges to where its text may stand, left and right. */
  #inset = { left: 0, right: 0 };

  constructor(field: Field, host: Host, signal: AbortSignal) {
    this.#field = field;
    this.#mirror = h("div", { class: "mirror" }, this.#copy);
    this.#sheet = h("div", { class: "sheet", "aria-hidden": "true" }, this.#mirror);
    host.root.append(this.#sheet);
    const restyle = () => {
      this.#style();
      this.#lay();
    };
    field.addEventListener("scroll", () => this.#scroll(), { passive: true, signal });
    field.addEventListener("transitionend", restyle, { signal });
    document.fonts?.addEventListener("loadingdone", restyle, { signal });
    follow(field, () => this.#lay(), signal);
    const kind = new MutationObserver(restyle);
    kind.observe(field, {
      attributes: true,
      attributeFilter: ["class", "style", "wrap", "dir", "rows", "cols"],
    });
    signal.addEventListener(
      "abort",
      () => {
        kind.disconnect();
        this.#sheet.remove();
      },
      { once: true },
    );
    restyle();
  }

  /** Draws exactly these lines; where two share words, the one of higher priority shows. */
  paint(lines: readonly FieldLine[]): void {
    // A last empty line has height in a field but none in a block.
    const value = `${this.#field.value}\u200b`;
    const pieces = piecesOf(value.length, lines);
    const looks = `${JSON.stringify(pieces)}${value}`;
    if (looks === this.#painted) return;
    this.#painted = looks;
    const drawn = pieces.map(({ start, end, look }) => {
      const words = value.slice(start, end);
      return look ? h("span", { class: look }, words) : words;
    });
    this.#copy.replaceChildren(...drawn);
    this.#scroll();
  }

  /** Where a part of the text is on screen; reads layout. */
  rects(start: number, end: number): DOMRect[] {
    const range = document.createRange();
    range.setStart(...this.#point(start));
    range.setEnd(...this.#point(end));
    return [...range.getClientRects()];
  }

  #point(offset: number): [Node, number] {
    let before = 0;
    for (const child of this.#copy.childNodes) {
      const words = child.firstChild ?? child;
      const length = words.nodeValue?.length ?? 0;
      if (offset <= before + length) return [words, offset - before];
      before += length;
    }
    return [this.#copy, this.#copy.childNodes.length];
  }

  /** Reads the field's look again (the page's theme has changed). */
  restyle(): void {
    this.#style();
    this.#lay();
  }

  #style(): void {
    const style = getComputedStyle(this.#field);
    const target = this.#mirror.style;
    for (const name of COPIED) target.setProperty(name, style.getPropertyValue(name));
    const oneLine = this.#field instanceof HTMLInputElement;
    const unwrapped = oneLine || this.#field.wrap === "off";
    target.whiteSpace = unwrapped ? "pre" : style.whiteSpace;
    for (const name of WRAPPING) target.setProperty(name, style.getPropertyValue(name));
    target.setProperty("box-sizing", "border-box");
    target.display = oneLine ? "grid" : "block";
    target.alignContent = oneLine ? "center" : "";
    // The text of a one-line field is cut off at its padding, which browsers count differently in client sizes.
    const sides = oneLine ? ["border", "padding"] : [];
    const inset = (side: string): number =>
      sides.reduce((sum, part) => sum + Number.parseFloat(style.getPropertyValue(partOf(part, side))), 0);
    this.#inset = { left: inset("left"), right: inset("right") };
    if (oneLine) target.paddingLeft = target.paddingRight = "0";
    this.#clippers = clippersOf(this.#field);
  }

  /** Puts the sheet over the field's inside (without border and scroll bar), cut to what is in sight. */
  #lay(): void {
    const field = this.#field;
    const outer = field.getBoundingClientRect();
    const scale = field.offsetWidth ? outer.width / field.offsetWidth : 1;
    this.#scale = scale;
    const { left: insetLeft, right: insetRight } = this.#inset;
    const left = outer.left + (insetLeft || field.clientLeft) * scale;
    const top = outer.top + field.clientTop * scale;
    const width = insetLeft ? field.offsetWidth - insetLeft - insetRight : field.clientWidth;
    const height = field.clientHeight;
    const sheet = this.#sheet.style;
    sheet.width = `${width}px`;
    sheet.height = `${height}px`;
    // Placed by layout, not by transform: lines then snap to the same pixels as the field's own text.
    sheet.left = `${left}px`;
    sheet.top = `${top}px`;
    sheet.transform = scale === 1 ? "" : `scale(${scale})`;
    const mirror = this.#mirror.style;
    mirror.width = `${width}px`;
    mirror.minHeight = `${height}px`;
    sheet.clipPath = this.#inSight(left, top, width * scale, height * scale);
    sheet.visibility = isCovered(field, outer) ? "hidden" : "visible";
    this.#scroll();
  }

  #inSight(left: number, top: number, width: number, height: number): string {
    let [t, r, b, l] = [top, left + width, top + height, left];
    for (const clipper of this.#clippers) {
      const rect = clipper.getBoundingClientRect();
      t = Math.max(t, rect.top);
      r = Math.min(r, rect.right);
      b = Math.min(b, rect.bottom);
      l = Math.max(l, rect.left);
    }
    const cuts = [t - top, left + width - r, top + height - b, l - left];
    return `inset(${cuts.map((cut) => `${Math.max(0, cut / this.#scale)}px`).join(" ")})`;
  }

  #scroll(): void {
    this.#mirror.style.transform = `translate(${-this.#field.scrollLeft}px, ${-this.#field.scrollTop}px)`;
  }
}

function partOf(part: string, side: string): string {
  return part === "border" ? `border-${side}-width` : `${part}-${side}`;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly look: string | null;
}

/** The text cut at every line's ends, each piece with the look of the line on top. */
export function piecesOf(length: number, lines: readonly FieldLine[]): Piece[] {
  const inText = lines.filter(({ start, end }) => start < end && end <= length);
  const cuts = new Set([0, length, ...inText.flatMap(({ start, end }) => [start, end])]);
  const at = [...cuts].sort((a, b) => a - b);
  return at.slice(1).map((end, i) => {
    const start = at[i] ?? 0;
    const over = inText.filter((line) => line.start <= start && end <= line.end);
    const top = over.sort((a, b) => b.priority - a.priority)[0];
    return { start, end, look: top?.look ?? null };
  });
}

/** Ancestors that cut off what overflows them. */
export function clippersOf(element: Element): Element[] {
  const clippers: Element[] = [];
  for (let each = parentOf(element); each && each !== document.documentElement; each = parentOf(each)) {
    if (each !== document.body && getComputedStyle(each).overflow !== "visible") clippers.push(each);
  }
  return clippers;
}

/** Is the element's middle under something else of the page, such as a dialog opened over it? */
export function isCovered(element: Element, rect: DOMRect): boolean {
  const x = Math.min(Math.max(rect.left + rect.width / 2, 0), innerWidth - 1);
  const y = Math.min(
    Math.max((Math.max(rect.top, 0) + Math.min(rect.bottom, innerHeight)) / 2, 0),
    innerHeight - 1,
  );
  const root = element.getRootNode() as Document | ShadowRoot;
  const hit = root.elementFromPoint(x, y);
  return (
    hit !== null &&
    hit !== element &&
    !hit.contains(element) &&
    !element.contains(hit) &&
    inLayerAbove(hit, element)
  );
}

/** Only dialogs and popovers count: a site's own drop-down or label over a field must not hide its lines. */
function inLayerAbove(hit: Element, element: Element): boolean {
  const layer = hit.closest("dialog, [popover], [role=dialog], [aria-modal=true]");
  return layer !== null && !layer.contains(element);
}
