/**
 * The card: one finding, the clause's own words, and what would put it right. A non-modal dialog that never
 * takes the caret by itself and never covers the line being written.
 */
import type { ApplyResult } from "../contract/box";
import type { Fix, Policy } from "../contract/wire";
import { type Action, actionOf, isKnown } from "./actions";
import { contactFor, type Letter, mailto, numbersToRing } from "./ask";
import { fill, h } from "./element";
import { glyph } from "./glyph";
import type { Host, Surface } from "./host";
import { piecesOf, wordsRemoved, wordsWritten } from "./preview";
import type { Standing } from "./remap";
import { type Area, beside } from "./spot";
import { ACTION, APPLY, CARD } from "./words";

export interface CardContent {
  readonly standing: Standing;
  /** The whole draft, for previews. */
  readonly text: string;
  /** 1-based, among the findings that stand. */
  readonly number: number;
  readonly of: number;
  readonly dark: boolean;
}

export interface CardParts {
  readonly policy: () => Policy | null;
  /** Where the flagged words are, and what must not be covered: the line being written first. */
  readonly where: (standing: Standing) => { anchor: Area; keep: readonly Area[] } | null;
  readonly apply: (standing: Standing, fix: Fix) => Promise<ApplyResult>;
  readonly bioSaysSo: () => void;
  /** Leaves it out of this draft; `words` say so. */
  readonly dismiss: (standing: Standing, words: string) => void;
  /** Tells the person what to do by hand, once the card has gone. */
  readonly advise: (words: string) => void;
  /** Empties the box. */
  readonly discard: () => Promise<ApplyResult>;
  /** Says nothing more of this rule today. */
  readonly takeBreak: (standing: Standing) => void;
  /** Shows a clause in the policy, where there is a page for that. */
  readonly openPolicy?: ((clause: string) => void) | undefined;
  readonly step: (by: 1 | -1) => void;
  readonly copy: (words: string) => Promise<boolean>;
  /** The card has gone; `restore` when the focus was inside it and belongs back in the draft. */
  readonly closed: (restore: boolean) => void;
}

export class Card implements Surface {
  readonly element: HTMLElement;
  readonly #host: Host;
  readonly #parts: CardParts;
  #content: CardContent | null = null;
  #said = h("p", { class: "said", role: "status" });
  #more = h("div", { class: "more" });
  #why = h("button", { class: "plain", type: "button", "aria-expanded": "false" }, CARD.why);

  constructor(host: Host, parts: CardParts) {
    this.#host = host;
    this.#parts = parts;
    this.element = h("div", {
      class: "surface panel card",
      role: "dialog",
      "aria-labelledby": "card-title card-level",
      "aria-describedby": "card-message",
    });
  }

  get shown(): Standing | null {
    return this.#content?.standing ?? null;
  }

  get hasFocus(): boolean {
    return this.#host.hasFocus(this);
  }

