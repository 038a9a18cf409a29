import { describe, expect, it } from "vitest";
import { carried, covering, inOneLine, inOrder, moved, written } from "../../src/apply/plan";

const edit = (start: number, end: number, text: string) => ({ range: { start, end }, text });

describe("a plan of writes", () => {
  it("can do without new lines, where an editor cannot", () => {
    expect(inOneLine([edit(3, 3, "\n\nThe views are mine.\nAll of them.")])).toEqual([
      edit(3, 3, " The views are mine. All of them."),
    ]);
  });

  it("puts edits in order and makes the new text", () => {
    const writes = inOrder([edit(12, 14, "I"), edit(0, 2, "I")], 20) ?? [];
    expect(writes.map(({ start }) => start)).toEqual([0, 12]);
    expect(written("we say that we agree", writes)).toBe("I say that I agree");
  });

  it.each([
    ["overlap", [edit(0, 5, "a"), edit(4, 6, "b")]],
    ["run backwards", [edit(5, 4, "a")]],
    ["end beyond the text", [edit(0, 99, "a")]],
    ["begin before it", [edit(-1, 2, "a")]],
  ])("refuses edits that %s", (_, edits) => {
    expect(inOrder(edits, 20)).toBeNull();
  });

  it("covers several writes by one, with the words between left alone", () => {
    const text = "we say that we agree";
    const writes = inOrder([edit(0, 2, "I"), edit(12, 14, "I")], text.length) ?? [];
    expect(covering(text, writes)).toEqual({ start: 0, end: 14, text: "I say that I" });
  });

  it.each([
    ["before the change", 3, 3],
    ["at its start", 5, 5],
    ["inside the words replaced: to the end of the new ones", 7, 6],
    ["at their end", 9, 6],
    ["after them", 12, 9],
  ])("moves a caret %s", (_, offset, to) => {
    expect(moved(offset, [{ start: 5, end: 9, text: "x" }])).toBe(to);
  });

  it("leaves a caret at the end of the text after what is appended there", () => {
    expect(moved(4, [{ start: 4, end: 4, text: " more" }])).toBe(9);
  });
});

describe("writes against a text that has changed meanwhile", () => {
  const writes = [{ start: 4, end: 8, text: "tea" }];

  it("follow words typed clear of them", () => {
    expect(carried(writes, "eat cake now", "eat cake now!")).toEqual(writes);
    expect(carried(writes, "eat cake now", "I eat cake now")).toEqual([{ start: 6, end: 10, text: "tea" }]);
  });

  it("are dropped when the change touches them", () => {
    expect(carried(writes, "eat cake now", "eat cakes now")).toBeNull();
    expect(carried(writes, "eat cake now", "eat c now")).toBeNull();
    expect(carried(writes, "eat cake now", "")).toBeNull();
  });
});
