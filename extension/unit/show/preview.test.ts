import { describe, expect, it } from "vitest";
import { piecesOf, wordsRemoved, wordsWritten } from "../../src/show/preview";

const DRAFT = "So we think the new timetable is daft and we said so.";

function edit(words: string, text: string, from = 0) {
  const start = DRAFT.indexOf(words, from);
  return { range: { start, end: start + words.length }, text };
}

describe("the preview of a fix", () => {
  it("strikes out the old words and writes the new ones where they stand", () => {
    const fix = { title: "Change “we” to “I”", edits: [edit("we", "I")] };
    expect(piecesOf(fix, DRAFT)).toEqual([
      { as: "kept", text: "So " },
      { as: "out", text: "we" },
      { as: "in", text: "I" },
      { as: "kept", text: " think the" },
      { as: "kept", text: "…" },
    ]);
  });

  it("shows every edit in the order of the text, whatever order they came in", () => {
    const fix = { title: "Both", edits: [edit("we", "I", 10), edit("we", "I")] };
    const changes = piecesOf(fix, DRAFT).filter(({ as }) => as !== "kept");
    expect(changes.map(({ text }) => text)).toEqual(["we", "I", "we", "I"]);
  });

  it("shows what is added at the end", () => {
    const fix = {
      title: "Add",
      edits: [{ range: { start: DRAFT.length, end: DRAFT.length }, text: " Views my own." }],
    };
    expect(piecesOf(fix, DRAFT).at(-1)).toEqual({ as: "in", text: " Views my own." });
  });

  it("has no pieces for an action", () => {
    expect(piecesOf({ title: "My bio already says so", action: "bio-says-so" }, DRAFT)).toEqual([]);
  });

  it("names the words written, or else those taken out", () => {
    expect(wordsWritten({ title: "", preview: "I think", edits: [edit("we", "I")] })).toBe("I think");
    expect(wordsWritten({ title: "", edits: [edit("daft", "")] })).toBe("");
    expect(wordsRemoved({ title: "", edits: [edit("daft", "")] }, DRAFT)).toBe("daft");
  });

  it("keeps long words short", () => {
    expect(wordsWritten({ title: "", preview: "word ".repeat(60) }).length).toBeLessThan(100);
  });
});
