/**
 * What a fix without words can do: a rule names an action, the helper passes the name on, and this table says
 * what happens. A name that is not here is left off the card. Nothing here presses a control of the site's.
 */
import type { Fix } from "../contract/wire";
import type { Letter } from "./ask";
import { ACTION } from "./words";

export type Action =
  /** An email in the person's own mail program to this contact, or else to the Headteacher. */
  | { readonly does: "email"; readonly to: string; readonly letter: Letter }
  /** The person's word: the finding goes, for this draft only. */
  | { readonly does: "dismiss"; readonly words: string }
  /** Something to do by hand: said once the card has closed. */
  | { readonly does: "advise"; readonly words: string }
  /** Said on the card, with the draft to copy. */
  | { readonly does: "keep" }
  /** Empties the box, once the person has said that they are sure. */
  | { readonly does: "discard" }
  /** This rule says nothing more until the end of the day. */
  | { readonly does: "break" }
  /** Who to ring, on the card. */
  | { readonly does: "numbers" }
  /** The clause, in the policy. */
  | { readonly does: "policy" }
  /** This site's bio carries the disclaimer. */
  | { readonly does: "bio" };

const email = (to: string, letter: Letter): Action => ({ does: "email", to, letter });
const dismiss: Action = { does: "dismiss", words: ACTION.noted };

export const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ["ask-headteacher", email("headteacher", "ask")],
  ["ask-senior-leader", email("senior-leader", "ask")],
  ["ask-exams-officer", email("exams-officer", "ask")],
  ["tell-dsl", email("dsl", "tell")],
  ["report-headteacher", email("headteacher", "tell")],
  ["contact-hr", email("hr", "help")],
  ["contact-it", email("it", "help")],
  ["raise-concern", email("whistleblowing", "concern")],
  ["consent-held", dismiss],
  ["immediate-family", dismiss],
  ["old-friends", dismiss],
  ["warning-others", dismiss],
  ["take-picture-off", { does: "advise", words: ACTION.picture }],
  ["report-post", { does: "advise", words: ACTION.report }],
  ["hold", { does: "keep" }],
  ["discard", { does: "discard" }],
  ["on-a-break", { does: "break" }],
  ["emergency", { does: "numbers" }],
  ["show-standard", { does: "policy" }],
  ["bio-says-so", { does: "bio" }],
]);

/** What the fix does other than write; undefined for one that writes, and for one this version does not know. */
export function actionOf(fix: Fix): Action | undefined {
  return fix.edits || fix.action === undefined ? undefined : ACTIONS.get(fix.action);
}

/** May it be on the card at all? */
export function isKnown(fix: Fix): boolean {
  return fix.edits ? fix.edits.length > 0 : actionOf(fix) !== undefined;
}
