/**
 * Finds the compose box that somebody writes in, and no other. Nothing is scanned: a box is met when
 * it gets the focus. One observer at most is at work, on the box last written in; no timer is idling.
 */
import type { Box, Capture } from "../contract/box";
import { loadSites } from "../sites/load";
import type { Site } from "../sites/types";
import { ComposeBox, type Said } from "./box";
import { editableOf, type Recognised, Recogniser } from "./recognise";
import { deepActive, deepTarget, isElement, isShadowRoot } from "./roots";
import { isPlainEnter } from "./send";

export interface CaptureOptions extends Said {
  readonly sites: readonly Site[];
  /** Nodes of our own: the focus may go there without leaving the box. */
  ours?(node: Node): boolean;
  readonly signal: AbortSignal;
}

const EVENTS = ["beforeinput", "input", "compositionstart", "compositionend", "keyup"] as const;

/** How soon after Enter an emptied editor means that Enter sent it, in milliseconds. */
const SENT_WITHIN = 1500;

/** An editor that was no compose box at first is looked at again once words are in it, so many times. */
const LOOKS = 3;

export function startCapture(options: CaptureOptions): Capture {
  return new Finder(options);
}

class Finder implements Capture {
  private readonly recogniser: Recogniser;
  /** Boxes alive, the last focused first. */
  private alive: readonly ComposeBox[] = [];
  private current: ComposeBox | null = null;
  private attended: ComposeBox | null = null;
  private readonly boxListeners = new Set<(box: Box) => void>();
  private readonly focusListeners = new Set<(box: Box | null) => void>();
  private readonly looks = new WeakMap<Element, number>();
  private readonly roots = new WeakSet<Node>();
  private readonly leaving = new Set<ComposeBox>();
  private count = 0;
  private enter: { readonly box: ComposeBox; readonly at: number } | null = null;

  constructor(private readonly options: CaptureOptions) {
    this.recogniser = new Recogniser(loadSites(options.sites).sites);
    options.signal.addEventListener("abort", () => this.end(), { once: true });
    this.listen();
    this.rewritten.observe(document, { childList: true });
    this.focusCame(deepActive());
  }

  /** `document.open()` takes all listeners away, ours too; to add one that is still there does nothing. */
  private readonly rewritten = new MutationObserver(() => this.listen());

  private readonly handlers: readonly (readonly [
    target: EventTarget,
    type: string,
    hear: (event: Event) => void,
  ])[] = [
    [window, "focusin", (event) => this.focusCame(deepTarget(event))],
    [window, "focusout", (event) => this.focusWent(event)],
    ...EVENTS.map((type) => [window, type, this.heard.bind(this)] as const),
    [window, "click", () => this.attended?.pressed()],
    [window, "keydown", (event) => this.pressed(event as KeyboardEvent)],
    [window, "pageshow", (event) => (event as PageTransitionEvent).persisted && this.comeBack()],
    [document, "selectionchange", () => this.attended?.selectionMoved()],
  ];

  private listen(): void {
    const { signal } = this.options;
    for (const [target, type, hear] of this.handlers) {
      target.addEventListener(type, hear, { capture: true, passive: true, signal });
    }
  }

  boxes(): readonly Box[] {
    this.sweep();
    return this.alive.filter((box) => box.element.isConnected);
  }

  onBox(listener: (box: Box) => void): void {
    this.boxListeners.add(listener);
    for (const box of this.alive) listener(box);
  }

  onFocus(listener: (box: Box | null) => void): void {
    this.focusListeners.add(listener);
    if (this.current) listener(this.current);
  }

  private focusCame(element: Element | null): void {
    if (!element || this.options.ours?.(element)) return;
    this.listenInside(element);
    this.sweep();
    const editable = editableOf(element);
    this.turnTo(editable && this.boxFor(editable));
  }

  /** Focus that moves within one shadow root is not told outside it. */
  private listenInside(element: Element): void {
    let root = element.getRootNode();
    while (isShadowRoot(root) && !this.roots.has(root)) {
      this.roots.add(root);
      const inside = { capture: true, passive: true, signal: this.options.signal };
      root.addEventListener("focusin", (event) => this.focusCame(deepTarget(event)), inside);
      root = root.host.getRootNode();
    }
  }

  /** Focus that went nowhere: the editor is no longer being written in. */
  private focusWent(event: Event): void {
    this.current?.touched(event);
    queueMicrotask(() => {
      const active = deepActive();
      if (!this.current || !document.hasFocus() || (active && this.options.ours?.(active))) return;
      if (active === null || !this.current.holds(active)) this.focusCame(active ?? document.body);
    });
  }

  private turnTo(box: ComposeBox | null): void {
    if (box && this.attended !== box) {
      this.attended?.rest();
      this.attended = box;
      box.attend();
    } else box?.lookAround();
    if (this.current === box) return;
    this.current = box;
    if (box) this.alive = [box, ...this.alive.filter((other) => other !== box)];
    for (const listener of this.focusListeners) listener(box);
  }

