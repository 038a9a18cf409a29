/** Draft.js, as X has it. */
import { ContentState, Editor, EditorState } from "draft-js";
import { createElement, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import type { Mount } from "./editor";

export const draft: Mount = (place, label) => {
  let state = EditorState.createEmpty();
  let set: (state: EditorState) => void = () => undefined;
  let editor: Editor | null = null;

  function Box() {
    const [shown, show] = useState(state);
    set = (next) => {
      state = next;
      show(next);
    };
    return createElement(Editor, {
      editorState: shown,
      onChange: set,
      ariaLabel: label,
      ariaMultiline: true,
      ref: (mounted: Editor | null) => {
        editor = mounted;
      },
    });
  }
  flushSync(() => createRoot(place).render(createElement(Box)));

  return {
    read: () => state.getCurrentContent().getPlainText("\n"),
    write: (text) => {
      const content = ContentState.createFromText(text);
      flushSync(() => set(EditorState.moveFocusToEnd(EditorState.push(state, content, "insert-characters"))));
    },
    focus: () => editor?.focus(),
  };
};
