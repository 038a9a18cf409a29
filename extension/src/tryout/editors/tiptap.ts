/** TipTap on ProseMirror, as Bluesky has it. */
import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import type { Mount } from "./editor";

export const tiptap: Mount = (place, label) => {
  const editor = new Editor({
    element: place,
    extensions: [StarterKit],
    editorProps: { attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label } },
  });
  return {
    read: () => editor.getText({ blockSeparator: "\n" }),
    write: (text) => {
      const lines = text.split("\n").map((line) => ({
        type: "paragraph",
        ...(line === "" ? {} : { content: [{ type: "text", text: line }] }),
      }));
      editor.commands.setContent({ type: "doc", content: lines });
    },
    focus: () => {
      editor.commands.focus("end");
    },
  };
};
