/**
 * Which ways of writing each editor takes, best first, as measured in both browsers. In Firefox an
 * extension's `execCommand` is a trusted edit that every editor sees; a synthetic paste or a
 * `dataTransfer` reaches the page empty there and is never used. Chromium fires `input` only, which
 * some editors do not live with: they undo what they were not asked about, and take the next way.
 */
import { type EditorName, FIREFOX } from "../capture/editors";

/**
 * `command`: select, let the editor see it, then `execCommand`. `replacement`: a synthetic
 * `beforeinput` of type insertReplacementText. `paste`: a synthetic paste of plain text. `backspace`: the key,
 * for an editor that must not find its blocks gone; it only takes words out.
 */
export type Way = "command" | "replacement" | "paste" | "backspace";

interface Rung {
  readonly editors: readonly EditorName[];
  /** Only where the range runs through several pieces of text, or the words make new lines. */
  readonly pieces?: true;
  readonly ways: readonly Way[];
}

const CHROMIUM: readonly Rung[] = [
  { editors: ["field", "quill", "prosemirror", "trix", "tinymce"], ways: ["command"] },
  { editors: ["lexical", "ckeditor"], ways: ["replacement", "command"] },
  // What Slate was not asked about parts its model from the page for good.
  { editors: ["slate"], ways: ["replacement"] },
  { editors: ["draft"], pieces: true, ways: ["paste", "backspace"] },
  { editors: ["draft"], ways: ["command"] },
];

/** An editor nobody knows is asked first: one with a model of its own takes the event, others let it pass. */
const CHROMIUM_OTHERS: readonly Way[] = ["replacement", "command", "paste"];

const FIREFOX_ALL: readonly Way[] = ["command"];

/** Over several pieces the browser's own edit takes blocks out of the page that Draft.js goes on to look for. */
const FIREFOX_DRAFT_PIECES: readonly Way[] = ["backspace"];

/** Their models are not known to follow an edit from outside; fixes there are for the person to make. */
const NOT_WRITTEN = new Set<EditorName>(["visualeditor"]);

/** None: this editor is not written in. */
export function waysFor(editor: EditorName, pieces: number, firefox = FIREFOX): readonly Way[] {
  if (NOT_WRITTEN.has(editor)) return [];
  if (firefox) return editor === "draft" && pieces > 1 ? FIREFOX_DRAFT_PIECES : FIREFOX_ALL;
  const rung = CHROMIUM.find(
    ({ editors, ...one }) => editors.includes(editor) && (!one.pieces || pieces > 1),
  );
  return rung?.ways ?? CHROMIUM_OTHERS;
}

/** In Firefox the browser's own edit puts new lines into these where their models do not see them. */
const LINELESS = new Set<EditorName>(["draft", "lexical", "tinymce"]);

/** Can words of several lines be written into it? */
export function takesLines(editor: EditorName, firefox = FIREFOX): boolean {
  return !(firefox && LINELESS.has(editor));
}

/**
 * Editors whose own history joins an insertion to the typing before it, however long ago that was.
 * There an insertion replaces the character before it by itself and the new words.
 */
const JOINS = new Set<EditorName>(["draft", "slate", "ckeditor"]);

export function joinsTyping(editor: EditorName): boolean {
  return JOINS.has(editor);
}

/**
 * Editors that keep pictures of the whole text and take one when they are told of a correction, but
 * not at every edit. They are told before, so that the typing so far is kept, and after.
 */
const RECORDS = new Set<EditorName>(["tinymce"]);

export function recordsCorrections(editor: EditorName): boolean {
  return RECORDS.has(editor);
}
