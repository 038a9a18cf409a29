/** Every message between the extension's parts: one union each way, told apart by `kind`. */
import type { LinkState, NotCheckedReason, Outcome } from "./link";
import type { CheckRequest, Finding, Health, Policy, Severity } from "./wire";

/** From a content script or one of our own pages to the worker. */
export type ToWorker =
  | { readonly kind: "check"; readonly box: number; readonly request: CheckRequest }
  | { readonly kind: "state" }
  | { readonly kind: "retry" }
  | { readonly kind: "policy" }
  | { readonly kind: "badge"; readonly badge: Badge }
  /** Opens one of our pages in a tab; `at` is a clause id on the policy page. */
  | { readonly kind: "open-page"; readonly page: OurPage; readonly at?: string }
  /** From our own pages only; the worker refuses it from a content script. */
  | { readonly kind: "health" }
  /** From our own pages only. */
  | { readonly kind: "switch-site"; readonly origin: string; readonly on: boolean };

export type OurPage = "options" | "policy" | "welcome";

export interface WorkerAnswers {
  check: Outcome;
  state: LinkState;
  retry: LinkState;
  policy: Policy | null;
  badge: undefined;
  "open-page": undefined;
  health: Health | null;
  "switch-site": undefined;
}

/** From the worker or the popup to a content script. */
export type ToContent =
  | { readonly kind: "link-state"; readonly state: LinkState }
  | { readonly kind: "describe" }
  | { readonly kind: "show-finding"; readonly box: number; readonly finding: string }
  | { readonly kind: "command"; readonly command: Command };

export type Command = "next-finding" | "previous-finding" | "open-card" | "apply-fix" | "retry";

/** What the popup shows of a frame. Held in memory only. */
export interface Description {
  readonly site: string | null;
  readonly state: FrameState;
  readonly findings: readonly DescribedFinding[];
}

export interface DescribedFinding {
  readonly box: number;
  readonly finding: Finding;
  readonly words: string;
}

export type FrameState =
  | { readonly kind: "no-box" }
  | { readonly kind: "checking" }
  | { readonly kind: "checked" }
  | { readonly kind: "incomplete"; readonly reason: string }
  | { readonly kind: "cannot-check"; readonly why: string }
  | { readonly kind: "switched-off" }
  | { readonly kind: "not-checked"; readonly reason: NotCheckedReason };

/** The connection that a frame with a badge holds; once it is cut, the frame has none. */
export const BADGES = "badges";

export interface Badge {
  readonly state: FrameState["kind"];
  readonly counts: Readonly<Record<Severity, number>>;
}

/** What we keep in storage.local; nothing here comes from a draft. */
export interface Settings {
  /** Sites the person has switched off, by origin. */
  readonly off: readonly string[];
  /** Sites whose bio carries the disclaimer, as the person has said, by site id. */
  readonly bioSaysSo: readonly string[];
  /** Sites written to from an official account, as the person has said, by site id. */
  readonly official: readonly string[];
  /** Rules that the person wants to hear nothing more of, each with the day it is for. */
  readonly breaks: readonly string[];
}

export const SETTINGS: Settings = { off: [], bioSaysSo: [], official: [], breaks: [] };
