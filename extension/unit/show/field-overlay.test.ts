import { describe, expect, it } from "vitest";
import { piecesOf } from "../../src/show/field-overlay";

const line = (start: number, end: number, look: string, priority = 1) => ({ start, end, look, priority });

describe("the pieces of the copy over a field", () => {
  it("cover the whole text, once, whatever lines there are", () => {
    const lines = [line(3, 9, "a"), line(5, 12, "b", 2), line(5, 6, "c", 3), line(18, 20, "d")];
    const pieces = piecesOf(20, lines);
    expect(pieces[0]?.start).toBe(0);
    expect(pieces.at(-1)?.end).toBe(20);
    for (const [i, piece] of pieces.slice(1).entries()) expect(piece.start).toBe(pieces[i]?.end);
  });

  it("show the graver line where two share words", () => {
    const pieces = piecesOf(10, [line(2, 8, "dotted"), line(4, 6, "double", 3)]);
    expect(pieces.map(({ look }) => look)).toEqual([null, "dotted", "double", "dotted", null]);
  });

  it("leave out what the text no longer has", () => {
    expect(piecesOf(4, [line(2, 9, "a"), line(3, 3, "b")])).toEqual([{ start: 0, end: 4, look: null }]);
  });
});
