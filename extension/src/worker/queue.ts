/** One request at a time for each compose box: the latest revision wins, and nobody waits for an old one. */
import type { Outcome } from "../contract/link";
import type { CheckRequest } from "../contract/wire";
import type { Checked } from "./client";

interface Waiting {
  readonly revision: number;
  overtake(): void;
}

export class Queue {
  readonly #check: (request: CheckRequest, signal: AbortSignal) => Promise<Checked>;
  readonly #waiting = new Map<string, Waiting>();

  constructor(check: (request: CheckRequest, signal: AbortSignal) => Promise<Checked>) {
    this.#check = check;
  }

  /**
   * Asks for a report on behalf of the box `key` names. A request of the same box that is still out answers
   * `superseded` at once and its HTTP request is dropped; so does this one if a later revision is out already.
   */
  ask(key: string, request: CheckRequest): Promise<Outcome> {
    const before = this.#waiting.get(key);
    if (before !== undefined && before.revision > request.revision) {
      return Promise.resolve({ kind: "superseded" });
    }
    before?.overtake();
    return new Promise((settle) => {
      const abort = new AbortController();
      const waiting: Waiting = {
        revision: request.revision,
        overtake: () => {
          settle({ kind: "superseded" });
          abort.abort();
        },
      };
      this.#waiting.set(key, waiting);
      this.#check(request, abort.signal)
        .catch((): Checked => ({ reason: "unreachable" }))
        .then((checked) => {
          if (this.#waiting.get(key) === waiting) this.#waiting.delete(key);
          settle(
            "report" in checked
              ? { kind: "report", report: checked.report }
              : { kind: "not-checked", reason: checked.reason },
          );
        });
    });
  }

  /** Drops what is out for every box whose key starts so: its page has gone. */
  forget(prefix: string): void {
    for (const [key, waiting] of this.#waiting) {
      if (!key.startsWith(prefix)) continue;
      this.#waiting.delete(key);
      waiting.overtake();
    }
  }
}
