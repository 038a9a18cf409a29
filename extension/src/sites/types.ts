/** The shape of a site file. Selectors may use `>>>` to step into a shadow root. */
import type { Context, Kind } from "../contract/wire";

export type Audience = NonNullable<Context["audience"]>;

/** First rule that holds wins; every key given in one rule must hold. */
export interface KindRule {
  readonly kind: Kind;
  /** A regular expression over the page's path and query. */
  readonly path?: string;
  /** A selector with a match inside the box's area. */
  readonly has?: string;
  /** A selector that some ancestor of the editor matches. */
  readonly within?: string;
  /** An attribute of the editor and a regular expression over its value. */
  readonly attr?: readonly [name: string, pattern: string];
  /** A selector for the send control and a regular expression over its label. */
  readonly submitSays?: string;
}

/** Where the words being answered can be seen. */
export interface ThreadRule {
  /** `closest()` from the editor; the words are looked for in it. Without it: the box's area, then the page. */
  readonly up?: string;
  readonly text: string;
  /** Which match: the last one before the editor (default), the first, or the last. */
  readonly pick?: "before" | "first" | "last";
}

export interface AudienceRule {
  readonly find: readonly string[];
  readonly from?: "text" | "aria-label";
  readonly map: readonly (readonly [pattern: string, audience: Audience])[];
}

/** `enter?`: only if the site says so on the page (a user setting there). */
export type SendKey = "mod+enter" | "enter" | "enter?";

export interface BoxSpec {
  readonly id: string;
  readonly kind: Kind;
  readonly find: readonly string[];
  readonly not?: readonly string[];
  /** A regular expression over path and query: the box is only there. */
  readonly onlyOn?: string;
  /** The editors that together make one text, in order; `find` then names what holds them. */
  readonly parts?: string;
  /** `closest()` from the editor: the box's own area. Send control, previews and audience are looked up in it first. */
  readonly root?: readonly string[];
  readonly kindIf?: readonly KindRule[];
  readonly submit?: readonly string[];
  /** Labels of the send control where it has no better mark; whole label, any case. */
  readonly submitText?: readonly string[];
  readonly keys?: readonly SendKey[];
  readonly thread?: readonly ThreadRule[];
  readonly audience?: AudienceRule | Audience;
  readonly media?: readonly string[];
  /** In UTF-16 code units. */
  readonly limit?: number;
}

export interface Site {
  readonly id: string;
  readonly name: string;
  /** When the facts were last looked at, and how sure they are (A read in source or live, B two witnesses, C one). */
  readonly checked: string;
  readonly sure: "A" | "B" | "C";
  /** WebExtension match patterns; none for software that runs on any host. */
  readonly hosts: readonly string[];
  /** For software: all must match something in the page. */
  readonly detect?: readonly string[];
  /** Editors here that are never compose boxes. */
  readonly never?: readonly string[];
  readonly boxes: readonly BoxSpec[];
}
