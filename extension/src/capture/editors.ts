/** Which editor is this? Known by the marks that the libraries themselves put on their editing element. */

export type EditorName =
  | "field"
  | "draft"
  | "lexical"
  | "quill"
  | "prosemirror"
  | "slate"
  | "trix"
  | "ckeditor"
  | "tinymce"
  | "codemirror6"
  | "codemirror5"
  | "visualeditor"
  | "plain";

const MARKS: readonly (readonly [EditorName, string])[] = [
  ["field", "textarea,input"],
  ["draft", ".public-DraftEditor-content,[contenteditable]:has(>[data-contents=true]>[data-block=true])"],
  ["lexical", "[data-lexical-editor=true]"],
  ["quill", ".ql-editor"],
  ["prosemirror", ".ProseMirror"],
  ["slate", "[data-slate-editor=true]"],
  ["codemirror6", ".cm-content"],
  ["codemirror5", ".CodeMirror"],
  ["trix", "trix-editor"],
  ["ckeditor", ".ck-editor__editable"],
  ["tinymce", "#tinymce,.mce-content-body"],
  ["visualeditor", ".ve-ce-documentNode"],
];

export function editorOf(element: Element): EditorName {
  return MARKS.find(([, mark]) => element.matches(mark))?.[0] ?? "plain";
}

/** Rich editors whose mark alone says that somebody composes in them. */
export const RICH_EDITOR =
  "[data-lexical-editor=true],.ql-editor,.ProseMirror,[data-slate-editor=true],.public-DraftEditor-content," +
  ".fr-element,.ck-editor__editable,trix-editor,.mce-content-body,.block-editor-rich-text__editable,.ve-ce-documentNode";

export const FIREFOX = /\bFirefox\//.test(globalThis.navigator?.userAgent ?? "");
