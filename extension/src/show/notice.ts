/** A short word about a post that has gone, or has not: stays until read, or for a while. */
import { fill, h } from "./element";
import type { Host, Surface } from "./host";
import { type Area, beside } from "./spot";
import { CARD, RETRY } from "./words";

/** Long enough to read two lines twice, in milliseconds. */
const STAYS = 12_000;

export interface NoticeContent {
  readonly words: string;
  readonly dark: boolean;
  readonly anchor: Area;
  readonly keep: readonly Area[];
  /** Offered when trying the helper again could help. */
  readonly retry?: () => void;
}

export class Notice implements Surface {
  readonly element = h("div", { class: "surface panel notice", role: "group", "aria-label": "PostCheck" });
  readonly #host: Host;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, signal: AbortSignal) {
    this.#host = host;
    signal.addEventListener("abort", () => clearTimeout(this.#timer), { once: true });
  }

  show({ words, dark, anchor, keep, retry }: NoticeContent): void {
    const close = h("button", { class: "plain", type: "button" }, CARD.close);
    const again = retry && h("button", { class: "plain", type: "button" }, RETRY);
    this.#host.onPress(close, () => this.hide());
    if (again && retry) {
      this.#host.onPress(again, () => {
        this.hide();
        retry();
      });
    }
    this.element.classList.toggle("dark", dark);
    fill(this.element, [
      h("p", { class: "notice-words" }, words),
      h("div", { class: "notice-foot" }, again, close),
    ]);
    if (!this.#host.show(this)) return;
    this.#host.renew(this);
    const size = { width: this.element.offsetWidth, height: this.element.offsetHeight };
    const spot = beside(anchor, size, keep, this.#host.visible());
    this.element.style.left = `${Math.round(spot.left)}px`;
    this.element.style.top = `${Math.round(spot.top)}px`;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), STAYS);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#host.hide(this);
  }

  onEscape(): void {
    this.hide();
  }
}
