/** The link of a content script: messages to the worker, which alone talks to the helper. */
import type { Link, LinkState, Outcome } from "../contract/link";
import type { ToContent, ToWorker, WorkerAnswers } from "../contract/messages";

/** After an update or removal of the extension the page keeps this script, but nobody answers it any more. */
const ORPHANED = { kind: "not-checked", reason: "orphaned" } as const;
const UNREACHABLE = { kind: "not-checked", reason: "unreachable" } as const;

type Asked<K extends ToWorker["kind"]> = Extract<ToWorker, { kind: K }>;

export class WorkerLink implements Link {
  readonly #watchers = new Set<(state: LinkState) => void>();
  readonly #latest = new Map<number, number>();
  /** Until the worker has been asked, nothing may look as if it were checked. */
  #state: LinkState = { kind: "not-checked", reason: "starting" };

  constructor(signal: AbortSignal) {
    const onMessage = (message: ToContent): void => {
      if (message?.kind === "link-state") this.#become(message.state);
    };
    chrome.runtime.onMessage.addListener(onMessage);
    signal.addEventListener("abort", () => {
      this.#watchers.clear();
      if (isAlive()) chrome.runtime.onMessage.removeListener(onMessage);
    });
  }

  async check(request: Parameters<Link["check"]>[0], box = 0): Promise<Outcome> {
    this.#latest.set(box, request.revision);
    const outcome = (await this.#ask({ kind: "check", box, request })) ?? lost();
    if (this.#latest.get(box) !== request.revision) return { kind: "superseded" };
    if (outcome.kind === "not-checked" && outcome.reason === "orphaned") this.#become(ORPHANED);
    return outcome;
  }

  async retry(): Promise<LinkState> {
    this.#become((await this.#ask({ kind: "retry" })) ?? lost());
    return this.#state;
  }

  watch(listener: (state: LinkState) => void, signal: AbortSignal): void {
    this.#watchers.add(listener);
    signal.addEventListener("abort", () => this.#watchers.delete(listener));
    listener(this.#state);
    void this.#learn();
  }

  async policy(): Promise<WorkerAnswers["policy"]> {
    return (await this.#ask({ kind: "policy" })) ?? null;
  }

  /** Any other message; undefined when there is nobody to take it. */
  send<K extends ToWorker["kind"]>(message: Asked<K>): Promise<WorkerAnswers[K] | undefined> {
    return this.#ask(message);
  }

  async #learn(): Promise<void> {
    const before = this.#state;
    const state = (await this.#ask({ kind: "state" })) ?? lost();
    if (this.#state === before) this.#become(state);
  }

  #become(state: LinkState): void {
    if (this.#state === ORPHANED) return; // nobody comes back from there
    this.#state = state;
    for (const watcher of [...this.#watchers]) watcher(state);
  }

  async #ask<K extends ToWorker["kind"]>(message: Asked<K>): Promise<WorkerAnswers[K] | undefined> {
    if (!isAlive()) return undefined;
    try {
      return (await chrome.runtime.sendMessage(message)) as WorkerAnswers[K] | undefined;
    } catch {
      return undefined;
    }
  }
}

/** False once the extension has been updated, disabled or removed under the page. */
function isAlive(): boolean {
  return chrome.runtime?.id !== undefined;
}

function lost(): typeof ORPHANED | typeof UNREACHABLE {
  return isAlive() ? UNREACHABLE : ORPHANED;
}
