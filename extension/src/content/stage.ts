/**
 * Everything that is shown on one page: lines, card, chip, gate, notice and live region, and what the person
 * does with them. Made with the first focused box; goes with the session.
 */
import type { ApplyResult } from "../contract/box";
import type { Edit16, Fix, Policy } from "../contract/wire";
import { Card } from "../show/card";
import { Chip } from "../show/chip";
import { windowsUp } from "../show/frames";
import { Host } from "../show/host";
import { GONE, onRest } from "../show/hover";
import { Live } from "../show/live";
import { type Standing, sameAgain } from "../show/remap";
import { type Area, around, overlap, visibleArea } from "../show/spot";
import { Underliner } from "../show/underline";
import { ACTION, APPLY, CARD, STATE, tally } from "../show/words";
import { chipOf } from "./chip-words";
import { PostDesk } from "./desk";
import type { Draft } from "./draft";
import { listenForPresses } from "./listen";
import { PostStage } from "./post-stage";

export interface StageParts {
  readonly signal: AbortSignal;
  readonly drafts: () => readonly Draft[];
  readonly policy: () => Policy | null;
  readonly retry: () => void;
  readonly bioSaysSo: (site: string) => void;
  /** Nothing more of this rule today. */
  readonly takeBreak: (rule: string) => void;
  readonly openPolicy?: ((clause: string) => void) | undefined;
}

export class Stage {
  readonly host: Host;
  readonly desk: PostDesk;
  readonly #parts: StageParts;
  readonly #lines: Underliner;
  readonly #card: Card;
  readonly #chip: Chip;
  readonly #post: PostStage;
  readonly #live: Live;
  #local: Host | null = null;
  readonly #entered = new WeakSet<Draft>();
  /** Whose card, gate and chip are up. */
  #draft: Draft | null = null;
  #waiting = false;
  #applying = false;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #drawnText = new WeakMap<Draft, string>();
  /** Does the person prefer dark? Kept, as to ask the browser is not free. */
  #dark = false;

