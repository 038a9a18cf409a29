import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isToday, ruleOf, today } from "../../src/contract/breaks";
import { readSettings, takeBreak } from "../../src/worker/settings";

const kept = new Map<string, unknown>();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(2026, 10, 22, 23, 59) });
  vi.stubGlobal("chrome", {
    storage: {
      local: {
        get: async () => Object.fromEntries(kept),
        set: async (items: object) => {
          for (const [key, value] of Object.entries(items)) kept.set(key, value);
        },
      },
    },
  });
});
afterEach(() => {
  kept.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a break is from one rule and ends with the day", () => {
  const entry = today("9.2-work/scrolling");
  expect(entry).toBe("2026-11-22 9.2-work/scrolling");
  expect(ruleOf(entry)).toBe("9.2-work/scrolling");
  expect(isToday(entry)).toBe(true);
  vi.setSystemTime(new Date(2026, 10, 23, 0, 1));
  expect(isToday(entry)).toBe(false);
  expect(today("9.2-work/scrolling")).not.toBe(entry);
});

test("the breaks of other days are forgotten when a new one is taken", async () => {
  await takeBreak("a/one");
  await takeBreak("a/one");
  await takeBreak("b/two");
  expect((await readSettings()).breaks).toEqual(["2026-11-22 a/one", "2026-11-22 b/two"]);
  vi.setSystemTime(new Date(2026, 10, 23, 9, 0));
  await takeBreak("b/two");
  expect((await readSettings()).breaks).toEqual(["2026-11-23 b/two"]);
});
