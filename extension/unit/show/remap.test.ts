import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/contract/wire";
import { changeBetween, remap, type Standing, sameAgain, standOn } from "../../src/show/remap";

function finding(start: number, end: number, id = `${start}-${end}`): Finding {
  return {
    id,
    rule: "9.4-voice/we",
    severity: "warn",
    clauses: [],
    range: { start, end },
    message: "",
    short: "",
    fixes: [],
    because: "",
  };
}

function on(text: string, ...words: string[]): Standing[] {
  return standOn(
    words.map((word) => finding(text.indexOf(word), text.indexOf(word) + word.length, word)),
    text,
  );
}

function wordsOf(standing: readonly Standing[], text: string): string[] {
  return standing.map(({ finding: { range } }) => text.slice(range.start, range.end));
}

/** A small repeatable source of numbers, so that a failure can be run again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % below;
  };
}

describe("changeBetween", () => {
  it("is null for the same text", () => {
    expect(changeBetween("same", "same")).toBeNull();
  });

  it("leads from any text to any other", () => {
    const pick = numbers(7);
    const letters = ["a", "b", " ", "é", "👩‍🏫", "\ud83d", "\n"];
    for (let round = 0; round < 2_000; round++) {
      const draw = () => Array.from({ length: pick(12) }, () => letters[pick(letters.length)]).join("");
      const [before, after] = [draw(), draw()];
      const change = changeBetween(before, after);
      if (!change) {
        expect(before).toBe(after);
        continue;
      }
      const inserted = after.slice(change.start, change.start + change.inserted);
      const rebuilt = before.slice(0, change.start) + inserted + before.slice(change.start + change.removed);
      expect(rebuilt).toBe(after);
    }
  });
});

describe("remap", () => {
  it("moves findings behind an insertion and leaves those ahead of it as they are", () => {
    const before = "we think so, and we hope";
    const standing = on(before, "we think", "hope");
    const after = "we think so, indeed, and we hope";
    const moved = remap(standing, before, after);
    expect(wordsOf(moved, after)).toEqual(["we think", "hope"]);
    expect(moved[0]).toBe(standing[0]);
  });

  it("drops a finding whose words were touched", () => {
    const before = "I teach at Ripley";
    expect(remap(on(before, "Ripley"), before, "I teach at Ripleey")).toEqual([]);
  });

  it("drops a finding that has become part of a longer word", () => {
    const before = "we think";
    expect(remap(on(before, "we"), before, "wed think")).toEqual([]);
    expect(remap(on(before, "think"), before, "we rethink")).toEqual([]);
  });

  it("keeps a finding when punctuation or a space is typed right after it", () => {
    const before = "I teach at Ripley";
    for (const after of ["I teach at Ripley.", "I teach at Ripley "]) {
      expect(wordsOf(remap(on(before, "Ripley"), before, after), after)).toEqual(["Ripley"]);
    }
  });

  it("keeps what is added at the end of the draft at the end", () => {
    const before = "I teach at Ripley";
    const [standing] = on(before, "Ripley");
    const fix = { title: "Add", edits: [{ range: { start: 17, end: 17 }, text: " Views my own." }] };
    const withFix = standing && [{ ...standing, finding: { ...standing.finding, fixes: [fix] } }];
    const after = "I teach at Ripley, happily";
    const moved = remap(withFix ?? [], before, after);
    expect(moved[0]?.finding.fixes[0]?.edits?.[0]?.range).toEqual({ start: after.length, end: after.length });
  });

  it("drops a fix whose words were touched, and keeps the finding", () => {
    const before = "we think the timetable is daft";
    const [standing] = on(before, "we");
    const fix = { title: "Take out", edits: [{ range: { start: 26, end: 30 }, text: "" }] };
    const withFix = standing && [{ ...standing, finding: { ...standing.finding, fixes: [fix] } }];
    const moved = remap(withFix ?? [], before, "we think that the timetable is daft");
    expect(moved).toHaveLength(1);
    expect(moved[0]?.finding.fixes[0]?.edits).toBeDefined();
    expect(remap(withFix ?? [], before, "we think the timetable is dft")[0]?.finding.fixes).toEqual([]);
  });

  it("never lies: whatever was typed, a finding that is kept lies on its own words", () => {
    const pick = numbers(11);
    const alphabet = ["we ", "think ", "Ripley ", ". ", "x", "é", "😀", "\n"];
    for (let round = 0; round < 2_000; round++) {
      let text = Array.from({ length: 4 + pick(12) }, () => alphabet[pick(alphabet.length)]).join("");
      let standing: readonly Standing[] = standOn(
        Array.from({ length: 4 }, (_, i) => {
          const start = pick(text.length);
          return finding(start, Math.min(text.length, start + 1 + pick(6)), String(i));
        }),
        text,
      );
      for (let edit = 0; edit < 5; edit++) {
        const at = pick(text.length + 1);
        const gone = pick(4);
        const typed = pick(3) ? (alphabet[pick(alphabet.length)] ?? "") : "";
        const next = text.slice(0, at) + typed + text.slice(at + gone);
        standing = remap(standing, text, next);
        text = next;
        for (const { finding: kept, words } of standing) {
          expect(text.slice(kept.range.start, kept.range.end)).toBe(words);
        }
      }
    }
  });

  it("tells apart the same words said twice", () => {
    const twice = standOn([finding(0, 2, "we"), finding(10, 12, "we")], "we and so, we");
    const [first, second] = twice;
    expect(first && sameAgain(twice, first)).toBe(first);
    expect(second && sameAgain(twice, second)).toBe(second);
    const moved = second && { ...second, finding: { ...second.finding, range: { start: 8, end: 10 } } };
    expect(moved && sameAgain(twice, moved)).toBe(second);
    expect(first && sameAgain([], first)).toBeUndefined();
  });

  it("leaves out a range that the text does not have", () => {
    expect(standOn([finding(3, 99), finding(5, 2), finding(-1, 2)], "short")).toEqual([]);
  });
});
