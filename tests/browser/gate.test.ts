/** The ways a page can send that are not a plain click, slow answers, and two boxes on a page. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADVICE, CLEAN, STOP } from "./behaviours/drafts";
import { GATE, holds, postsAnyway, postsClean, writeStop } from "./behaviours/gate";
import { CORNERS, EDITORS, type Scene, SITES } from "./fixtures/catalogue";
import { browserName } from "./harness/context";
import { type Bench, launch } from "./harness/launch";
import { PATIENCE, Stage } from "./harness/stage";

let bench: Bench;
beforeAll(async () => {
  bench = await launch(browserName);
});
afterAll(() => bench?.close());

const on = (scene: Scene, act: (stage: Stage) => Promise<void>) => Stage.play(bench, scene, act);
const scene = (name: string): Scene => {
  const found = [...EDITORS, ...SITES].find((each) => each.name === name);
  if (found === undefined) throw new Error(`no scene ${name}`);
  return found;
};

test.each([
  ["a button that acts on pointerdown", CORNERS.pressPointerdown],
  ["a button that acts on mousedown", CORNERS.pressMousedown],
  ["a form: its button, a script's click, requestSubmit()", CORNERS.form],
] as const)("%s is held, and posting anyway posts once", (_, corner) =>
  on(corner, async (stage) => {
    await holds(stage, corner.sends);
    await postsAnyway(stage, "button");
  }),
);

test.each([CORNERS.pressPointerdown, CORNERS.pressMousedown, CORNERS.form])(
  "$name: a clean draft goes at once",
  (corner) =>
    on(corner, async (stage) => {
      for (const gesture of corner.sends) await postsClean(stage, gesture);
    }),
);

test("advice is shown and never held", () =>
  on(scene("x-post"), async (stage) => {
    await stage.write(ADVICE.text);
    await stage.waitForDrawn(ADVICE.words);
    await stage.send("button");
    await expect.poll(() => stage.sent(), PATIENCE).toEqual([{ box: "post", text: ADVICE.text }]);
  }));

test("back to my draft leaves the caret where it was and the draft as it was", () =>
  on(scene("bluesky-post"), async (stage) => {
    await writeStop(stage);
    await stage.send("button");
    await stage.press(GATE, /back to my draft/i);
    await stage.waitForNoPanel(GATE);
    await expect.poll(() => stage.hasFocus(), PATIENCE).toBe(true);
    await stage.page.keyboard.type(" More");
    await expect.poll(() => stage.model(), PATIENCE).toBe(`${STOP.text} More`);
    expect(await stage.sent()).toEqual([]);
  }));

test("posting anyway counts for exactly that text: a further change is held again", () =>
  on(scene("textarea"), async (stage) => {
    await writeStop(stage);
    await stage.send("button");
    await stage.press(GATE, /post anyway/i);
    await expect.poll(() => stage.sent(), PATIENCE).toHaveLength(1);
    await writeStop(stage);
    await stage.type(" Thank you.");
    await stage.send("button");
    await stage.panel(GATE);
    expect(await stage.sent()).toHaveLength(1);
  }));

test.each([scene("x-post"), scene("facebook-comment"), scene("mastodon-post")])(
  "$name: a press that comes before the answer waits for it; a stop is then held",
  (where) =>
    on(where, async (stage) => {
      await stage.focus();
      const release = bench.relay.hold();
      try {
        const arrivals = bench.relay.arrivals;
        await stage.write(STOP.text);
        await expect.poll(() => bench.relay.arrivals, PATIENCE).toBeGreaterThan(arrivals);
        await stage.send(where.sends.at(-1) ?? "button");
        expect(await stage.sent()).toEqual([]);
      } finally {
        release();
      }
      await stage.panel(GATE);
      expect(await stage.sent()).toEqual([]);
      expect(await stage.model()).toBe(STOP.text);
    }),
);

test.each([scene("x-post"), scene("facebook-comment"), scene("mastodon-post")])(
  "$name: a press that comes before the answer waits for it; a clean draft then goes once",
  (where) =>
    on(where, async (stage) => {
      await stage.focus();
      const release = bench.relay.hold();
      try {
        const arrivals = bench.relay.arrivals;
        await stage.write(CLEAN.text);
        await expect.poll(() => bench.relay.arrivals, PATIENCE).toBeGreaterThan(arrivals);
        await stage.send(where.sends.at(-1) ?? "button");
        expect(await stage.sent()).toEqual([]);
      } finally {
        release();
      }
      await expect.poll(() => stage.sent(), PATIENCE).toEqual([{ box: "post", text: CLEAN.text }]);
      await stage.painted();
      expect(await stage.sent()).toHaveLength(1);
    }),
);

test("an answer that never comes lets the post go after a moment, and says that nobody checked it", () =>
  on(scene("x-post"), async (stage) => {
    await stage.focus();
    const release = bench.relay.hold();
    try {
      await stage.write(CLEAN.text);
      await stage.send("button");
      await expect.poll(() => stage.sent(), PATIENCE).toEqual([{ box: "post", text: CLEAN.text }]);
      await expect
        .poll(async () => (await stage.panels()).map(({ text }) => text).join(), PATIENCE)
        .toContain("without a check");
    } finally {
      release();
    }
  }));

test("two boxes on a page: neither's words nor findings reach the other", () =>
  on(CORNERS.pair, async (stage) => {
    await writeStop(stage, "first");
    await stage.write(CLEAN.text, "second");
    await expect.poll(() => stage.last?.asked.text, PATIENCE).toBe(CLEAN.text);
    expect(await stage.drawn("second")).toEqual([]);
    expect((await stage.drawn("first")).length).toBeGreaterThan(0);
    await stage.send("button", "first");
    await stage.panel(GATE);
    await stage.page.keyboard.press("Escape");
    await stage.waitForNoPanel(GATE);
    await stage.send("button", "second");
    await expect.poll(() => stage.sent(), PATIENCE).toEqual([{ box: "second", text: CLEAN.text }]);
    expect(await stage.model("first")).toBe(STOP.text);
  }));

test("a route change takes the old draft's findings along and starts afresh", () =>
  on(CORNERS.routes, async (stage) => {
    await writeStop(stage, "first");
    await stage.page.click("#next");
    await expect.poll(() => stage.page.evaluate(() => window.fixture.names().length), PATIENCE).toBe(2);
    await expect
      .poll(
        () =>
          stage.page.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)),
        PATIENCE,
      )
      .toBe(0);
    await stage.write(CLEAN.text, "second");
    await expect.poll(() => stage.last?.asked.text, PATIENCE).toBe(CLEAN.text);
    await stage.send("button", "second");
    await expect.poll(() => stage.sent(), PATIENCE).toEqual([{ box: "second", text: CLEAN.text }]);
  }));
