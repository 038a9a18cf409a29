import { describe, expect, test, vi } from "vitest";
import { Health, overlaps } from "../../src/worker/health";

describe("two API ranges", () => {
  test.each([
    [{ min: 1, max: 1 }, { min: 1, max: 1 }, true],
    [{ min: 1, max: 3 }, { min: 3, max: 5 }, true],
    [{ min: 3, max: 5 }, { min: 1, max: 3 }, true],
    [{ min: 1, max: 2 }, { min: 3, max: 4 }, false],
    [{ min: 3, max: 4 }, { min: 1, max: 2 }, false],
    [{ min: 2, max: 1 }, { min: 1, max: 2 }, false],
  ])("%j and %j overlap: %s", (theirs, ours, expected) => {
    expect(overlaps(theirs, ours)).toBe(expected);
  });
});

test("it begins as not checked, and tells of each change once", () => {
  const health = new Health();
  const heard = vi.fn();
  health.onChange(heard);
  expect(health.state).toEqual({ kind: "not-checked", reason: "starting" });
  health.set({ kind: "not-checked", reason: "starting" });
  health.set({ kind: "ready" });
  health.set({ kind: "ready" });
  health.set({ kind: "not-checked", reason: "unreachable" });
  health.set({ kind: "not-checked", reason: "refused" });
  expect(heard.mock.calls.map(([state]) => state)).toEqual([
    { kind: "ready" },
    { kind: "not-checked", reason: "unreachable" },
    { kind: "not-checked", reason: "refused" },
  ]);
});
