/**
 * Our one element on the page: a closed shadow root, last child of <html> (or inside the dialog that would
 * otherwise make it inert), in the top layer so that nothing of the page covers or clips it.
 *
 * Pointer and key events meant for us are taken at the window, before a site's "clicked outside" and focus
 * traps see them. Buttons act on trusted events only, on what has been in plain sight for a while.
 */
import { h, isElement } from "./element";
import { frameWithin, liftArea, rectWithin, windowsUp } from "./frames";
import sheetText from "./host.css" with { type: "text" };
import { type Area, visibleArea } from "./spot";
import underlineText from "./underline.css" with { type: "text" };

/** The same lines for words of our own: see field-overlay. */
const mirrorText = underlineText.replace(/::highlight\(([\w-]+)\)/g, ".mirror .$1");

/** How long a surface must have been in sight before its buttons act, in milliseconds. */
export const IN_SIGHT = 300;

/** Re-attachments allowed within `WINDOW` milliseconds before we take the page's no for an answer. */
const REPAIRS = 5;
const WINDOW = 5_000;

/** Below this a page could show us without the person seeing us. */
const FAINT = 0.9;

const TAKEN = [
  ...["pointerdown", "pointerup", "mousedown", "mouseup", "click", "dblclick", "auxclick", "contextmenu"],
  ...[
    "touchstart",
    "touchend",
    "keydown",
    "keyup",
    "keypress",
    "input",
    "beforeinput",
    "focusin",
    "focusout",
  ],
] as const;

/** A part of our root that comes and goes: the card, the gate, the chip, a notice. */
export interface Surface {
  readonly element: HTMLElement;
  /** Esc was pressed inside. */
  onEscape?(): void;
}

export class Host {
  readonly root: ShadowRoot;
  /** The window we are shown in; our own, or one that frames it. */
  readonly view: Window;
  /** The frame in that window that holds our page, if it is not our own. */
  readonly frame: Element | null;
  readonly #element: HTMLElement;
  readonly #signal: AbortSignal;
  readonly #presses = new WeakMap<Element, () => void>();
  readonly #surfaces = new Map<Surface, number>();
  readonly #watch: MutationObserver;
  #beside: HTMLElement | null = null;
  #insisted: number[] = [];
  #refused = false;

