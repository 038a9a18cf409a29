/**
 * Every word the person reads on a page, in one place: British, plain and kind. The draft is described,
 * never the person.
 */
import type { ApplyResult, BoxHealth } from "../contract/box";
import type { NotCheckedReason } from "../contract/link";
import type { FrameState } from "../contract/messages";
import type { Severity } from "../contract/wire";

/** What happened, and what the person can do about it. */
export interface Explanation {
  readonly what: string;
  readonly todo: string;
}

export const NOT_CHECKED: Readonly<Record<NotCheckedReason, Explanation>> = {
  starting: {
    what: "The helper is still starting.",
    todo: "Give it a moment; it checks by itself once it is up.",
  },
  "host-missing": {
    what: "The helper isn't set up for this browser.",
    todo: "Run “postcheck register” once on this computer, or ask IT to, then press Retry.",
  },
  "host-exited": { what: "The helper has stopped.", todo: "Press Retry to start it again." },
  rules: {
    what: "The helper can't read its rules.",
    todo: "Whoever looks after the rules can run “postcheck rules lint”; then press Retry.",
  },
  "no-hello": {
    what: "The helper started but didn't answer.",
    todo: "Press Retry. If it goes on, ask IT to look at the helper: “postcheck register” sets it up again.",
  },
  version: {
    what: "The helper and this extension are of different ages.",
    todo: "Update the older of the two, or ask IT to, then press Retry.",
  },
  unreachable: { what: "The helper isn't running.", todo: "Press Retry to try it again." },
  refused: {
    what: "The helper couldn't read this draft.",
    todo: "Press Retry. If it goes on, let IT know which site you were writing on.",
  },
  "too-long": {
    what: "This draft is longer than the helper reads.",
    todo: "Shorten it, or have a colleague look it over before you post.",
  },
  permission: {
    what: "The browser isn't letting this extension reach the helper.",
    todo: "Open the extension's settings, allow it to reach 127.0.0.1, then press Retry.",
  },
  orphaned: {
    what: "PostCheck was updated while this page was open.",
    todo: "Copy your draft somewhere safe and reload the page to have it checked.",
  },
};

type Unwell = Extract<BoxHealth, { ok: false }>["why"];

export const CANNOT_CHECK: Readonly<Record<Unwell, Explanation>> = {
  unreadable: {
    what: "This box can't be read.",
    todo: "Paste the words into the try-out page to have them checked.",
  },
  "no-round-trip": {
    what: "This box doesn't give its words back reliably.",
    todo: "Paste the words into the try-out page to have them checked.",
  },
};

export const SEVERITY: Readonly<Record<Severity, string>> = {
  stop: "Please change",
  warn: "Worth changing",
  advice: "Suggestion",
  info: "For your information",
};

export const STATE = {
  ready: "Checking here, on this computer only",
  checking: "Checking…",
  beforePosting: "Checking before it goes…",
  clear: "Nothing to mention · checked on this computer",
  notChecked: "Not checked",
  cannotCheck: "Cannot check here",
  incomplete: "Partly checked",
  off: "Switched off on this site",
  checked: (count: number): string => `${count} · checked on this computer`,
  incompleteBecause: (count: number, reason: string): string =>
    count > 0 ? `${count} · partly checked: ${reason}` : `Partly checked: ${reason}`,
} as const;

export const CARD = {
  clause: (ids: readonly string[]): string => `${ids.length > 1 ? "Clauses" : "Clause"} ${list(ids)}`,
  level: (severity: Severity, ids: readonly string[]): string =>
    ids.length ? `${SEVERITY[severity]} · ${CARD.clause(ids)}` : SEVERITY[severity],
  quotation: (id: string): string => `The words of clause ${id}`,
  why: "Why this?",
  rule: (id: string): string => `Rule: ${id}`,
  ask: (whom: string): string => `Ask the ${whom}`,
  asked:
    "Opens an email in your own mail program. Your draft isn't put in it, and nothing is sent by itself.",
  nobody: (whom: string): string =>
    `No email address is on record for the ${whom}. The school office can put you through.`,
  dismiss: "Dismiss",
  dismissed: "Dismissed for this draft.",
  count: (n: number, of: number): string => `${n} of ${of}`,
  previous: "Previous",
  next: "Next",
  close: "Close",
  writes: "Writes",
  removes: "Takes out",
  copy: "Copy the words",
  copied: "Copied. Paste them where you want them.",
  copyByHand: "Select these words and copy them:",
  bio: "Noted: this site's bio says so. You can change that in the extension's settings.",
  open: (n: number, of: number, title: string): string => `${n} of ${of}: ${title}`,
} as const;

