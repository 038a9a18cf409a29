import { describe, expect, it } from "vitest";
import { chipOf } from "../../src/content/chip-words";
import type { ApplyResult, BoxHealth } from "../../src/contract/box";
import type { NotCheckedReason } from "../../src/contract/link";
import type { FrameState } from "../../src/contract/messages";
import { APPLY, CANNOT_CHECK, GATE, NOT_CHECKED, stateLine, tally } from "../../src/show/words";

const REASONS = Object.keys({
  starting: 0,
  "host-missing": 0,
  "host-exited": 0,
  rules: 0,
  "no-hello": 0,
  version: 0,
  unreachable: 0,
  refused: 0,
  "too-long": 0,
  permission: 0,
  orphaned: 0,
} satisfies Record<NotCheckedReason, 0>) as NotCheckedReason[];

const WELL: BoxHealth = { ok: true };

describe("the words for what was not checked", () => {
  it.each(REASONS)("say what happened and what to do: %s", (reason) => {
    expect(NOT_CHECKED[reason].what).toMatch(/^[A-Z].*\.$/);
    expect(NOT_CHECKED[reason].todo).toMatch(/^[A-Z].*\.$/);
    expect(GATE.unchecked(reason)).toContain("without a check");
  });

  it.each(REASONS)("never look like an all-clear: %s", (reason) => {
    for (const count of [0, 2]) {
      for (const empty of [true, false]) {
        const chip = chipOf({ kind: "not-checked", reason }, WELL, count, empty);
        expect(chip.words).toMatch(/^Not checked: /);
        expect(chip.dot).toBe("hollow");
      }
    }
  });

  it("say so where a box cannot be read, whatever the state", () => {
    for (const why of ["unreadable", "no-round-trip"] as const) {
      const chip = chipOf({ kind: "checked" }, { ok: false, why }, 0, false);
      expect(chip.words).toContain("Cannot check here");
      expect(chip.dot).toBe("hollow");
      expect(chip.todo).toBe(CANNOT_CHECK[why].todo);
    }
  });

  it("fill the dot only for a draft that was checked", () => {
    const states: FrameState[] = [
      { kind: "checking" },
      { kind: "incomplete", reason: "only the start was read" },
      { kind: "switched-off" },
    ];
    for (const state of states) expect(chipOf(state, WELL, 0, false).dot).not.toBe("filled");
    expect(chipOf({ kind: "checked" }, WELL, 0, false).dot).toBe("filled");
  });
});

describe("the other words", () => {
  it("tell each way a fix can end", () => {
    const results: ApplyResult[] = ["applied", "changed", "failed", "composing", "read-only"];
    expect(new Set(results.map((result) => APPLY[result])).size).toBe(results.length);
  });

  it("count in plain English", () => {
    expect(tally({ stop: 2, warn: 0, advice: 1, info: 0 })).toBe("2 to change before posting, 1 suggestion.");
    expect(tally({ stop: 0, warn: 1, advice: 2, info: 1 })).toBe("1 worth changing, 2 suggestions, 1 note.");
    expect(tally({ stop: 0, warn: 0, advice: 0, info: 0 })).toBe("Nothing to mention now.");
  });

  it("name the clauses as a person would", () => {
    expect(GATE.clauses(["9.13", "4.1.8"], "Maisie T")).toBe("Clauses 9.13 and 4.1.8 · “Maisie T”");
    expect(GATE.clauses(["9.10"], "")).toBe("Clause 9.10");
  });

  it("promise nothing of an empty box", () => {
    expect(stateLine({ kind: "checked" }, 0, true)).toBe("Checking here, on this computer only");
  });
});
