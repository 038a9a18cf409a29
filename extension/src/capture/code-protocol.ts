/**
 * What the two worlds say to each other about a code editor, whose text is not all in the page.
 * The isolated side dispatches ASK on the editor's element; the page side answers at once with
 * ANSWER on the same element. Details are JSON strings: nothing else crosses worlds in both browsers.
 */

export const ASK = "pc-code-ask";
export const ANSWER = "pc-code-answer";

export type Ask =
  | { readonly ask: "read" }
  | { readonly ask: "at"; readonly x: number; readonly y: number }
  | { readonly ask: "select"; readonly anchor: number; readonly head: number; readonly focus: boolean }
  | {
      readonly ask: "write";
      readonly expected: string;
      readonly edits: readonly CodeEdit[];
      /** The selection afterwards. */
      readonly anchor: number;
      readonly head: number;
    };

export interface CodeEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Lines are separated by \n; offsets are UTF-16 code units. */
export interface CodeState {
  readonly text: string;
  /** Where each rendered line begins, in the order of the line elements. */
  readonly lines: readonly number[];
  readonly anchor: number;
  readonly head: number;
  readonly readOnly: boolean;
}

export interface Answers {
  read: CodeState;
  at: number | null;
  select: true;
  write: boolean;
}
