/** Where boxes may sit: dialogs, popovers, full screen, a document that is mostly off screen. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { watchComposer } from "./behaviours/composer";
import { ADVICE } from "./behaviours/drafts";
import { fixesAndUndoes, showsTheCard } from "./behaviours/fix";
import { holds, postsAnyway } from "./behaviours/gate";
import { CORNERS, EDITORS, type Scene, SITES } from "./fixtures/catalogue";
import { browserName } from "./harness/context";
import { type Bench, launch } from "./harness/launch";
import { strip } from "./harness/pixels";
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
  ["a modal dialog", CORNERS.dialog],
  ["a popover", CORNERS.popover],
])("in %s the card and the gate can be reached and pressed", async (_, scene) => {
  await on(scene, async (stage) => {
    await showsTheCard(stage);
    await fixesAndUndoes(stage);
  });
  await on(scene, async (stage) => {
    await holds(stage, ["button"]);
    await postsAnyway(stage, "button");
  });
});

test("in full screen the card can be reached and pressed", () =>
  on(CORNERS.fullscreen, async (stage) => {
    await stage.page.click("#enter");
    await expect
      .poll(() => stage.page.evaluate(() => document.fullscreenElement !== null), PATIENCE)
      .toBe(true);
    await showsTheCard(stage);
    await fixesAndUndoes(stage);
  }));

test("a document of 3,000 lines is read whole, though the page holds only a few of them", () =>
  on(scene("mediawiki-code"), async (stage) => {
    await stage.focus();
    await stage.write(ADVICE.text);
    const model = await stage.model();
    expect(model.split("\n")).toHaveLength(3001);
    expect(await stage.page.evaluate(() => document.querySelectorAll(".cm-line").length)).toBeLessThan(200);
    await expect.poll(() => stage.last?.asked.text === model, PATIENCE).toBe(true);
    await stage.waitForDrawn(ADVICE.words);
  }));

const DRAWN = [...EDITORS, ...SITES].filter(({ name }) =>
  ["textarea", "input", "contenteditable", "linkedin-shadow"].includes(name),
);

test.each(DRAWN.map((scene) => [scene.name, scene] as const))(
  "%s: the line is painted under the words and nowhere beside them, and no node of the page has changed",
  (_, scene) =>
    on(scene, async (stage) => {
      await stage.focus();
      const untouched = scene.name === "contenteditable" ? undefined : await watchComposer(stage);
      await stage.page.keyboard.type(ADVICE.text);
      await stage.waitForDrawn(ADVICE.words);
      if (scene.name === "textarea" || scene.name === "input") await untouched?.();
      const { inside, beside } = await strip(stage, ADVICE.words[0], [11, 110, 105]);
      expect(inside, "painted pixels under the words").toBeGreaterThan(10);
      expect(beside, "painted pixels to the left and right of them").toBe(0);
    }),
);

// WebDriver BiDi cannot emulate forced colours.
test.runIf(browserName === "chromium")(
  "in forced colours the line is drawn by us, for a highlight would look like selected text",
  () =>
    on(scene("x-post"), async (stage) => {
      const session = await stage.page.createCDPSession();
      await session.send("Emulation.setEmulatedMedia", {
        features: [{ name: "forced-colors", value: "active" }],
      });
      await stage.write(ADVICE.text);
      const drawn = () => stage.shade.look((root) => root.querySelectorAll(".drawn.advice").length, null);
      await expect.poll(drawn, PATIENCE).toEqual([1]);
      expect(await stage.drawn()).toEqual([]);
      await session.send("Emulation.setEmulatedMedia", { features: [] });
      await stage.waitForDrawn(ADVICE.words);
      expect(await drawn()).toEqual([0]);
    }),
);
