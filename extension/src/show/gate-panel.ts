/**
 * "Before you post": what still stands, and three ways on. Back to the draft is the easy one; posting anyway
 * is always there, the same size, never hidden and never shamed.
 */
import type { Policy } from "../contract/wire";
import { contactFor, mailto } from "./ask";
import { fill, h } from "./element";
import { glyph } from "./glyph";
import type { Host, Surface } from "./host";
import type { Standing } from "./remap";
import { type Area, beside } from "./spot";
import { CARD, GATE, SEVERITY } from "./words";

export interface GateAnswers {
  readonly back: () => void;
  readonly anyway: () => void;
}

export interface GateContent {
  readonly findings: readonly Standing[];
  readonly dark: boolean;
  readonly policy: Policy | null;
  /** Where the Post button is, and the line being written. */
  readonly where: () => { anchor: Area; keep: readonly Area[] };
}

export class GatePanel implements Surface {
  readonly element: HTMLElement;
  readonly #host: Host;
  #answers: GateAnswers | null = null;
  #where: GateContent["where"] | null = null;

  constructor(host: Host) {
    this.#host = host;
    this.element = h("div", {
      class: "surface panel gate",
      role: "alertdialog",
      "aria-labelledby": "gate-title",
      "aria-describedby": "gate-list",
    });
  }

  get isOpen(): boolean {
    return this.#answers !== null;
  }

  /** Shows the panel and moves the focus to its first button; false when the page will not have us. */
  open(content: GateContent, answers: GateAnswers): boolean {
    this.#render(content);
    if (!this.#host.show(this)) return false;
    this.#answers = answers;
    this.#where = content.where;
    this.#host.renew(this);
    this.place();
    this.focus();
    return true;
  }

  focus(): void {
    this.element.querySelector<HTMLElement>(".primary")?.focus({ preventScroll: true });
  }

  place(): void {
    const where = this.#where?.();
    if (!where) return;
    const size = { width: this.element.offsetWidth, height: this.element.offsetHeight };
    const right = {
      ...where.anchor,
      left: where.anchor.left + where.anchor.width - size.width,
      width: size.width,
    };
    const spot = beside(
      { ...right, top: where.anchor.top, height: where.anchor.height },
      size,
      where.keep,
      this.#host.visible(),
    );
    this.element.style.left = `${Math.round(spot.left)}px`;
    this.element.style.top = `${Math.round(spot.top)}px`;
  }

  /** Takes the panel away without an answer (the draft or the box has gone). */
  close(): void {
    this.#answers = null;
    this.#where = null;
    this.#host.hide(this);
  }

  onEscape(): void {
    this.#answer("back");
  }

  #answer(which: keyof GateAnswers): void {
    const answers = this.#answers;
    this.close();
    answers?.[which]();
  }

  #render({ findings, dark, policy }: GateContent): void {
    const grave = findings.some(({ finding }) => finding.severity === "stop");
    const contact = contactFor(policy);
    const address = mailto(
      contact,
      findings.map(({ finding }) => finding),
    );
    const said = h("p", { class: "yours", role: "status" }, GATE.yours);
    const anyway = h("button", { class: "button", type: "button" }, GATE.anyway);
    const ask = address
      ? h("a", { class: "button", href: address, title: CARD.asked }, GATE.ask)
      : h("button", { class: "button", type: "button" }, GATE.ask);
    const back = h("button", { class: "button primary", type: "button" }, GATE.back);
    this.element.classList.toggle("dark", dark);
    fill(this.element, [
      h("h2", { id: "gate-title" }, grave ? GATE.title : GATE.lighter),
      h("ul", { id: "gate-list" }, ...findings.map((each) => this.#line(each))),
      said,
      h("div", { class: "gate-foot" }, anyway, ask, back),
    ]);
    this.#host.onPress(anyway, () => this.#answer("anyway"));
    this.#host.onPress(back, () => this.#answer("back"));
    this.#host.onPress(ask, () => {
      said.textContent = address ? CARD.asked : CARD.nobody(contact.title);
      this.place();
    });
  }

  #line({ finding, words }: Standing): HTMLElement {
    const ids = finding.clauses.map(({ id }) => id);
    const see = h("button", { class: "plain", type: "button", "aria-expanded": "false" }, GATE.see(ids));
    const line = h(
      "li",
      {},
      glyph(finding.severity),
      h(
        "div",
        { class: "words" },
        h("span", { class: "hidden-words" }, `${SEVERITY[finding.severity]}: `),
        finding.short,
        h("small", {}, GATE.clauses(ids, words)),
      ),
      see,
    );
    this.#host.onPress(see, () => {
      const open = see.getAttribute("aria-expanded") === "true";
      see.setAttribute("aria-expanded", String(!open));
      for (const quote of line.querySelectorAll("blockquote")) quote.remove();
      if (!open)
        line.append(...finding.clauses.map(({ id, quote }) => h("blockquote", {}, `${id}: “${quote}”`)));
      this.place();
    });
    return line;
  }
}
