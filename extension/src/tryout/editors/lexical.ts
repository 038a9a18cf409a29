/** Lexical, as Facebook and Instagram have it. */
import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { registerRichText } from "@lexical/rich-text";
import { $createParagraphNode, $createTextNode, $getRoot, createEditor } from "lexical";
import { type Mount, named } from "./editor";

export const lexical: Mount = (place, label) => {
  const element = document.createElement("div");
  element.contentEditable = "true";
  named(element, label);
  place.append(element);
  const editor = createEditor({
    namespace: "tryout",
    onError: (error) => {
      throw error;
    },
  });
  editor.setRootElement(element);
  registerRichText(editor);
  registerHistory(editor, createEmptyHistoryState(), 300);
  const fill = (text: string) => {
    const lines = text.split("\n").map((line) => {
      const paragraph = $createParagraphNode();
      return line === "" ? paragraph : paragraph.append($createTextNode(line));
    });
    return $getRoot()
      .clear()
      .append(...lines);
  };
  editor.update(() => fill(""), { discrete: true });
  return {
    read: () =>
      editor.read(() =>
        $getRoot()
          .getChildren()
          .map((line) => line.getTextContent())
          .join("\n"),
      ),
    write: (text) => editor.update(() => fill(text).selectEnd(), { discrete: true }),
    focus: () => editor.focus(),
  };
};