  /** Shows a finding; the focus goes in only when the person asked for that with a key. */
  open(content: CardContent, takeFocus: boolean): void {
    const focused = takeFocus || this.hasFocus;
    const other = !this.shown || !isSame(this.shown, content.standing);
    this.#content = content;
    if (other || !this.#host.isShown(this)) this.#render(content);
    if (!this.#host.show(this)) {
      this.#content = null;
      return;
    }
    if (other) this.#host.renew(this);
    this.place();
    if (focused) this.#firstButton()?.focus({ preventScroll: true });
  }

  /** The same finding with fresh ranges; what the person is reading stays as it is. */
  update(content: CardContent): void {
    const renumbered = this.#content?.number !== content.number || this.#content.of !== content.of;
    const refixed = looksOf(this.#content?.standing) !== looksOf(content.standing);
    this.#content = content;
    if ((renumbered || refixed) && !this.hasFocus) this.#render(content);
    this.place();
  }

  close(restore = this.hasFocus): void {
    if (!this.#content) return;
    this.#content = null;
    this.#host.hide(this);
    this.#parts.closed(restore);
  }

  onEscape(): void {
    this.close(true);
  }

  /** Puts the card beside its words again; closes it when they are no longer on screen. */
  place(): void {
    if (!this.#content) return;
    const where = this.#parts.where(this.#content.standing);
    if (!where) {
      this.close();
      return;
    }
    const size = { width: this.element.offsetWidth, height: this.element.offsetHeight };
    const spot = beside(where.anchor, size, where.keep, this.#host.visible());
    this.element.style.left = `${Math.round(spot.left)}px`;
    this.element.style.top = `${Math.round(spot.top)}px`;
  }

  /** Runs the first fix, as the keyboard command does. */
  applyFirst(): void {
    const fix = this.#content?.standing.finding.fixes.find((each) => each.edits);
    if (fix) void this.#apply(fix);
  }

  #firstButton(): HTMLElement | null {
    return this.element.querySelector("button, a");
  }

  #render({ standing, text, number, of, dark }: CardContent): void {
    const { finding } = standing;
    const ids = finding.clauses.map(({ id }) => id);
    this.element.classList.toggle("dark", dark);
    this.element.setAttribute("data-level", finding.severity);
    this.#said = h("p", { class: "said", role: "status" });
    this.#more = h("div", { class: "more", id: "card-more" });
    this.#why = h(
      "button",
      { class: "plain", type: "button", "aria-expanded": "false", "aria-controls": "card-more" },
      CARD.why,
    );
    const first = finding.clauses[0];
    const fixes = finding.fixes
      .filter(isKnown)
      .map((fix, i) => h("li", {}, this.#fixButton(fix, text, i === 0)));
    fill(this.element, [
      h(
        "div",
        { class: "card-body" },
        glyph(finding.severity),
        h(
          "div",
          { class: "card-head" },
          h("h2", { id: "card-title" }, finding.short),
          h("span", { class: "pill", id: "card-level" }, CARD.level(finding.severity, ids)),
        ),
        h("p", { class: "message", id: "card-message" }, finding.message),
        first && h("blockquote", { "aria-label": CARD.quotation(first.id) }, `“${first.quote}”`),
        fixes.length > 0 && h("ul", { class: "fixes" }, ...fixes),
        this.#said,
        this.#more,
      ),
      this.#foot(standing, number, of),
    ]);
    this.#host.onPress(this.#why, () => this.#explain(standing));
  }

  #foot(standing: Standing, number: number, of: number): HTMLElement {
    const dismiss = h("button", { class: "plain", type: "button" }, CARD.dismiss);
    this.#host.onPress(dismiss, () => {
      const focused = this.hasFocus;
      this.#parts.dismiss(standing, CARD.dismissed);
      this.close(focused);
    });
    return h("div", { class: "card-foot" }, this.#why, this.#ask(standing), dismiss, this.#steps(number, of));
  }

  #steps(number: number, of: number): HTMLElement | null {
    const arrow = (by: 1 | -1, sign: string, name: string): HTMLElement => {
      const button = h("button", { class: "plain", type: "button", "aria-label": name }, sign);
      this.#host.onPress(button, () => this.#parts.step(by));
      return button;
    };
    const count = h("span", {}, CARD.count(number, of));
    if (of < 2) return h("span", { class: "steps" }, count);
    return h("span", { class: "steps" }, arrow(-1, "‹", CARD.previous), count, arrow(1, "›", CARD.next));
  }

  #ask(standing: Standing, key?: string, letter?: Letter): HTMLElement {
    const contact = contactFor(this.#parts.policy(), key);
    const address = mailto(contact, [standing.finding], letter);
    const title = CARD.ask(contact.title);
    const element = address
      ? h("a", { class: "plain", href: address, title: CARD.asked }, title)
      : h("button", { class: "plain", type: "button" }, title);
    this.#host.onPress(element, () => this.#say(address ? CARD.asked : CARD.nobody(contact.title)));
    return element;
  }

  #fixButton(fix: Fix, text: string, primary: boolean): HTMLElement {
    const kind = primary ? "button fix primary" : "button fix";
    const action = actionOf(fix);
    if (action?.does === "email") {
      const ask = this.#ask(this.#content?.standing as Standing, action.to, action.letter);
      ask.className = kind;
      ask.textContent = fix.title;
      return ask;
    }
    const button = h(
      "button",
      { class: kind, type: "button" },
      fix.title,
      fix.edits && this.#preview(fix, text),
    );
    this.#host.onPress(button, () => {
      if (action) this.#act(action);
      else void this.#apply(fix);
    });
    return button;
  }

  /** The words it will write; on hover or focus, the same as a change to the sentence. */
  #preview(fix: Fix, text: string): HTMLElement {
    const written = wordsWritten(fix);
    const removed = wordsRemoved(fix, text);
    const result = written ? `“${written}”` : removed ? `${CARD.removes} “${removed}”` : "";
    const pieces = piecesOf(fix, text).map((piece) =>
      piece.as === "kept" ? piece.text : h(piece.as === "out" ? "del" : "ins", {}, piece.text),
    );
    return h(
      "small",
      {},
      h("span", { class: "change", "aria-hidden": "true" }, ...pieces),
      h("span", { class: "result" }, result),
    );
  }

  #act(action: Action): void {
    const { standing, text } = this.#content ?? {};
    if (!standing || text === undefined) return;
    switch (action.does) {
      case "keep":
        this.#say(ACTION.keep);
        this.#offerCopy(text);
        return;
      case "numbers":
        this.#showMore(numbers(this.#parts.policy()));
        return;
      case "discard":
        this.#askWhetherSure();
        return;
      case "policy":
        this.#showClause(standing);
        return;
    }
    const focused = this.hasFocus;
    if (action.does === "bio") this.#parts.bioSaysSo();
    else if (action.does === "break") this.#parts.takeBreak(standing);
    else if (action.does === "dismiss") this.#parts.dismiss(standing, action.words);
    this.close(focused);
    if (action.does === "advise") this.#parts.advise(action.words);
  }

  #showClause(standing: Standing): void {
    const clause = standing.finding.clauses[0]?.id;
    if (this.#parts.openPolicy && clause !== undefined) this.#parts.openPolicy(clause);
    else if (this.#why.getAttribute("aria-expanded") !== "true") this.#explain(standing);
  }

  #askWhetherSure(): void {
    const discard = h("button", { class: "button", type: "button" }, ACTION.discard);
    const stay = h("button", { class: "button", type: "button" }, ACTION.stay);
    this.#host.onPress(discard, async () => {
      const result = await this.#parts.discard();
      if (result !== "applied") this.#say(APPLY[result]);
      else this.close(true);
    });
    this.#host.onPress(stay, () => this.close(true));
    this.#say(ACTION.sure);
    this.#showMore(h("div", { class: "sure" }, discard, stay));
    // The answer must be meant: it can be given only once the question could be read.
    this.#host.renew(this);
    if (this.hasFocus) stay.focus({ preventScroll: true });
  }

  /** Puts this where the card explains itself. */
  #showMore(element: HTMLElement): void {
    this.#why.setAttribute("aria-expanded", "false");
    fill(this.#more, [element]);
    this.place();
  }

  async #apply(fix: Fix): Promise<void> {
    const standing = this.#content?.standing;
    if (!standing) return;
    const result = await this.#parts.apply(standing, fix);
    if (result === "applied") {
      this.close(true);
      return;
    }
    if (this.#content?.standing.finding.id !== standing.finding.id) return;
    this.#say(APPLY[result]);
    if (result !== "composing" && wordsWritten(fix)) this.#offerCopy(fix.preview ?? wordsOf(fix));
    this.place();
  }

  #offerCopy(words: string): void {
    const copy = h("button", { class: "button", type: "button" }, CARD.copy);
    this.#host.onPress(copy, async () => {
      if (await this.#parts.copy(words)) {
        this.#say(CARD.copied);
      } else {
        const field = h("textarea", { readonly: true, rows: "2", "aria-label": CARD.copyByHand });
        field.value = words;
        fill(this.#more, [h("p", {}, CARD.copyByHand), field]);
        field.select();
        this.place();
      }
    });
    fill(this.#more, [copy]);
  }

  #explain(standing: Standing): void {
    const open = this.#why.getAttribute("aria-expanded") === "true";
    this.#why.setAttribute("aria-expanded", String(!open));
    const { finding } = standing;
    const others = finding.clauses.slice(1).map(({ id, quote }) => h("p", {}, `${id}: “${quote}”`));
    fill(
      this.#more,
      open ? [] : [h("p", {}, finding.because), ...others, h("p", {}, CARD.rule(finding.rule))],
    );
    this.place();
  }

  #say(words: string): void {
    this.#said.textContent = words;
    this.place();
  }
}

/** What its buttons say. A fresh answer with the same fixes must not wipe out what the card has just told. */
function looksOf(standing: Standing | undefined): string {
  const fixes = standing?.finding.fixes ?? [];
  return JSON.stringify(fixes.map((fix) => [fix.title, fix.action, wordsWritten(fix)]));
}

function isSame(one: Standing, other: Standing): boolean {
  return one.finding.id === other.finding.id && one.finding.range.start === other.finding.range.start;
}

function numbers(policy: Policy | null): HTMLElement {
  const lines = numbersToRing(policy).map(({ who, number }) =>
    h(
      "li",
      {},
      `${who}: `,
      number ? h("a", { class: "plain", href: `tel:${number.replace(/\s/g, "")}` }, number) : ACTION.noNumber,
    ),
  );
  return h("ul", { class: "numbers" }, ...lines);
}

function wordsOf({ edits = [] }: Fix): string {
  return edits
    .map(({ text }) => text)
    .join(" ")
    .trim();
}
