/** The boxes of the try-out page: each an editor in a small post form, with a Post button that keeps nothing. */
import { h } from "../show/element";
import { codemirror } from "./editors/codemirror";
import { draft } from "./editors/draft";
import type { Editor, Mount } from "./editors/editor";
import { lexical } from "./editors/lexical";
import { plain } from "./editors/plain";
import { quill } from "./editors/quill";
import { slate } from "./editors/slate";
import { textarea } from "./editors/textarea";
import { tiptap } from "./editors/tiptap";

const EDITORS: readonly (readonly [id: string, name: string, like: string, mount: Mount])[] = [
  ["plain", "Plain box", "an editable part of a page", plain],
  ["textarea", "Text area", "the browser's own", textarea],
  ["draft", "Draft.js", "as on X", draft],
  ["lexical", "Lexical", "as on Facebook and Instagram", lexical],
  ["quill", "Quill", "as on LinkedIn", quill],
  ["tiptap", "TipTap", "as on Bluesky", tiptap],
  ["slate", "Slate", "as on Medium", slate],
  ["codemirror", "CodeMirror", "as on wikis", codemirror],
];

export interface Posted {
  readonly text: string;
  readonly from: string;
}

/** Fills `room` with every box; `post` is called with what was sent. Returns the editor last written in. */
export function fillBoxes(room: HTMLElement, post: (posted: Posted) => void): () => Editor {
  const editors = EDITORS.map(([id, name, like, mount]) => {
    const place = h("div", { class: "editor" });
    const button = h("button", { type: "submit" }, "Post");
    const form = h(
      "form",
      { id, "aria-label": name },
      h("h2", {}, name, " ", h("span", { class: "soft" }, like)),
      place,
      h("div", { class: "send" }, button),
    );
    room.append(form);
    const editor = mount(place, `Write a post, ${name}`);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = editor.read();
      if (text.trim() === "") return;
      post({ text, from: name });
      editor.write("");
      editor.focus();
    });
    place.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    return { form, editor };
  });
  const [first] = editors;
  if (first === undefined) throw new Error("There is no editor to write in");
  let last = first.editor;
  room.addEventListener("focusin", ({ target }) => {
    last = editors.find(({ form }) => target instanceof Node && form.contains(target))?.editor ?? last;
  });
  return () => last;
}
