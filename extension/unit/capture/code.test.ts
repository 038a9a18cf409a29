// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { CodeSurface } from "../../src/capture/code";
import "../../src/reader";

interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** As much of CodeMirror 6 as the reader asks for: 100 lines, of which the page holds the second to the fourth. */
function editor(readOnly = false) {
  const content = document.createElement("div");
  content.className = "cm-content";
  content.setAttribute("contenteditable", "true");
  document.body.replaceChildren(content);
  const lines = Array.from({ length: 100 }, (_, index) => `line ${index + 1}`);
  let text = lines.join("\n");
  let selection = { anchor: 0, head: 0 };
  const transactions: object[] = [];
  for (const words of lines.slice(1, 4)) {
    const line = document.createElement("div");
    line.className = "cm-line";
    line.textContent = words;
    content.append(line);
  }
  const view = {
    contentDOM: content,
    get state() {
      return { doc: { toString: () => text }, readOnly, selection: { main: selection } };
    },
    posAtDOM: (node: Node) =>
      text.indexOf(node === content.children[2] ? "line 4" : (node.textContent ?? "")),
    posAtCoords: () => 7,
    focus: () => undefined,
    dispatch(transaction: { changes?: readonly Change[]; selection?: typeof selection }) {
      transactions.push(transaction);
      for (const { from, to, insert } of transaction.changes?.toReversed() ?? []) {
        text = text.slice(0, from) + insert + text.slice(to);
      }
      selection = transaction.selection ?? selection;
    },
  };
  Object.assign(content, { cmTile: { root: { view } } });
  return { content, surface: new CodeSurface(content, "codemirror6"), transactions, text: () => text };
}

const CARET = { anchor: 3, focus: 3 };

describe("a code editor, whose text is mostly not in the page", () => {
  let made: ReturnType<typeof editor>;
  beforeEach(() => {
    made = editor();
  });

  it("is read whole, from its model", () => {
    expect(made.surface.text()).toBe(made.text());
    expect(made.surface.health()).toEqual({ ok: true });
  });

  it("has a place for words on screen, and none for others", () => {
    const at = (words: string) => ({
      start: made.text().indexOf(words),
      end: made.text().indexOf(words) + words.length,
    });
    const seen = made.surface.place(at("line 3"));
    expect(seen.in === "dom" && seen.stretches.map(wordsIn)).toEqual(["line 3"]);
    expect(made.surface.place(at("line 50"))).toEqual({ in: "nowhere" });
  });

  it("has no place for words in a line that is shown otherwise than it is written", () => {
    (made.content.children[2] as Element).textContent = "line …";
    expect(
      made.surface.place({ start: made.text().indexOf("line 4"), end: made.text().indexOf("line 4") + 4 }),
    ).toEqual({
      in: "nowhere",
    });
  });

  it("takes several edits as one transaction", () => {
    const edits = [
      { from: 0, to: 4, text: "row" },
      { from: 7, to: 11, text: "row" },
    ];
    expect(made.surface.write(edits, made.text(), CARET)).toBe(true);
    expect(made.transactions).toHaveLength(1);
    expect(made.surface.text().startsWith("row 1\nrow 2\nline 3")).toBe(true);
    expect(made.surface.selection()).toEqual(CARET);
  });

  it("is not written in when its text is another one, or it is locked", () => {
    expect(made.surface.write([{ from: 0, to: 4, text: "x" }], "other", CARET)).toBe(false);
    const locked = editor(true);
    expect(locked.surface.write([{ from: 0, to: 4, text: "x" }], locked.text(), CARET)).toBe(false);
    expect([...made.transactions, ...locked.transactions]).toEqual([]);
  });

  it("says that it is not well when only the lines on screen can be read", () => {
    Object.assign(made.content, { cmTile: undefined });
    expect(made.surface.text()).toBe("line 2\nline 3\nline 4");
    expect(made.surface.health()).toEqual({ ok: false, why: "unreadable" });
    expect(made.surface.readOnly()).toBe(true);
  });
});

it("the reader answers on code editors only", () => {
  const other = document.createElement("div");
  document.body.append(other);
  expect(new CodeSurface(other, "codemirror6").health()).toEqual({ ok: false, why: "unreadable" });
});

function wordsIn({
  startContainer,
  startOffset,
  endContainer,
  endOffset,
}: Readonly<StaticRangeInit>): string {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range.toString();
}