  constructor(signal: AbortSignal, view: Window = windowsUp().at(-1) ?? window) {
    this.#signal = signal;
    this.view = view;
    this.frame = frameWithin(view);
    const { document } = view;
    this.#element = document.createElement("aside-layer");
    this.root = this.#element.attachShadow({ mode: "closed" });
    dress(this.root, sheetText + mirrorText);
    this.#watch = new MutationObserver(() => this.#repair());
    for (const type of TAKEN) view.addEventListener(type, this.#take, { capture: true, signal });
    const raise = () => this.#raise();
    document.addEventListener("fullscreenchange", raise, { capture: true, signal });
    document.addEventListener("toggle", (event) => this.#rival(event.target) && this.#resettle(), {
      capture: true,
      signal,
    });
    document.addEventListener("close", () => this.#resettle(), { capture: true, signal });
    signal.addEventListener("abort", () => this.#remove(), { once: true });
    // A frame that goes away must not leave us behind in the page around it.
    if (this.frame) window.addEventListener("pagehide", () => this.#detach(), { signal });
  }

  /** Is this event meant for us? (Our root is closed: from outside, the host element is all that shows.) */
  owns(event: Event): boolean {
    return event.target === this.#element;
  }

  /** Is this our element, as hit tests from outside see it? */
  is(node: Node): boolean {
    return node === this.#element || node.getRootNode() === this.root;
  }

  /** Attaches where this box can be reached from: its deepest open dialog, popover or else the page. */
  mount(beside: HTMLElement): void {
    this.#beside = beside;
    this.#settle();
  }

  /** Where an element lies in the window we are shown in. */
  rectOf(element: Element): Area {
    return rectWithin(element, this.view);
  }

  /** Where an area of our own page lies there. */
  lift(area: Area): Area {
    return liftArea(area, window, this.view);
  }

  /** What can be seen of that window. */
  visible(): Area {
    return visibleArea(this.view);
  }

  /** Shows a surface; returns false when the page will not have us. */
  show(surface: Surface): boolean {
    if (this.#surfaces.has(surface) && this.#element.isConnected) return true;
    this.#settle();
    if (this.#refused) return false;
    this.root.append(surface.element);
    this.#surfaces.set(surface, performance.now());
    return true;
  }

  hide(surface: Surface): void {
    if (this.#surfaces.delete(surface)) surface.element.remove();
  }

  isShown(surface: Surface): boolean {
    return this.#surfaces.has(surface);
  }

  /** The surface's words have changed: what the person reads must be in sight for a while again. */
  renew(surface: Surface): void {
    if (this.#surfaces.has(surface)) this.#surfaces.set(surface, performance.now());
  }

  /** Runs `action` when this button of ours is pressed, by pointer or by key. */
  onPress(button: Element, action: () => void): void {
    this.#presses.set(button, action);
  }

  /** Is the focus inside this surface? */
  hasFocus(surface: Surface): boolean {
    return this.root.activeElement !== null && surface.element.contains(this.root.activeElement);
  }

  #settle(): void {
    if (this.#signal.aborted || this.#refused) return;
    const home = homeOf(this.frame ?? this.#beside, this.view.document);
    if (this.#element.parentNode !== home || !this.#element.isConnected) {
      this.#watch.disconnect();
      home.append(this.#element);
      this.#watch.observe(home, { childList: true });
    }
    this.#open();
  }

  /** Is this another element that comes to the top layer and goes from it? */
  #rival(target: EventTarget | null): boolean {
    return isElement(target) && target !== this.#element && target.matches("dialog, [popover]");
  }

  /** Something else has come to or gone from the top layer. */
  #resettle(): void {
    if (!this.#beside) return;
    this.#settle();
    this.#raise();
  }

  #repair(): void {
    if (this.#element.isConnected || this.#signal.aborted || this.#refused) return;
    if (this.#mayInsist()) {
      this.#settle();
    } else {
      this.#refused = true;
      this.#watch.disconnect();
    }
  }

  /** A page that keeps removing or covering us is not fought for ever. */
  #mayInsist(): boolean {
    const now = performance.now();
    this.#insisted = [...this.#insisted.filter((at) => now - at < WINDOW), now];
    return this.#insisted.length <= REPAIRS;
  }

  #open(): void {
    if (typeof this.#element.showPopover !== "function") return;
    if (this.#element.popover !== "manual") this.#element.popover = "manual";
    if (!this.#element.matches(":popover-open")) this.#element.showPopover();
  }

  /** Back to the top of the top layer; not while the person is in one of our surfaces, whose focus it would cost. */
  #raise(): void {
    if (!this.#element.isConnected || this.root.activeElement || !this.#mayInsist()) return;
    if (typeof this.#element.hidePopover !== "function") return;
    if (this.#element.matches(":popover-open")) this.#element.hidePopover();
    this.#open();
    const now = performance.now();
    for (const surface of this.#surfaces.keys()) this.#surfaces.set(surface, now);
  }

  #detach(): void {
    this.#watch.disconnect();
    this.#element.remove();
  }

  #remove(): void {
    this.#surfaces.clear();
    this.#detach();
  }

  readonly #take = (event: Event): void => {
    const towardsUs = (event as FocusEvent).relatedTarget === this.#element;
    if (!this.owns(event) && !(event.type === "focusout" && towardsUs)) return;
    event.stopImmediatePropagation();
    if (event.type === "mousedown" && !this.#mayTakeFocus(event as MouseEvent)) event.preventDefault();
    if (event.type === "click") this.#click(event as MouseEvent);
    if (event.type === "keydown") this.#key(event as KeyboardEvent);
  };

  /** The caret stays in the draft when a button of ours is clicked; words meant for copying can be selected. */
  #mayTakeFocus(event: MouseEvent): boolean {
    return this.#under(event)?.matches("textarea") ?? false;
  }

  #under(event: MouseEvent): Element | null {
    return this.root.elementFromPoint(event.clientX, event.clientY);
  }

  #click(event: MouseEvent): void {
    const byKey = event.detail === 0;
    const hit = byKey ? this.root.activeElement : this.#under(event);
    if (!hit || !event.isTrusted || !this.#inSight(hit)) {
      event.preventDefault();
      return;
    }
    for (let element: Element | null = hit; element; element = element.parentElement) {
      const action = this.#presses.get(element);
      if (action) {
        action();
        return;
      }
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !event.isTrusted) return;
    const active = this.root.activeElement;
    for (const surface of this.#surfaces.keys()) {
      if (active && surface.element.contains(active) && surface.onEscape) {
        event.preventDefault();
        surface.onEscape();
        return;
      }
    }
  }

  /** Has what was pressed been plainly visible long enough for the person to have meant it? */
  #inSight(hit: Element): boolean {
    const now = performance.now();
    for (const [surface, since] of this.#surfaces) {
      if (surface.element.contains(hit)) return now - since >= IN_SIGHT && this.#plain();
    }
    return false;
  }

  #plain(): boolean {
    const { body } = this.view.document;
    const holders: Element[] = [body];
    for (let each: Element | null = this.#element; each; each = parentOf(each)) holders.push(each);
    return holders.every((each) => {
      const style = getComputedStyle(each);
      return Number(style.opacity) >= FAINT && (each === body || style.visibility === "visible");
    });
  }
}

/** Gives a root of ours its style: constructed where possible, since no page policy reaches that. */
function dress(root: ShadowRoot, css: string): void {
  try {
    const view = root.ownerDocument.defaultView as (Window & typeof globalThis) | null;
    const sheet = new (view ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(h("style", {}, css));
  }
}

/** The deepest open modal dialog or popover around the box, else the document's root element. */
function homeOf(beside: Element | null, document: Document): Element {
  for (let each = beside; each; each = parentOf(each)) {
    if (each.matches(":modal, :popover-open")) return each;
  }
  return document.documentElement;
}

/** The parent in the composed tree: out of a shadow root to its host. */
export function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  return (element.getRootNode() as Partial<ShadowRoot>).host ?? null;
}
