/**
 * The one script of ours in the page's own world: it lends the rest of us the model of a CodeMirror
 * editor, of which the page shows only the lines on screen. It answers only on CodeMirror elements,
 * keeps nothing, adds no globals and gives a page no power over its editors that it lacks.
 */
import { ANSWER, type Answers, ASK, type Ask, type CodeEdit, type CodeState } from "./capture/code-protocol";

interface Editor {
  read(): CodeState;
  at(x: number, y: number): number | null;
  select(anchor: number, head: number, focus: boolean): void;
  write(edits: readonly CodeEdit[], anchor: number, head: number): void;
}

/** The parts of CodeMirror 6's EditorView used here. */
interface View6 {
  readonly state: {
    readonly doc: { toString(): string };
    readonly readOnly: boolean;
    readonly selection: { readonly main: { readonly anchor: number; readonly head: number } };
  };
  readonly contentDOM: HTMLElement;
  dispatch(transaction: object): void;
  focus(): void;
  posAtDOM(node: Node): number;
  posAtCoords(at: { x: number; y: number }): number | null;
}

/** The parts of CodeMirror 5 used here. */
interface Mirror5 {
  getValue(separator: string): string;
  getOption(name: string): unknown;
  getViewport(): { from: number; to: number };
  indexFromPos(position: unknown): number;
  posFromIndex(index: number): unknown;
  getCursor(which: "anchor" | "head"): unknown;
  setSelection(anchor: unknown, head: unknown): void;
  replaceRange(text: string, from: unknown, to: unknown, origin: string): void;
  operation(work: () => void): void;
  coordsChar(at: { left: number; top: number }, mode: "window"): unknown;
  focus(): void;
}

interface Tagged extends Element {
  cmTile?: { root?: { view?: View6 } };
  cmView?: { view?: View6; rootView?: { view?: View6 } };
  CodeMirror?: Mirror5;
}

function editorAt(element: Tagged): Editor | null {
  const view = element.cmTile?.root?.view ?? element.cmView?.rootView?.view ?? element.cmView?.view;
  if (view?.state && view.contentDOM === element) return six(view);
  return element.CodeMirror ? five(element.CodeMirror, element) : null;
}

function six(view: View6): Editor {
  return {
    read: () => ({
      text: view.state.doc.toString(),
      lines: Array.from(view.contentDOM.querySelectorAll(".cm-line"), (line) => view.posAtDOM(line)),
      anchor: view.state.selection.main.anchor,
      head: view.state.selection.main.head,
      readOnly: view.state.readOnly,
    }),
    at: (x, y) => view.posAtCoords({ x, y }),
    select: (anchor, head, focus) => {
      view.dispatch({ selection: { anchor, head }, scrollIntoView: true });
      if (focus) view.focus();
    },
    write: (edits, anchor, head) =>
      view.dispatch({
        changes: edits.map(({ from, to, text }) => ({ from, to, insert: text })),
        selection: { anchor, head },
        userEvent: "input.replace",
      }),
  };
}

function five(mirror: Mirror5, wrapper: Element): Editor {
  const position = (index: number) => mirror.posFromIndex(index);
  const index = (which: "anchor" | "head") => mirror.indexFromPos(mirror.getCursor(which));
  return {
    read: () => {
      const { from } = mirror.getViewport();
      const rendered = wrapper.querySelectorAll(".CodeMirror-code .CodeMirror-line");
      return {
        text: mirror.getValue("\n"),
        lines: Array.from(rendered, (_, line) => mirror.indexFromPos({ line: from + line, ch: 0 })),
        anchor: index("anchor"),
        head: index("head"),
        readOnly: Boolean(mirror.getOption("readOnly")),
      };
    },
    at: (x, y) => mirror.indexFromPos(mirror.coordsChar({ left: x, top: y }, "window")),
    select: (anchor, head, focus) => {
      mirror.setSelection(position(anchor), position(head));
      if (focus) mirror.focus();
    },
    write: (edits, anchor, head) =>
      mirror.operation(() => {
        for (const { from, to, text } of edits.toReversed()) {
          mirror.replaceRange(text, position(from), position(to), "+replace");
        }
        mirror.setSelection(position(anchor), position(head));
      }),
  };
}

function answer(editor: Editor, ask: Ask): Answers[Ask["ask"]] {
  switch (ask.ask) {
    case "read":
      return editor.read();
    case "at":
      return editor.at(ask.x, ask.y);
    case "select":
      editor.select(ask.anchor, ask.head, ask.focus);
      return true;
    case "write": {
      const { text, readOnly } = editor.read();
      if (readOnly || text !== ask.expected) return false;
      editor.write(ask.edits, ask.anchor, ask.head);
      return true;
    }
  }
}

addEventListener(
  ASK,
  (event) => {
    const element = event.composedPath()[0] as Element | undefined;
    const question: unknown = (event as CustomEvent).detail;
    const editor = element?.nodeType === 1 && typeof question === "string" ? editorAt(element) : null;
    if (!element || !editor) return;
    const detail = JSON.stringify(answer(editor, JSON.parse(question as string) as Ask));
    element.dispatchEvent(new CustomEvent(ANSWER, { detail }));
  },
  true,
);
