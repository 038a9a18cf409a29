/** Slate, as Discord and Medium have it. */
import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { createEditor, type Descendant, Editor, Node, Transforms } from "slate";
import { withHistory } from "slate-history";
import { Editable, ReactEditor, Slate, withReact } from "slate-react";
import type { Mount } from "./editor";

export const slate: Mount = (place, label) => {
  const editor = withHistory(withReact(createEditor()));
  const empty: Descendant[] = [{ children: [{ text: "" }] }];
  flushSync(() =>
    createRoot(place).render(
      createElement(
        Slate,
        { editor, initialValue: empty },
        createElement(Editable, { "aria-label": label, "aria-multiline": true, role: "textbox" }),
      ),
    ),
  );
  return {
    read: () => editor.children.map((line) => Node.string(line)).join("\n"),
    write: (text) => {
      Transforms.deselect(editor);
      Editor.withoutNormalizing(editor, () => {
        Transforms.removeNodes(editor, { at: [], mode: "highest", match: (_, path) => path.length === 1 });
        Transforms.insertNodes(
          editor,
          text.split("\n").map((line) => ({ children: [{ text: line }] })),
          { at: [0] },
        );
      });
    },
    focus: () => {
      ReactEditor.focus(editor);
      Transforms.select(editor, Editor.end(editor, []));
    },
  };
};
