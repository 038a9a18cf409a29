/** One compose box, whatever it is made of: what the rest of us reads, marks and writes. */
import { apply } from "../apply/apply";
import type { ApplyResult, Box, BoxHealth, Place, Reading } from "../contract/box";
import type { Context, Edit16, Range16 } from "../contract/wire";
import { areaOf, type Circumstances, circumstancesOf } from "./area";
import { pageAddress } from "./page";
import type { Recognised } from "./recognise";
import { containsAcross } from "./roots";
import { formOf, isSendControl, sendControl, sendsOn } from "./send";
import type { Surface } from "./surface";
import { surfaceOf } from "./surfaces";
import { type Noticed, Watch } from "./watch";

/** What the person has said of their accounts. */
export interface Said {
  bioSaysSo(site: string): boolean;
  official(site: string): boolean;
}

/** So many characters typed and still nothing to read: the editor keeps its text elsewhere. */
const UNREADABLE_AFTER = 3;

/** When a field may be found emptied after a press, in milliseconds: nothing tells of what a page writes into a field. */
const AFTERMATH = [250, 1000, 3000];

export class ComposeBox implements Box {
  readonly site: string;
  readonly signal: AbortSignal;
  /** Enter was seen to send here. */
  enterSends = false;

  private readonly ending = new AbortController();
  private readonly listeners = new Set<() => void>();
  private readonly watch: Watch;
  private surface: Surface;
  private circumstances: Circumstances | null = null;
  private around: "same" | "near" | "all" = "all";
  private address = "";
  private composing = false;
  private due = false;
  private shown = "";
  private typed = 0;
  private aftermath: ReturnType<typeof setTimeout>[] = [];

  constructor(
    readonly id: number,
    private recognised: Recognised,
    private readonly said: Said,
    /** The editor left the page. */
    private readonly left: (box: ComposeBox) => void,
  ) {
    this.site = recognised.site;
    this.signal = this.ending.signal;
    this.surface = surfaceOf(recognised.element, recognised.spec);
    this.watch = new Watch((what) => this.noticed(what));
    this.signal.addEventListener("abort", () => this.watch.stop(), { once: true });
  }

  get element(): HTMLElement {
    return this.recognised.element;
  }

  /** Several editing elements make up this box. */
  get ofParts(): boolean {
    return this.recognised.spec.parts !== undefined;
  }

  /** The words as they are now. */
  text(): string {
    this.settle();
    const text = this.surface.text();
    // Words once read show that the box can be; an empty one has been sent or cleared.
    if (text !== "") this.typed = 0;
    return text;
  }

  read(): Reading {
    return { text: this.text(), context: this.context() };
  }

  place(range: Range16): Place {
    this.settle();
    return this.surface.place(range);
  }

  offsetAt(x: number, y: number): number | null {
    this.settle();
    return this.surface.offsetAt(x, y);
  }

  caret(): number | null {
    if (!this.focused) return null;
    this.settle();
    return this.surface.selection()?.focus ?? null;
  }

  focus(offset?: number): void {
    this.surface.focus();
    if (offset === undefined) return;
    this.settle();
    this.surface.select({ anchor: offset, focus: offset });
  }

