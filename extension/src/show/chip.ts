/**
 * The state of the focused box in one small line near it: what was found, or that nothing was checked and
 * why. It lies only on the page's empty ground, never on a control or on words.
 */
import type { Box } from "../contract/box";
import { fill, h } from "./element";
import { follow } from "./follow";
import { type Host, parentOf, type Surface } from "./host";
import type { Area, Point } from "./spot";
import { HIDE, RETRY } from "./words";

export interface ChipContent {
  readonly words: string;
  /** Filled: checked, or ready to. Hollow: not. Busy: on its way. */
  readonly dot: "filled" | "hollow" | "busy";
  readonly dark: boolean;
  readonly retry: boolean;
  /** What the person can do about it, as a tooltip and for screen readers. */
  readonly todo: string;
  readonly opens: boolean;
}

export interface ChipParts {
  readonly open: () => void;
  readonly retry: () => void;
}

const GAP = 6;

/** An answer that comes sooner than this, in milliseconds, needs no "checking" before it. */
const PATIENCE = 400;

/** Where the chip goes, and which of its edges stays put when its words change. */
interface Spot extends Point {
  readonly endAligned: boolean;
}

export class Chip implements Surface {
  readonly element = h("div", { class: "surface chip", role: "group", "aria-label": "PostCheck" });
  readonly #host: Host;
  readonly #parts: ChipParts;
  #box: Box | null = null;
  #following: AbortController | null = null;
  #content: ChipContent | null = null;
  #placedFor = 0;
  #frame = 0;
  #busySoon: ReturnType<typeof setTimeout> | undefined;
  /** What the person has put away: the good news, or the bad as well. */
  readonly #hidden = new Set<boolean>();

  constructor(host: Host, parts: ChipParts, signal: AbortSignal) {
    this.#host = host;
    this.#parts = parts;
    signal.addEventListener("abort", () => this.leave(), { once: true });
  }

