/** CodeMirror 6, as wikis have it. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorView, keymap } from "@codemirror/view";
import type { Mount } from "./editor";

export const codemirror: Mount = (place, label) => {
  const view = new EditorView({
    parent: place,
    extensions: [
      history(),
      keymap.of([...historyKeymap, ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter")]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label }),
    ],
  });
  return {
    read: () => view.state.doc.toString(),
    write: (text) => {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        selection: { anchor: text.length },
      });
    },
    focus: () => view.focus(),
  };
};
