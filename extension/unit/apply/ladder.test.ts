import { describe, expect, it } from "vitest";
import { takesLines, waysFor } from "../../src/apply/ladder";
import type { EditorName } from "../../src/capture/editors";

const ALL: readonly EditorName[] = [
  "field",
  "draft",
  "lexical",
  "quill",
  "prosemirror",
  "slate",
  "trix",
  "ckeditor",
  "tinymce",
  "plain",
];

describe("the ways of writing", () => {
  it.each(ALL)("never paste into %s from a Firefox content script, which would lose the words", (editor) => {
    for (const pieces of [0, 1, 3]) expect(waysFor(editor, pieces, true)).not.toContain("paste");
    for (const pieces of [0, 1]) expect(waysFor(editor, pieces, true)).toEqual(["command"]);
  });

  it("in Firefox: Draft.js loses no block behind its back", () => {
    expect(waysFor("draft", 3, true)).toEqual(["backspace"]);
  });

  it("in Chromium: Slate takes only its own event, Lexical prefers it", () => {
    expect(waysFor("slate", 1, false)).toEqual(["replacement"]);
    expect(waysFor("lexical", 2, false)[0]).toBe("replacement");
  });

  it("in Chromium: Draft.js is pasted into only where the words run through formatting", () => {
    expect(waysFor("draft", 1, false)).toEqual(["command"]);
    expect(waysFor("draft", 2, false)).toEqual(["paste", "backspace"]);
  });
});

describe("words of several lines", () => {
  it("are written as such wherever the editor's model sees its new lines", () => {
    expect(ALL.filter((editor) => !takesLines(editor, false))).toEqual([]);
    expect(ALL.filter((editor) => !takesLines(editor, true))).toEqual(["draft", "lexical", "tinymce"]);
  });
});

describe("an editor we do not know", () => {
  it("in Chromium is asked before the browser's own edit, which a model of its own might miss", () => {
    expect(waysFor("plain", 1, false)).toEqual(["replacement", "command", "paste"]);
  });
});

describe("the wiki's visual editor", () => {
  it.each([true, false])("is not written in (Firefox: %s)", (firefox) => {
    expect(waysFor("visualeditor", 1, firefox)).toEqual([]);
  });
});
