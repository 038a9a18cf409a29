/** Quill, as LinkedIn has it. */
import Quill from "quill";
import { type Mount, named } from "./editor";

export const quill: Mount = (place, label) => {
  const holder = document.createElement("div");
  place.append(holder);
  const editor = new Quill(holder);
  named(editor.root, label);
  return {
    read: () => editor.getText().replace(/\n$/, ""),
    write: (text) => {
      editor.setText(text, "user");
    },
    focus: () => {
      editor.focus();
      editor.setSelection(editor.getLength());
    },
  };
};
