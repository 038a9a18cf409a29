/** A page that means harm learns nothing from what we show and cannot press our buttons for the person. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADVICE } from "./behaviours/drafts";
import { CARD, pointAt } from "./behaviours/fix";
import { GATE, writeStop } from "./behaviours/gate";
import { EDITORS, type Scene, SITES } from "./fixtures/catalogue";
import { browserName } from "./harness/context";
import { type Bench, launch } from "./harness/launch";
import { PATIENCE, Stage } from "./harness/stage";

let bench: Bench;
beforeAll(async () => {
  bench = await launch(browserName);
});
afterAll(() => bench?.close());

const scene = (name: string): Scene => {
  const found = [...EDITORS, ...SITES].find((each) => each.name === name);
  if (found === undefined) throw new Error(`no scene ${name}`);
  return found;
};

test.each([scene("textarea"), scene("contenteditable"), scene("quill-shadow")])(
  "$name: no way leads from the page into our closed root",
  (where) =>
    Stage.play(bench, where, async (stage) => {
      const before = await stage.page.evaluate(() => Object.getOwnPropertyNames(window));
      await stage.write(ADVICE.text);
      await stage.waitForDrawn(ADVICE.words);
      await pointAt(stage, ADVICE.words[0]);
      await stage.panel(CARD);
      const ways = await stage.page.evaluate(() => {
        const reached: string[] = [];
        for (const element of document.querySelectorAll("*")) {
          if (element.parentElement === document.documentElement && element.shadowRoot !== null)
            reached.push("an open root");
        }
        for (const [name, ranges] of CSS.highlights) {
          for (const range of ranges) {
            const root = (range.startContainer as Node | null)?.getRootNode();
            if (root instanceof ShadowRoot && root.mode === "closed") reached.push(`a range of ${name}`);
          }
        }
        return reached;
      });
      expect(ways).toEqual([]);
      const after = await stage.page.evaluate(() => Object.getOwnPropertyNames(window));
      expect(after.filter((name) => !before.includes(name))).toEqual([]);
    }),
);

test("a click that a script makes on our element presses nothing", () =>
  Stage.play(bench, scene("x-post"), async (stage) => {
    await writeStop(stage);
    await stage.send("button");
    const { x, y } = await stage.inSight(GATE, /post anyway/i);
    await stage.page.evaluate(
      (point) => {
        const host = document.documentElement.lastElementChild;
        for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
          host?.dispatchEvent(
            new MouseEvent(type, { bubbles: true, composed: true, clientX: point.x, clientY: point.y }),
          );
        }
      },
      { x, y },
    );
    await stage.painted();
    expect(await stage.sent()).toEqual([]);
    expect((await stage.panel(GATE)).text).toContain("7.1");
  }));

test("a page that makes us see-through cannot trick a click out of anybody", () =>
  Stage.play(bench, { ...scene("x-post"), policy: "open" }, async (stage) => {
    await writeStop(stage);
    await stage.send("button");
    const { x, y } = await stage.inSight(GATE, /post anyway/i);
    await stage.page.evaluate(() => {
      const style = document.createElement("style");
      style.textContent = "html { opacity: 0.01 !important }";
      document.head.append(style);
    });
    await stage.page.mouse.click(x, y);
    await stage.painted();
    expect(await stage.sent()).toEqual([]);
    await stage.page.evaluate(() => document.head.querySelector("style")?.remove());
    await stage.press(GATE, /post anyway/i);
    await expect.poll(() => stage.sent(), PATIENCE).toHaveLength(1);
  }));
