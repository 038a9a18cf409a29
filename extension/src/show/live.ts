/** What a screen reader is told: politely, when the counts have changed and writing has paused; at once for a held post. */
import type { Severity } from "../contract/wire";
import { h } from "./element";
import type { Host } from "./host";
import { tally } from "./words";

/** How long the draft must have been quiet before anything is said, in milliseconds. */
export const QUIET = 1_000;

export type Counts = Readonly<Record<Severity, number>>;

export class Live {
  readonly #polite = h("div", { class: "hidden-words", role: "status", "aria-live": "polite" });
  readonly #urgent = h("div", { class: "hidden-words", role: "alert", "aria-live": "assertive" });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #said = "";

  constructor(host: Host, signal: AbortSignal) {
    host.root.append(this.#polite, this.#urgent);
    signal.addEventListener("abort", () => clearTimeout(this.#timer), { once: true });
  }

  /** The findings as they are now; spoken after a pause, and only if it is news. */
  counts(counts: Counts): void {
    clearTimeout(this.#timer);
    const words = tally(counts);
    if (words === this.#said || (this.#said === "" && words === tally(NONE))) return;
    this.#timer = setTimeout(() => {
      this.#said = words;
      this.#polite.textContent = words;
    }, QUIET);
  }

  /** A new draft: what was said of the last one no longer counts. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#said = "";
    this.#polite.textContent = "";
  }

  /** Something the person has just done has had this effect. */
  say(words: string): void {
    this.#polite.textContent = this.#polite.textContent === words ? `${words}\u00a0` : words;
  }

  /** A post was held. */
  interrupt(words: string): void {
    this.#urgent.textContent = this.#urgent.textContent === words ? `${words}\u00a0` : words;
  }
}

const NONE: Counts = { stop: 0, warn: 0, advice: 0, info: 0 };
