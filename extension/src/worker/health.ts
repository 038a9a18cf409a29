/**
 * What we may say about the link: the one state every part shows, and the reasons behind "Not checked".
 * Nothing here talks to the helper.
 */
import type { LinkState, NotCheckedReason } from "../contract/link";
import { API } from "../contract/wire";

export interface ApiRange {
  readonly min: number;
  readonly max: number;
}

/** Do the two sides share an API version? Asked before a single word of a draft is sent. */
export function overlaps(theirs: ApiRange, ours: ApiRange = API): boolean {
  return theirs.min <= theirs.max && theirs.min <= ours.max && ours.min <= theirs.max;
}

/** Why a native port closed, from the browser's own words; they differ between Chromium and Firefox. */
export function whyClosed(words: string | undefined): NotCheckedReason {
  const missing =
    /not found|forbidden|disabled by the system administrator|no such native application|not executable|permission to use native/i;
  return words !== undefined && missing.test(words) ? "host-missing" : "host-exited";
}

/** Host permission for the loopback address; people may take it away in the browser's settings. */
export async function mayReachHelper(): Promise<boolean> {
  return chrome.permissions.contains({ origins: ["http://127.0.0.1/*"] });
}

/** Holds the present state and tells those who watch, once for each real change. */
export class Health {
  #state: LinkState = { kind: "not-checked", reason: "starting" };
  readonly #listeners = new Set<(state: LinkState) => void>();

  get state(): LinkState {
    return this.#state;
  }

  set(state: LinkState): void {
    const before = this.#state;
    const same =
      before.kind === state.kind &&
      (before.kind === "ready" || (state.kind === "not-checked" && before.reason === state.reason));
    if (same) return;
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  onChange(listener: (state: LinkState) => void): void {
    this.#listeners.add(listener);
  }
}