  async apply(edits: readonly Edit16[], expected: string): Promise<ApplyResult> {
    if (this.composing) return "composing";
    this.settle();
    const surface = this.surface;
    surface.stale();
    const result = await apply(surface, edits, expected);
    this.changed();
    return result;
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  isSendControl(path: readonly EventTarget[]): boolean {
    return isSendControl(this.element, this.recognised.spec, path);
  }

  sendsOn(event: KeyboardEvent): boolean {
    if (this.composing) return false;
    return sendsOn(this.element, this.recognised.spec, event, this.enterSends);
  }

  get form(): HTMLFormElement | null {
    return formOf(this.element);
  }

  sendControl(): HTMLElement | null {
    return sendControl(this.element, this.recognised.spec);
  }

  health(): BoxHealth {
    if (this.text() === "" && this.typed > UNREADABLE_AFTER) return { ok: false, why: "unreadable" };
    return this.surface.health();
  }

  /** Is this node of the editor? */
  holds(node: Node): boolean {
    return containsAcross(this.element, node);
  }

  get focused(): boolean {
    const { element } = this;
    const active = (element.getRootNode() as Document | ShadowRoot).activeElement;
    return active !== null && element.contains(active);
  }

  /** From now on this box is the one being written in: it alone is observed. */
  attend(): void {
    this.lookAround();
    this.surface.stale();
    this.watch.observe(this.element, areaOf(this.element, this.recognised.spec));
    this.changed();
  }

  /** The circumstances are looked at anew at the next reading. */
  lookAround(): void {
    this.around = "all";
  }

  /** Another box is being written in. Until it is this one's turn again, every reading is a new one. */
  rest(): void {
    this.watch.stop();
  }

  /** Elements in the same part of the page that could have taken this editor's place. */
  likenesses(): HTMLElement[] {
    return [...this.element.ownerDocument.querySelectorAll<HTMLElement>(this.element.localName)].filter(
      (other) => other.className === this.element.className && wordsOf(other) === wordsOf(this.element),
    );
  }

  /** Does this element, put where ours has gone from, hold the same draft, give or take what is just being typed? */
  isLike({ site, spec, element }: Recognised): boolean {
    if (site !== this.site || spec.id !== this.recognised.spec.id) return false;
    const old = this.surface.text();
    const now = surfaceOf(element, spec).text();
    return old.trim() !== "" && alike(old, now);
  }

  /** The page put another element in the place of this editor; the draft goes on in it. */
  moveTo(recognised: Recognised, attended: boolean): void {
    this.recognised = recognised;
    this.surface = surfaceOf(recognised.element, recognised.spec);
    this.composing = false;
    if (attended) this.attend();
    else this.changed();
  }

  end(): void {
    this.listeners.clear();
    this.ending.abort();
  }

  /** An event in the editor that may have changed the text. */
  touched(event: Event): void {
    if (event.type === "compositionstart") this.composing = true;
    if (event.type === "compositionend" || event.type === "focusout") this.composing = false;
    if (event.type === "beforeinput") this.countTyped(event as InputEvent);
    else if (this.surface.editor === "field") this.selectionMoved();
    else if (event.type === "input" || event.type === "compositionend") this.changed();
  }

  /** Something was pressed on the page: it may have sent, emptied or changed the circumstances, now or soon. */
  pressed(): void {
    if (this.around === "same") this.around = "near";
    this.changed();
    if (this.surface.editor !== "field" || this.shown === "") return;
    for (const timer of this.aftermath) clearTimeout(timer);
    this.aftermath = AFTERMATH.map((delay) => setTimeout(() => this.selectionMoved(), delay));
  }

  /** Where the page sets a field's text, a moved caret is all that may tell of it. */
  selectionMoved(): void {
    if (this.surface.editor === "field" && this.surface.text() !== this.shown) this.changed();
  }

  /** Brings the reading up to what the page is now. */
  private settle(): void {
    if (this.watch.active) this.watch.flush();
    else this.surface.stale();
  }

  private countTyped({ inputType, data }: InputEvent): void {
    if (inputType === "insertText" && data?.trim()) this.typed += 1;
  }

  private noticed({ editor, around }: Noticed): void {
    if (editor.length > 0) this.surface.stale(editor);
    if (around && this.around === "same") this.around = "near";
    if (!this.element.isConnected) this.left(this);
    else this.changed();
  }

  /** Reports once in the next frame; what an input method has not finished is not yet news. */
  private changed(): void {
    if (this.due || this.signal.aborted) return;
    this.due = true;
    requestAnimationFrame(() => {
      this.due = false;
      if (this.composing || this.signal.aborted) return;
      if (this.surface.editor === "field") this.shown = this.surface.text();
      for (const listener of this.listeners) listener();
    });
  }

  private context(): Context {
    const address = pageAddress();
    if (address !== this.address) this.around = "all";
    this.address = address;
    if (!this.circumstances || this.around !== "same") {
      const before = this.around === "all" ? undefined : (this.circumstances ?? undefined);
      this.circumstances = circumstancesOf(this.element, this.recognised.spec, before);
      this.around = "same";
    }
    const { kind, thread, attachments, audience, limit } = this.circumstances;
    return {
      site: this.site,
      kind,
      thread,
      attachments,
      audience,
      limit,
      account: {
        kind: this.said.official(this.site) ? "official" : "unknown",
        bio_disclaimer: this.said.bioSaysSo(this.site),
      },
    };
  }
}

/** Nine parts in ten of the longer one, from both ends. */
function alike(old: string, now: string): boolean {
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return (
    head + tail >= 0.9 * Math.max(old.length, now.length) ||
    old.length - head - tail + now.length - head - tail <= 2
  );
}

function wordsOf(element: HTMLElement): string {
  return "value" in element ? String(element.value) : (element.textContent ?? "");
}