export const ACTION = {
  noted: "Noted, for this draft only. Nothing is kept of it.",
  picture:
    "Take the picture off with the site's own button. PostCheck never presses a site's buttons for you.",
  report: "Use the site's own report button on that post. PostCheck never presses a site's buttons for you.",
  keep: "Nothing has been sent. The site may have drafts of its own; PostCheck keeps no copy, so take one if you like.",
  sure: "Discard the whole draft? One undo brings it back.",
  discard: "Discard it",
  discarded: "Your draft has been discarded. Undo brings it back.",
  stay: "Keep it",
  break: "Noted: PostCheck won't mention this again today.",
  noNumber: "no number on record; the school office can put you through",
} as const;

export const APPLY: Readonly<Record<ApplyResult, string>> = {
  applied: "Done. Undo takes it back.",
  changed: "The draft has changed since, so nothing was written. You can copy the words instead.",
  failed: "This box didn't take the change, so your draft is as it was. You can copy the words instead.",
  composing: "You're in the middle of typing a character. Finish it, then try again.",
  "read-only": "This box can't be written to just now. You can copy the words instead.",
};

const GATE_TITLE = "Before you post";

export const GATE = {
  title: GATE_TITLE,
  lighter: "A thought before you post",
  held: "Not posted yet.",
  clauses: (ids: readonly string[], words: string): string =>
    words
      ? `${CARD.clause(ids)} · “${words.length > 48 ? `${words.slice(0, 47)}…` : words}”`
      : CARD.clause(ids),
  problem: (short: string, ids: readonly string[], words: string): string =>
    `${short} (${GATE.clauses(ids, words)})`,
  see: (ids: readonly string[]): string => (ids.length > 1 ? "See the clauses" : "See the clause"),
  anyway: "Post anyway",
  ask: "Ask first",
  back: "Back to my draft",
  yours: "The decision stays yours.",
  changed: "The draft changed while it was being checked. Nothing was sent; press Post again.",
  again: "Nothing was sent; press Post again.",
  timedOut: "This went without a check: the helper took too long to answer.",
  unchecked: (reason: NotCheckedReason): string => `This went without a check. ${NOT_CHECKED[reason].what}`,
  unreadable: (why: Unwell): string => `This went without a check. ${CANNOT_CHECK[why].what}`,
  partly: (reason: string): string => `Only part of this was checked: ${reason}`,
  /** For a page that will not have our panel: the browser's own question. */
  plainly: (problems: readonly string[]): string =>
    [
      GATE_TITLE,
      "",
      ...problems.map((each) => `• ${each}`),
      "",
      "OK posts it anyway. Cancel goes back to your draft.",
    ].join("\n"),
} as const;

export const RETRY = "Retry";
export const HIDE = "Hide";

/** "2 to change, 1 suggestion", for the live region; empty counts give the words for a clear draft. */
export function tally(counts: Readonly<Record<Severity, number>>): string {
  const parts: string[] = [];
  if (counts.stop) parts.push(`${counts.stop} to change before posting`);
  if (counts.warn) parts.push(`${counts.warn} worth changing`);
  if (counts.advice) parts.push(plural(counts.advice, "suggestion"));
  if (counts.info) parts.push(plural(counts.info, "note"));
  return parts.length ? `${parts.join(", ")}.` : "Nothing to mention now.";
}

/** The one-line state of a box, with the number of findings that stand. */
export function stateLine(state: FrameState, count: number, empty: boolean): string {
  switch (state.kind) {
    case "no-box":
      return STATE.ready;
    case "checking":
      return STATE.checking;
    case "checked":
      if (empty) return STATE.ready;
      return count ? STATE.checked(count) : STATE.clear;
    case "incomplete":
      return STATE.incompleteBecause(count, state.reason);
    case "cannot-check":
      return STATE.cannotCheck;
    case "switched-off":
      return STATE.off;
    case "not-checked":
      return `${STATE.notChecked}: ${lowerFirst(NOT_CHECKED[state.reason].what)}`;
  }
}

function plural(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

/** "a", "a and b", "a, b and c". */
function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function lowerFirst(sentence: string): string {
  return /^(The|This) /.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}
