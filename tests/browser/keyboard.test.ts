/** Everything by keyboard, and the wrong keys do nothing. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { caretOf } from "./behaviours/composer";
import { ADVICE } from "./behaviours/drafts";
import { CARD } from "./behaviours/fix";
import { GATE, writeStop } from "./behaviours/gate";
import { EDITORS, type Scene, SITES } from "./fixtures/catalogue";
import { browserName } from "./harness/context";
import { type FullBench, launch } from "./harness/launch";
import { PATIENCE, Stage } from "./harness/stage";

let bench: FullBench;
beforeAll(async () => {
  bench = await launch(browserName);
});
afterAll(() => bench?.close());

const named = (...names: string[]): (readonly [string, Scene])[] =>
  [...EDITORS, ...SITES]
    .filter(({ name }) => names.includes(name))
    .map((scene) => [scene.name, scene] as const);

const on = (scene: Scene, act: (stage: Stage) => Promise<void>) => Stage.play(bench, scene, act);

test.each(named("textarea", "contenteditable", "draft", "lexical-rich", "quill-shadow", "slate"))(
  "%s: the card opens by command, takes the focus, and Esc gives it back with the caret where it was",
  (_, scene) =>
    on(scene, async (stage) => {
      await stage.write(ADVICE.text);
      await stage.waitForDrawn(ADVICE.words);
      const caret = await caretOf(stage);
      await bench.office.command(scene.url, "open-card");
      await expect.poll(async () => (await stage.panel(CARD)).holdsFocus, PATIENCE).toBe(true);
      await stage.page.keyboard.press("Escape");
      await stage.waitForNoPanel(CARD);
      await expect.poll(() => caretOf(stage), PATIENCE).toBe(caret);
      await stage.page.keyboard.type("!");
      await expect.poll(() => stage.model(), PATIENCE).toBe(`${ADVICE.text}!`);
    }),
);

test.each(named("textarea", "x-post", "linkedin-shadow"))(
  "%s: Enter on the card's first button puts it right",
  (_, scene) =>
    on(scene, async (stage) => {
      await stage.write(ADVICE.text);
      await stage.waitForDrawn(ADVICE.words);
      await stage.page.evaluate(() => window.fixture.editing("post").settle?.());
      await bench.office.command(scene.url, "open-card");
      await stage.inSight(CARD, /add the disclaimer/i);
      await stage.page.keyboard.press("Enter");
      await expect.poll(() => stage.model(), PATIENCE).toContain("do not represent the views of my employer");
      await stage.waitForDrawn([]);
      expect(await stage.hasFocus()).toBe(true);
    }),
);

test("next and previous go from finding to finding, and apply-fix uses the open one", () => {
  const [, scene] = named("contenteditable")[0] ?? [];
  if (scene === undefined) throw new Error("no scene");
  return on(scene, async (stage) => {
    await stage.write("I teach maths at Ripley St Thomas and we at Ripley think the new timetable is daft");
    await expect.poll(async () => (await stage.drawn()).length, PATIENCE).toBeGreaterThan(0);
    const findings = (await bench.office.describe(scene.url)).findings.length;
    await bench.office.command(scene.url, "next-finding");
    const first = (await stage.panel(/./)).name;
    expect(first).not.toBe("");
    expect(await stage.hasFocus()).toBe(true);
    await bench.office.command(scene.url, "next-finding");
    await bench.office.command(scene.url, "previous-finding");
    await expect.poll(async () => (await stage.panels()).map(({ name }) => name), PATIENCE).toContain(first);
    const before = await stage.model();
    await bench.office.command(scene.url, "apply-fix");
    await expect.poll(() => stage.model(), PATIENCE).not.toBe(before);
    await expect
      .poll(async () => (await bench.office.describe(scene.url)).findings.length, PATIENCE)
      .toBeLessThan(findings);
  });
});

const senders = named("x-message", "facebook-comment", "instagram-comment", "x-post", "bluesky-post");

test.each(senders)("%s: Shift+Enter is no way to send", (_, scene) =>
  on(scene, async (stage) => {
    await writeStop(stage);
    await stage.chord("Shift", "Enter");
    await stage.painted();
    expect((await stage.panels()).filter(({ name }) => GATE.test(name))).toEqual([]);
    expect(await stage.sent()).toEqual([]);
    expect(await stage.hasFocus()).toBe(true);
  }),
);

// WebDriver BiDi has no way to compose, so a real composition is tried where the browser's own protocol has one.
test.runIf(browserName === "chromium").each(senders)(
  "%s: Enter that ends a composition is no way to send",
  (_, scene) =>
    on(scene, async (stage) => {
      await writeStop(stage);
      const session = await stage.page.createCDPSession();
      await session.send("Input.imeSetComposition", { text: "かな", selectionStart: 2, selectionEnd: 2 });
      await session.send("Input.dispatchKeyEvent", {
        type: "rawKeyDown",
        key: "Enter",
        code: "Enter",
        windowsVirtualKeyCode: 229,
      });
      await session.send("Input.insertText", { text: "かな" });
      await stage.painted();
      expect((await stage.panels()).filter(({ name }) => GATE.test(name))).toEqual([]);
      expect(await stage.sent()).toEqual([]);
    }),
);

test("a click into underlined words puts the caret there, and what is typed lands there", () => {
  const [, scene] = named("contenteditable")[0] ?? [];
  if (scene === undefined) throw new Error("no scene");
  return on(scene, async (stage) => {
    await stage.write(ADVICE.text);
    await stage.waitForDrawn(ADVICE.words);
    const [drawn] = await stage.drawn();
    if (drawn === undefined) throw new Error("nothing drawn");
    await stage.page.mouse.click(drawn.x, drawn.y);
    await stage.page.keyboard.type("Q");
    await expect.poll(() => stage.model(), PATIENCE).toMatch(/at Rip.*Q.*mas,/);
    expect((await stage.model()).replace("Q", "")).toBe(ADVICE.text);
    expect(await stage.hasFocus()).toBe(true);
  });
});
