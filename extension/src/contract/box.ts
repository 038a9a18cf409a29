/**
 * What capture hands to show: one compose box, readable, locatable and writable.
 * Offsets are UTF-16 code units of `Reading.text`.
 */
import type { Context, Edit16, Range16 } from "./wire";

export interface Reading {
  /** Equals the editor's own model: \n between blocks, no filler characters. */
  readonly text: string;
  readonly context: Context;
}

/** Where a range of the text is on the page. The stretches are no live ranges, which would slow down the page's own edits. */
export type Place =
  | {
      readonly in: "dom";
      readonly stretches: readonly Readonly<StaticRangeInit>[];
      readonly root: Document | ShadowRoot;
    }
  | {
      readonly in: "field";
      readonly field: HTMLTextAreaElement | HTMLInputElement;
      readonly start: number;
      readonly end: number;
    }
  | { readonly in: "nowhere" }; // not rendered just now (a code editor's off-screen line)

/** `changed`: the text was no longer the expected one and nothing was written. `failed`: written, read back wrong, undone. */
export type ApplyResult = "applied" | "changed" | "failed" | "composing" | "read-only";

export interface Box {
  /** Unique within this frame. */
  readonly id: number;
  /** The editing element itself (inside a shadow root where the site has one). */
  readonly element: HTMLElement;
  /** The site's id from sites/ ("x", "facebook", ..., or "generic"). */
  readonly site: string;
  /** Aborted when the box is gone for good. Everything about a box hangs on it. */
  readonly signal: AbortSignal;
  read(): Reading;
  /** Can the words be read, and do they come back as they were written? Cheap; asked on focus and after each report. */
  health(): BoxHealth;
  /** Ranges were computed on `text`; answers for the text as it is now or `nowhere`. */
  place(range: Range16): Place;
  /** The reverse: the offset in the text nearest to a viewport point, or null. */
  offsetAt(x: number, y: number): number | null;
  /** The caret as an offset, or null when the box has no focus. */
  caret(): number | null;
  /** Puts the caret there and focuses the editor. */
  focus(offset?: number): void;
  /** Writes edits (made against `expected`) as one undoable step, reads back, keeps the caret. */
  apply(edits: readonly Edit16[], expected: string): Promise<ApplyResult>;
  /** Called after the text, the attachments or the circumstances may have changed (not debounced, at most once a frame). */
  onChange(listener: () => void): void;
  /** Is one of these (an event's composedPath) this box's send control? */
  isSendControl(path: readonly EventTarget[]): boolean;
  /** Does this key press in the box send it? False while composing and where a mention list is open. */
  sendsOn(event: KeyboardEvent): boolean;
  /** The form whose `submit` event sends this box, if any. */
  readonly form: HTMLFormElement | null;
  /** The send control as it is now, for placing the gate beside it and for replaying the click. */
  sendControl(): HTMLElement | null;
}

/** How well we can do here; shown as "checking here" or "cannot check here", never silence. */
export type BoxHealth =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: "unreadable" | "no-round-trip" };

export interface Capture {
  /** Boxes alive now, the last focused first. */
  boxes(): readonly Box[];
  /** Called for each box when it is first focused (also for one focused before we loaded). */
  onBox(listener: (box: Box) => void): void;
  /** Called when focus moves between boxes, or to none. */
  onFocus(listener: (box: Box | null) => void): void;
}