  private boxFor(editable: HTMLElement): ComposeBox | null {
    const known = this.alive.find((box) => box.element === editable || (box.ofParts && box.holds(editable)));
    if (!this.recogniser.mayBe(editable)) {
      if (known) this.gone(known);
      this.looks.set(editable, LOOKS);
      return null;
    }
    if (known) return known;
    this.looks.set(editable, (this.looks.get(editable) ?? 0) + 1);
    const recognised = this.recogniser.recognise(editable, wordsIn(editable));
    if (!recognised) return null;
    return (
      this.alive.find((box) => box.element === recognised.element) ??
      this.heir(recognised) ??
      this.born(recognised)
    );
  }

  private born(recognised: Recognised): ComposeBox {
    const box = new ComposeBox(++this.count, recognised, this.options, (left) => this.left(left));
    this.alive = [box, ...this.alive];
    box.onChange(() => this.learn(box));
    for (const listener of this.boxListeners) listener(box);
    return box;
  }

  private heard(event: Event): void {
    if (this.current && this.isInside(this.current, event)) {
      this.current.touched(event);
      return;
    }
    const element = deepTarget(event);
    const editable = element && editableOf(element);
    if (!editable || this.options.ours?.(editable)) return;
    const looks = this.looks.get(editable) ?? 0;
    const again = looks > 0 && looks < LOOKS && event.type === "input" && wordsIn(editable) > 1;
    if (looks === 0 || again || this.alive.some((box) => box.element === editable)) this.focusCame(element);
    if (this.current?.holds(editable)) this.current.touched(event);
  }

  /** The plain look first: a path has a step for every element up to the window. */
  private isInside(box: ComposeBox, event: Event): boolean {
    if (isElement(event.target) && box.element.contains(event.target)) return true;
    const first = event.composedPath()[0];
    return isElement(first) && box.holds(first);
  }

  private pressed(event: KeyboardEvent): void {
    const box = this.current;
    if (box && event.isTrusted && isPlainEnter(event) && box.text().trim() !== "") {
      this.enter = { box, at: event.timeStamp };
    }
    if (box && event.key === "Enter") box.pressed();
  }

  /** An editor emptied right after Enter: on this page Enter sends. */
  private learn(box: ComposeBox): void {
    const { enter } = this;
    if (enter?.box !== box || box.text().trim() !== "") return;
    this.enter = null;
    if (performance.now() - enter.at < SENT_WITHIN) box.enterSends = true;
  }

  /** The page may be about to put the editor back, or another in its place: judged in the next frame. */
  private left(box: ComposeBox): void {
    if (this.leaving.has(box)) return;
    this.leaving.add(box);
    requestAnimationFrame(() => {
      this.leaving.delete(box);
      if (box.signal.aborted) return;
      if (box.element.isConnected) {
        if (box === this.attended) box.attend();
      } else if (!this.successor(box)) this.gone(box);
    });
  }

  /** Does the element that has the focus, or one of the same sort, now hold this draft? */
  private successor(box: ComposeBox): boolean {
    const active = deepActive();
    const focused = active && editableOf(active);
    for (const candidate of [...(focused ? [focused] : []), ...box.likenesses()]) {
      if (!this.recogniser.mayBe(candidate)) continue;
      const recognised = this.recogniser.recognise(candidate, wordsIn(candidate));
      if (recognised && this.takesOver(box, recognised)) return true;
    }
    return false;
  }

  private heir(recognised: Recognised): ComposeBox | null {
    return this.alive.find((box) => !box.element.isConnected && this.takesOver(box, recognised)) ?? null;
  }

  private takesOver(box: ComposeBox, recognised: Recognised): boolean {
    if (this.alive.some((other) => other.element === recognised.element) || !box.isLike(recognised))
      return false;
    box.moveTo(recognised, box === this.attended);
    return true;
  }

  private sweep(): void {
    for (const box of this.alive) if (!box.element.isConnected) this.left(box);
  }

  private gone(box: ComposeBox): void {
    this.alive = this.alive.filter((other) => other !== box);
    if (this.attended === box) this.attended = null;
    if (this.enter?.box === box) this.enter = null;
    box.end();
    if (this.current === box) this.turnTo(null);
  }

  private comeBack(): void {
    this.attended?.attend();
    this.focusCame(deepActive());
  }

  private end(): void {
    this.rewritten.disconnect();
    for (const box of this.alive) this.gone(box);
  }
}

function wordsIn(editable: HTMLElement): number {
  const text = "value" in editable ? String(editable.value) : (editable.textContent ?? "");
  return text.slice(0, 400).split(/\s+/).filter(Boolean).length;
}
