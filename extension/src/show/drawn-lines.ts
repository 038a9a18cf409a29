/**
 * Lines drawn as boxes of our own. Used in forced colours, where a highlight would look like selected text
 * and lose the shape that says how serious it is.
 */
import type { Severity } from "../contract/wire";
import { h } from "./element";
import { clippersOf } from "./field-overlay";
import { follow } from "./follow";
import type { Host } from "./host";

export interface Line {
  readonly severity: Severity;
  readonly rects: () => readonly DOMRect[];
}

export class DrawnLines {
  readonly #sheet: HTMLElement;
  readonly #clippers: readonly Element[];
  #lines: readonly Line[] = [];
  #frame = 0;

  constructor(element: Element, host: Host, signal: AbortSignal) {
    this.#clippers = [element, ...clippersOf(element)];
    this.#sheet = h("div", { class: "sheet", "aria-hidden": "true" });
    host.root.append(this.#sheet);
    follow(element, () => this.#draw(), signal);
    signal.addEventListener(
      "abort",
      () => {
        cancelAnimationFrame(this.#frame);
        this.#sheet.remove();
      },
      { once: true },
    );
  }

  /** Draws these from the next frame on; their rectangles are read again whenever the box moves. */
  set(lines: readonly Line[]): void {
    this.#lines = lines;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    const clips = this.#clippers.map((each) => each.getBoundingClientRect());
    const left = Math.max(0, ...clips.map((rect) => rect.left));
    const top = Math.max(0, ...clips.map((rect) => rect.top));
    const right = Math.min(innerWidth, ...clips.map((rect) => rect.right));
    const bottom = Math.min(innerHeight, ...clips.map((rect) => rect.bottom));
    const sheet = this.#sheet.style;
    sheet.transform = `translate(${left}px, ${top}px)`;
    sheet.width = `${Math.max(0, right - left)}px`;
    sheet.height = `${Math.max(0, bottom - top)}px`;
    const drawn = this.#lines.flatMap(({ severity, rects }) =>
      rects().map((rect) => {
        const line = h("div", { class: `drawn ${severity}` });
        line.style.left = `${rect.left - left}px`;
        line.style.top = `${rect.top - top}px`;
        line.style.width = `${rect.width}px`;
        line.style.height = `${rect.height + 2}px`;
        return line;
      }),
    );
    this.#sheet.replaceChildren(...drawn);
  }
}
