/** How the content side reaches a helper, whichever way that is (worker, or the try-out page's own fetch). */
import type { CheckRequest, Policy, Report } from "./wire";

/** Why a draft was not checked. Each has its own words for the person (see show/words.ts). */
export type NotCheckedReason =
  | "starting" // the helper is being started
  | "host-missing" // native messaging: no such host, or forbidden
  | "host-exited" // the helper went away
  | "rules" // the helper cannot read its rules
  | "no-hello" // it did not speak within three seconds
  | "version" // the two sides' API ranges do not overlap
  | "unreachable" // HTTP failed
  | "refused" // the helper answered with a problem
  | "too-long" // the draft is longer than the helper reads
  | "permission" // the browser withholds access to 127.0.0.1
  | "orphaned"; // the extension was updated or removed under the page

export type LinkState =
  | { readonly kind: "ready" }
  | { readonly kind: "not-checked"; readonly reason: NotCheckedReason };

export type Outcome =
  | { readonly kind: "report"; readonly report: Report }
  | { readonly kind: "not-checked"; readonly reason: NotCheckedReason }
  | { readonly kind: "superseded" }; // a later revision has overtaken this one

export interface Link {
  /**
   * Asks for a report. An earlier request still waiting for the same box (a number unique within the
   * frame; absent counts as 0) resolves as `superseded`. Never rejects.
   */
  check(request: CheckRequest, box?: number): Promise<Outcome>;
  /** Tries the helper again now. */
  retry(): Promise<LinkState>;
  /** Called at once with the present state, and on each change. */
  watch(listener: (state: LinkState) => void, signal: AbortSignal): void;
  /** The policy, for "ask" contacts and clause texts; null while not reachable. */
  policy(): Promise<Policy | null>;
}
