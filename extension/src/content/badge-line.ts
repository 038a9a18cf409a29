/**
 * Tells the worker how this frame's part of the badge looks, and holds a connection whose end says that the frame
 * has gone: one that was taken out of its page can no longer say so itself.
 */
import { BADGES, type Badge } from "../contract/messages";
import type { WorkerLink } from "./worker-link";

export class BadgeLine {
  readonly #link: WorkerLink;
  #port: chrome.runtime.Port | null = null;
  #last: Badge | null = null;

  constructor(link: WorkerLink, signal: AbortSignal) {
    this.#link = link;
    // A page kept for going back has lost its connection meanwhile.
    const back = ({ persisted }: PageTransitionEvent) => persisted && this.#last && this.send(this.#last);
    addEventListener("pageshow", back, { signal });
    signal.addEventListener("abort", () => this.#port?.disconnect(), { once: true });
  }

  send(badge: Badge): void {
    this.#last = badge;
    try {
      this.#port ??= this.#open();
    } catch {
      return; // The extension was updated or removed under the page.
    }
    void this.#link.send({ kind: "badge", badge });
  }

  #open(): chrome.runtime.Port {
    const port = chrome.runtime.connect({ name: BADGES });
    port.onDisconnect.addListener(() => {
      void chrome.runtime?.lastError; // Read, as a browser complains otherwise.
      if (this.#port === port) this.#port = null;
    });
    return port;
  }
}
