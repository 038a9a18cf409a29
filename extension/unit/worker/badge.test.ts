import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Badge, FrameState } from "../../src/contract/messages";
import { Badges, face } from "../../src/worker/badge";

const NONE = { info: 0, advice: 0, warn: 0, stop: 0 };
const badge = (state: FrameState["kind"], counts: Partial<Badge["counts"]> = {}): Badge => ({
  state,
  counts: { ...NONE, ...counts },
});

test("it counts what there is to look at, notes for information aside", () => {
  const { text, title } = face([badge("checked", { advice: 1, warn: 1, info: 4 })]);
  expect(text).toBe("2");
  expect(title).toBe("PostCheck: 2 things to look at");
});

test("something to change before posting is marked by a sign, not by colour alone", () => {
  const { text, title } = face([badge("checked", { stop: 1, advice: 1 })]);
  expect(text).toBe("2!");
  expect(title).toBe("PostCheck: 2 things to look at, 1 before you post");
});

test("frames of one tab are counted together", () => {
  expect(face([badge("checked", { warn: 1 }), badge("no-box"), badge("checked", { advice: 2 })]).text).toBe(
    "3",
  );
});

test.each(["not-checked", "cannot-check", "incomplete"] as const)(
  "a frame that is %s is said first, whatever the others found",
  (state) => {
    const { text, title } = face([badge("checked", { warn: 1 }), badge(state)]);
    expect(text).toBe("?");
    expect(title).toMatch(/Not (fully )?checked/);
    expect(title).toContain("1 thing to look at");
  },
);

test("only a draft that was checked is called free of things to point out", () => {
  const said = (state: FrameState["kind"]) => face([badge(state)]).title;
  expect(said("checked")).toBe("PostCheck: nothing to point out in this draft");
  for (const state of [
    "no-box",
    "checking",
    "switched-off",
    "not-checked",
    "cannot-check",
    "incomplete",
  ] as const) {
    expect(said(state)).not.toContain("nothing to point out");
  }
});

test("it never shows a tick, and never more than four characters", () => {
  const all: FrameState["kind"][] = [
    "no-box",
    "checking",
    "checked",
    "incomplete",
    "switched-off",
    "not-checked",
  ];
  for (const state of all) {
    for (const counts of [{}, { stop: 3 }, { advice: 99 }]) {
      const { text, title } = face([badge(state, counts)]);
      expect(text).toMatch(/^(\d{1,3}!?|\?)?$/);
      expect(title).not.toMatch(/[✓✔]|\bOK\b/);
    }
  }
});

describe("the toolbar button of a tab", () => {
  const painted = new Map<number, string>();
  beforeEach(() => {
    painted.clear();
    const action = {
      setBadgeText: async ({ tabId, text }: { tabId: number; text: string }) => void painted.set(tabId, text),
      setTitle: async () => undefined,
      setBadgeBackgroundColor: async () => undefined,
      setBadgeTextColor: async () => undefined,
    };
    vi.stubGlobal("chrome", { action });
  });
  afterEach(() => void vi.unstubAllGlobals());

  test("counts a frame no longer once it has gone", () => {
    const badges = new Badges();
    const [top, inner] = ["a", "b"];
    badges.set(1, 0, badge("checked", { warn: 1 }), top);
    badges.set(1, 7, badge("checked", { advice: 2 }), inner);
    expect(painted.get(1)).toBe("3");
    badges.drop(1, 7, inner);
    expect(painted.get(1)).toBe("1");
    badges.drop(2, 7, inner);
    expect([...painted.keys()]).toEqual([1]);
  });

  test("stays as the page that shows now has it, when the end of the one before is told late", () => {
    const badges = new Badges();
    const [before, now] = ["a", "b"];
    badges.set(1, 0, badge("checked", { warn: 1 }), before);
    badges.clear(1);
    badges.set(1, 0, badge("checked", { advice: 2 }), now);
    badges.drop(1, 0, before);
    expect(painted.get(1)).toBe("2");
  });
});
