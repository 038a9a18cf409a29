/**
 * Lines under words in a textarea or input, where the browser gives no ranges for them: a see-through copy
 * of the text, laid out as the field lays it out, in our own closed root, clipped to the field.
 *
 * Offsets are UTF-16 code units of the field's value. The site's own nodes are only read.
 */
import { h } from "./element";
import { follow } from "./follow";
import { type Host, parentOf } from "./host";
import { changeBetween } from "./remap";

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

export class FieldOverlay {
  readonly #field: Field;
  readonly #sheet: HTMLElement;
  readonly #mirror: HTMLElement;
  readonly #words = document.createTextNode("");
  #clippers: Element[] = [];
  #scale = 1;

  constructor(field: Field, host: Host, signal: AbortSignal) {
    this.#field = field;
    this.#mirror = h("div", { class: "mirror" });
    this.#mirror.append(this.#words);
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

  /** The range of the copy that lies over this part of the field's text. */
  range(start: number, end: number): Range {
    this.#copy();
    const range = document.createRange();
    const length = this.#words.length;
    range.setStart(this.#words, Math.min(start, length));
    range.setEnd(this.#words, Math.min(end, length));
    return range;
  }

  /** Reads the field's look again (the page's theme has changed). */
  restyle(): void {
    this.#style();
    this.#lay();
  }

  /** Changes only what has changed, so that the ranges of untouched findings stay as they are. */
  #copy(): void {
    // A last empty line has height in a field but none in a block.
    const value = `${this.#field.value}\u200b`;
    const change = changeBetween(this.#words.data, value);
    if (!change) return;
    const inserted = value.slice(change.start, change.start + change.inserted);
    this.#words.replaceData(change.start, change.removed, inserted);
    this.#scroll();
  }

  #style(): void {
    const style = getComputedStyle(this.#field);
    const target = this.#mirror.style;
    for (const name of COPIED) target.setProperty(name, style.getPropertyValue(name));
    const oneLine = this.#field instanceof HTMLInputElement;
    const unwrapped = oneLine || this.#field.wrap === "off";
    target.whiteSpace = unwrapped ? "pre" : "break-spaces";
    if (!oneLine) {
      target.whiteSpace = unwrapped ? "pre" : style.whiteSpace;
      for (const name of WRAPPING) target.setProperty(name, style.getPropertyValue(name));
    }
    target.setProperty("box-sizing", "border-box");
    target.display = oneLine ? "grid" : "block";
    target.alignContent = oneLine ? "center" : "";
    this.#clippers = clippersOf(this.#field);
  }

  /** Puts the sheet over the field's inside (without border and scroll bar), cut to what is in sight. */
  #lay(): void {
    const field = this.#field;
    const outer = field.getBoundingClientRect();
    this.#scale = field.offsetWidth ? outer.width / field.offsetWidth : 1;
    const scale = this.#scale;
    const left = outer.left + field.clientLeft * scale;
    const top = outer.top + field.clientTop * scale;
    const sheet = this.#sheet.style;
    sheet.width = `${field.clientWidth}px`;
    sheet.height = `${field.clientHeight}px`;
    // Placed by layout, not by transform: lines then snap to the same pixels as the field's own text.
    sheet.left = `${left}px`;
    sheet.top = `${top}px`;
    sheet.transform = scale === 1 ? "" : `scale(${scale})`;
    const mirror = this.#mirror.style;
    mirror.width = `${field.clientWidth}px`;
    mirror.minHeight = `${field.clientHeight}px`;
    if (field instanceof HTMLInputElement) mirror.minWidth = `${field.clientWidth}px`;
    sheet.clipPath = this.#inSight(left, top, field.clientWidth * scale, field.clientHeight * scale);
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