  constructor(parts: StageParts) {
    this.#parts = parts;
    const { signal } = parts;
    this.host = new Host(signal);
    this.#lines = new Underliner(() => this.#localHost(), signal);
    this.#live = new Live(this.host, signal);
    this.#chip = new Chip(this.host, { open: () => this.#openFirst(), retry: parts.retry }, signal);
    this.#card = new Card(this.host, {
      policy: parts.policy,
      where: (standing) => this.#whereIs(standing),
      apply: (standing, fix) => this.#apply(standing, fix),
      bioSaysSo: () => this.#bioSaysSo(),
      dismiss: (standing, words) => this.#dismiss(standing, words),
      advise: (words) => this.#draft && this.#post.advise(this.#draft, words),
      discard: () => this.#discard(),
      takeBreak: (standing) => this.#takeBreak(standing),
      openPolicy: parts.openPolicy,
      step: (by) => this.#draft && this.step(this.#draft, by),
      copy,
      closed: (restore) => restore && this.#draft?.box.focus(),
    });
    this.#post = new PostStage({
      host: this.host,
      live: this.#live,
      signal,
      policy: parts.policy,
      retry: parts.retry,
      isDark: (draft) => this.#isDark(draft),
      sendRect: (draft) => this.#sendRect(draft),
      writingLine: (draft) => this.#writingLine(draft),
      opening: () => this.#card.close(false),
    });
    const { panel, tell, nothingSent, held } = this.#post;
    this.desk = new PostDesk({
      ...{ panel, tell, nothingSent, held },
      drafts: parts.drafts,
      ours: (event) => this.host.owns(event),
      waiting: (draft, waiting) => this.#wait(draft, waiting),
    });
    this.#keepCardWhilePointedAt();
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const scheme = () => {
      this.#dark = dark.matches;
    };
    scheme();
    dark.addEventListener("change", scheme, { signal });
    const replace = () => {
      this.#card.place();
      this.#post.place();
    };
    for (const view of windowsUp()) {
      view.addEventListener("scroll", replace, { capture: true, passive: true, signal });
      view.addEventListener("resize", replace, { passive: true, signal });
      const elsewhere = (event: Event) => this.#pressedElsewhere(event);
      view.addEventListener("pointerdown", elsewhere, { capture: true, passive: true, signal });
      if (view !== window) listenForPresses(view, () => this.desk, signal);
    }
    signal.addEventListener("abort", () => clearTimeout(this.#leaving), { once: true });
  }

  /** The person is in this box now. */
  enter(draft: Draft): void {
    if (this.#draft !== draft) this.#card.close(false);
    this.#draft = draft;
    this.#lines.lookAtPaper(draft.box);
    if (this.#entered.has(draft)) return;
    this.#entered.add(draft);
    const signal = AbortSignal.any([draft.box.signal, this.#parts.signal]);
    const { element } = draft.box;
    onRest(
      element,
      (x, y) => this.#pointedAt(draft, x, y),
      () => this.#leaveSoon(),
      signal,
    );
    element.addEventListener("click", (event) => this.#pointedAt(draft, event.clientX, event.clientY), {
      passive: true,
      signal,
    });
  }

  /** The person has left the box for something else on the page. */
  away(draft: Draft): void {
    if (draft !== this.#draft || this.#card.hasFocus || this.#post.isOpen) return;
    if (draft.empty) this.#chip.leave();
  }

  /** The box has gone. */
  leave(draft: Draft): void {
    this.#post.outdated(draft, true);
    if (this.#draft !== draft) return;
    this.#card.close(false);
    this.#chip.leave();
    this.#live.forget();
    this.#draft = null;
  }

  /** Text, findings or state have changed. */
  update(draft: Draft, current: boolean): void {
    const health = draft.box.health();
    this.#lines.draw(draft.box, health.ok ? draft.standing : []);
    const typed = this.#drawnText.get(draft) !== draft.text;
    this.#drawnText.set(draft, draft.text);
    this.#post.outdated(draft);
    if (!current) return;
    this.#updateCard(draft, typed);
    this.#showChip(draft, health);
    if (draft.empty) this.#live.forget();
    else if (draft.state.kind === "checked" || draft.state.kind === "incomplete")
      this.#live.counts(draft.counts());
    if (!typed) this.#lines.lookAtPaper(draft.box, false);
  }

  openCard(draft: Draft, standing: Standing, takeFocus: boolean): void {
    const number = draft.standing.indexOf(standing) + 1;
    if (!number || this.#post.isOpen) return;
    this.#draft = draft;
    clearTimeout(this.#leaving);
    this.#card.open({ ...this.#contentOf(draft, standing), number }, takeFocus);
  }

  /** The card for the words at the caret, else the first one; the focus goes into it. */
  openAtCaret(draft: Draft): void {
    const caret = draft.box.caret() ?? -1;
    const here = draft.standing.find(({ finding: { range } }) => range.start <= caret && caret <= range.end);
    const standing = here ?? this.#shownAgain(draft) ?? draft.standing[0];
    if (standing) this.openCard(draft, standing, true);
    else this.#live.say(tally(draft.counts()));
  }

  /** The next or previous finding, round and round; the focus stays where it is. */
  step(draft: Draft, by: 1 | -1): void {
    const { standing } = draft;
    if (!standing.length) {
      this.#live.say(tally(draft.counts()));
      return;
    }
    const shown = this.#shownAgain(draft);
    const at = shown ? standing.indexOf(shown) : -1;
    const start = at < 0 && by < 0 ? 0 : at;
    const index = (start + by + standing.length) % standing.length;
    const next = standing[index];
    if (!next) return;
    this.openCard(draft, next, false);
    this.#live.say(CARD.open(index + 1, standing.length, next.finding.short));
  }

  /** The open card's first fix, or that of the finding at the caret. */
  applyFirst(draft: Draft): void {
    if (this.#card.shown) {
      this.#card.applyFirst();
      return;
    }
    const caret = draft.box.caret() ?? -1;
    const standing =
      draft.standing.find(({ finding: { range } }) => range.start <= caret && caret <= range.end) ??
      draft.standing[0];
    const fix = standing?.finding.fixes.find((each) => each.edits);
    if (standing && fix) void this.#apply(standing, fix);
  }

  /** The card's finding as it stands now. */
  #shownAgain(draft: Draft): Standing | undefined {
    return this.#card.shown ? sameAgain(draft.standing, this.#card.shown) : undefined;
  }

  #contentOf(draft: Draft, standing: Standing) {
    return {
      standing,
      text: draft.text,
      number: draft.standing.indexOf(standing) + 1,
      of: draft.standing.length,
      dark: this.#isDark(draft),
    };
  }

  /** Does something of ours have the focus? */
  get hasFocus(): boolean {
    return this.host.root.activeElement !== null;
  }

  /** For lines that must lie over the box itself: a host in its own window. */
  #localHost(): Host {
    if (this.host.view === window) return this.host;
    if (!this.#local) {
      this.#local = new Host(this.#parts.signal, window);
      if (this.#draft) this.#local.mount(this.#draft.box.element);
    }
    return this.#local;
  }

  #isDark(draft: Draft): boolean {
    return this.#dark || this.#lines.isNight(draft.box);
  }

  #openFirst(): void {
    const draft = this.#draft;
    const first = draft?.standing[0];
    if (draft && first) this.openCard(draft, first, this.host.hasFocus(this.#chip));
  }

  #updateCard(draft: Draft, typed: boolean): void {
    const shown = this.#card.shown;
    if (!shown || this.#applying) return;
    const again = this.#shownAgain(draft);
    if (!again || (typed && !this.#card.hasFocus)) this.#card.close(this.#card.hasFocus);
    else this.#card.update(this.#contentOf(draft, again));
  }

  #showChip(draft: Draft, health = draft.box.health()): void {
    this.#chip.show(draft.box, {
      ...chipOf(draft.state, health, draft.standing.length, draft.empty),
      ...(this.#waiting ? { words: STATE.beforePosting } : {}),
      dark: this.#isDark(draft),
    });
  }

  #pointedAt(draft: Draft, x: number, y: number): void {
    const standing = draft.standing.length ? this.#lines.at(draft.box, x, y) : null;
    if (standing && draft.standing.includes(standing)) this.openCard(draft, standing, false);
    else if (!this.#card.hasFocus) this.#leaveSoon();
  }

  #keepCardWhilePointedAt(): void {
    const { element } = this.#card;
    element.addEventListener("pointerenter", () => clearTimeout(this.#leaving));
    element.addEventListener("pointerleave", () => this.#leaveSoon());
  }

  /** A press on the page outside the box puts the card away; one in the box is told by its click. */
  #pressedElsewhere(event: Event): void {
    if (!this.#card.shown || this.host.owns(event)) return;
    const inBox = this.#draft !== null && event.composedPath().includes(this.#draft.box.element);
    if (!inBox) this.#card.close(false);
  }

  #leaveSoon(): void {
    clearTimeout(this.#leaving);
    if (!this.#card.shown) return;
    this.#leaving = setTimeout(() => {
      if (!this.#card.hasFocus && !this.#applying) this.#card.close(false);
    }, GONE);
  }

  #whereIs(standing: Standing): { anchor: Area; keep: readonly Area[] } | null {
    const draft = this.#draft;
    if (!draft) return null;
    const box = draft.box.element.getBoundingClientRect();
    const anchor = around(this.#lines.rects(draft.box, standing.finding.range)) ?? box;
    const lifted = this.host.lift(anchor);
    if (!overlap(anchor, box) || !overlap(anchor, visibleArea()) || !overlap(lifted, this.host.visible()))
      return null;
    const send = this.#sendRect(draft);
    return { anchor: lifted, keep: [...this.#writingLine(draft), ...(send ? [send] : [])] };
  }

  /** The line the caret is on, which no card may cover. */
  #writingLine(draft: Draft): Area[] {
    const caret = draft.box.caret();
    if (caret === null) return [];
    const range = { start: Math.max(0, caret - 1), end: Math.max(caret, Math.min(1, draft.text.length)) };
    const at = this.#lines.rects(draft.box, range).at(-1);
    if (!at) return [];
    const box = draft.box.element.getBoundingClientRect();
    return [this.host.lift({ left: box.left, width: box.width, top: at.top, height: at.height })];
  }

  async #apply(standing: Standing, fix: Fix): Promise<ApplyResult> {
    const draft = this.#draft;
    if (!draft || !fix.edits) return "changed";
    draft.refresh();
    const now = sameAgain(draft.standing, standing);
    const same = now?.finding.fixes.find(({ title, edits }) => edits && title === fix.title);
    if (!same?.edits) return "changed";
    const result = await this.#write(draft, same.edits);
    this.#live.say(APPLY[result]);
    return result;
  }

  async #write(draft: Draft, edits: readonly Edit16[]): Promise<ApplyResult> {
    this.#applying = true;
    const result = await draft.box.apply(edits, draft.text).finally(() => {
      this.#applying = false;
    });
    draft.recheck();
    return result;
  }

  #bioSaysSo(): void {
    const draft = this.#draft;
    if (!draft) return;
    this.#parts.bioSaysSo(draft.box.site);
    this.#live.say(CARD.bio);
  }

  #dismiss(standing: Standing, words: string): void {
    this.#draft?.dismiss(standing.finding.id);
    this.#live.say(words);
  }

  #takeBreak(standing: Standing): void {
    this.#dismiss(standing, ACTION.break);
    this.#parts.takeBreak(standing.finding.rule);
  }

  async #discard(): Promise<ApplyResult> {
    const draft = this.#draft;
    if (!draft) return "changed";
    draft.refresh();
    const { text } = draft;
    const result = await this.#write(draft, [{ range: { start: 0, end: text.length }, text: "" }]);
    this.#live.say(result === "applied" ? ACTION.discarded : APPLY[result]);
    return result;
  }

  #sendRect(draft: Draft): Area | null {
    const control = draft.box.sendControl();
    const rect = control && this.host.rectOf(control);
    return rect?.width ? rect : null;
  }

  #wait(draft: Draft, waiting: boolean): void {
    this.#waiting = waiting;
    this.#showChip(draft);
  }
}

/** Asks the browser to put words on the clipboard; false when it will not. */
async function copy(words: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return false;
  }
}