  /** Shows the state of this box; the same words again cost nothing. */
  show(box: Box, content: ChipContent): void {
    if (this.#hidden.has(content.dot === "hollow")) {
      this.leave();
      return;
    }
    if (this.#box !== box) this.#moveTo(box);
    if (this.#content && content.dot === "busy" && this.#content.dot !== "busy") {
      this.#busySoon ??= setTimeout(() => this.#put(content), PATIENCE);
      return;
    }
    this.#put(content);
  }

  #put(content: ChipContent): void {
    clearTimeout(this.#busySoon);
    this.#busySoon = undefined;
    if (!this.#content || !same(this.#content, content)) {
      this.#content = content;
      this.#render(content);
    }
    if (!this.#host.show(this)) return;
    if (content.words.length > this.#placedFor) this.#placeSoon();
  }

  leave(): void {
    this.#following?.abort();
    this.#following = null;
    this.#box = null;
    this.#content = null;
    clearTimeout(this.#busySoon);
    this.#busySoon = undefined;
    cancelAnimationFrame(this.#frame);
    this.#host.hide(this);
  }

  #moveTo(box: Box): void {
    this.leave();
    this.#box = box;
    this.#placedFor = 0;
    this.#following = new AbortController();
    const signal = AbortSignal.any([this.#following.signal, box.signal]);
    follow(this.#host.frame ?? box.element, () => this.#place(), signal);
  }

  #render({ words, dot, dark, retry, todo, opens }: ChipContent): void {
    const sign = h("span", { class: dot === "hollow" ? "dot" : `dot ${dot}`, "aria-hidden": "true" });
    const state = opens
      ? h("button", { class: "plain state", type: "button" }, sign, words)
      : h("span", { class: "state", title: todo || undefined }, sign, words);
    if (opens) this.#host.onPress(state, this.#parts.open);
    const again = retry && h("button", { class: "plain", type: "button", title: todo }, RETRY);
    if (again) this.#host.onPress(again, this.#parts.retry);
    const hide = h("button", { class: "plain hide", type: "button", "aria-label": HIDE, title: HIDE }, "×");
    this.#host.onPress(hide, () => {
      this.#hidden.add(false).add(dot === "hollow");
      this.leave();
    });
    this.element.classList.toggle("dark", dark);
    fill(this.element, [state, again, hide]);
  }

  #placeSoon(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#place());
  }

  #place(): void {
    const box = this.#box;
    if (!box || !this.#content) return;
    this.#placedFor = this.#content.words.length;
    const spot = freeSpot(box, this.#host, this.element.getBoundingClientRect());
    this.element.style.visibility = spot ? "visible" : "hidden";
    if (!spot) return;
    const { width } = this.element.getBoundingClientRect();
    const { style } = this.element;
    style.left = spot.endAligned ? "auto" : `${Math.round(spot.left)}px`;
    style.right = spot.endAligned
      ? `${Math.round(this.#host.view.innerWidth - spot.left - width)}px`
      : "auto";
    style.top = `${Math.round(spot.top)}px`;
  }
}

function same(one: ChipContent, other: ChipContent): boolean {
  return (Object.keys(one) as (keyof ChipContent)[]).every((key) => one[key] === other[key]);
}

/** The first spot near the box with nothing of the page under it; null while the box is out of sight. */
function freeSpot(box: Box, host: Host, size: DOMRect): Spot | null {
  const view = host.visible();
  const written = host.frame ?? box.element;
  const area = written.getBoundingClientRect();
  if (area.bottom < view.top || area.top > view.top + view.height || !area.width) return null;
  const { document } = host.view;
  const sending = box.sendControl();
  const control = sending?.ownerDocument === document ? sending : null;
  const send = control?.getBoundingClientRect();
  const { width, height } = size;
  const bottom = Math.max(area.bottom, send?.bottom ?? 0);
  const right = Math.max(area.left, area.right - width);
  const spot = (left: number, top: number, endAligned = false): Spot => ({ left, top, endAligned });
  const spots: Spot[] = [
    ...(send?.width ? [spot(send.left - GAP - width, send.top + (send.height - height) / 2, true)] : []),
    spot(right, area.bottom + GAP, true),
    spot(area.left, area.bottom + GAP),
    spot(right, area.top - GAP - height, true),
    spot(area.left, area.top - GAP - height),
    spot(right, bottom + GAP, true),
    spot(area.left, bottom + GAP),
    spot(area.right + GAP, area.bottom - height),
    spot(area.left - GAP - width, area.bottom - height, true),
    spot(view.left + view.width - GAP - width, view.top + view.height - GAP - height, true),
    spot(view.left + GAP, view.top + view.height - GAP - height),
    spot(view.left + view.width - GAP - width, view.top + GAP, true),
  ];
  const holders = new Set<Element>([document.documentElement, document.body]);
  for (let each = parentOf(written); each; each = parentOf(each)) holders.add(each);
  for (let each = control && parentOf(control); each; each = parentOf(each)) holders.add(each);
  const onGround = (x: number, y: number): boolean => {
    const under = hitAt(written.getRootNode() as Document | ShadowRoot, x, y, (each) => host.is(each));
    return under !== null && holders.has(under) && !isControl(under) && !hasOwnWords(under);
  };
  return (
    spots.find(
      (spot) =>
        isInside({ ...spot, width, height }, view) && pointsOf(spot, size).every(([x, y]) => onGround(x, y)),
    ) ?? null
  );
}

/** The topmost element of the page at a point, seen from inside this root: not every browser looks past it. */
function hitAt(
  root: Document | ShadowRoot,
  x: number,
  y: number,
  isOurs: (element: Element) => boolean,
): Element | null {
  const top = root.elementFromPoint(x, y);
  const hit = top && isOurs(top) ? root.elementsFromPoint(x, y).find((each) => !isOurs(each)) : top;
  if (hit || !("host" in root)) return hit ?? null;
  return hitAt(root.host.getRootNode() as Document | ShadowRoot, x, y, isOurs);
}

function isInside(area: Area, view: Area): boolean {
  return (
    area.left >= view.left &&
    area.top >= view.top &&
    area.left + area.width <= view.left + view.width &&
    area.top + area.height <= view.top + view.height
  );
}

/** Close enough together that no button and no line of words lies between them: each costs a hit test. */
function pointsOf({ left, top }: Point, { width, height }: DOMRect): [number, number][] {
  const points: [number, number][] = [];
  for (let x = 0; x <= 8; x++) {
    const rows = x % 2 ? [height / 2] : [1, height - 1];
    for (const y of rows) points.push([left + 1 + ((width - 2) * x) / 8, top + y]);
  }
  return points;
}

function isControl(element: Element): boolean {
  return element.matches(
    "a, button, input, select, textarea, label, [role=button], [role=link], [contenteditable=true]",
  );
}

function hasOwnWords(element: Element): boolean {
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()) return true;
  }
  return false;
}
