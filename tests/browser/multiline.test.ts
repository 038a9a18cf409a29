/** Fixes of several lines: written as the editor's own lines, else in one line, as one step, or not at all. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Fix } from "../../extension/src/contract/wire";
import { ADVICE } from "./behaviours/drafts";
import { applied, CARD, pointAt } from "./behaviours/fix";
import { EDITORS, type Scene, SITES } from "./fixtures/catalogue";
import { browserName } from "./harness/context";
import { type FullBench, launch } from "./harness/launch";
import { PATIENCE, Stage } from "./harness/stage";

let bench: FullBench;
beforeAll(async () => {
  bench = await launch(browserName);
});
afterEach(() => bench.relay.offer(null));
afterAll(() => bench?.close());

const SCENES = [...EDITORS, ...SITES]
  .filter(({ name }) =>
    /^(?:textarea|contenteditable|draft|lexical-rich|quill|tiptap|slate|codemirror|tinymce)$/.test(name),
  )
  .map((scene) => [scene.name, scene] as const);

const TEXT = `${ADVICE.text}\nsecond line`;
const END = TEXT.length;

const FIXES = {
  "lines at the end": [{ range: { start: END, end: END }, text: "\n\nThe views are my own.\nAll of them." }],
  "the whole draft for another": [
    { range: { start: 0, end: END }, text: "Please ask the office.\nThank you." },
  ],
} as const;

const fix = (title: keyof typeof FIXES): Fix => ({ title, edits: FIXES[title].map((edit) => ({ ...edit })) });

async function fixes(scene: Scene, title: keyof typeof FIXES): Promise<void> {
  bench.relay.offer([fix(title)]);
  await Stage.play(bench, scene, async (stage) => {
    await stage.write(TEXT);
    await stage.waitForDrawn(ADVICE.words);
    await stage.page.evaluate(() => window.fixture.editing("post").settle?.());
    await pointAt(stage, ADVICE.words[0]);
    await stage.press(CARD, new RegExp(title));
    const flat = FIXES[title].map(({ range, text }) => ({ range, text: text.replace(/\n+/g, " ") }));
    const written = [applied(TEXT, FIXES[title]), applied(TEXT, flat)];
    const outcome = async () => {
      const now = await stage.model();
      if (written.includes(now)) return "written";
      const said = (await stage.panels()).map(({ text }) => text).join();
      return now === TEXT && /didn't take the change/.test(said) ? "left as it was" : now;
    };
    await expect.poll(outcome, PATIENCE).toMatch(/^(?:written|left as it was)$/);
    if ((await outcome()) === "written") {
      await stage.undo();
      await expect.poll(() => stage.model(), { ...PATIENCE, message: "one undo" }).toBe(TEXT);
    }
  });
}

test.each(SCENES)("%s: lines at the end", (_, scene) => fixes(scene, "lines at the end"));

test.each(SCENES)("%s: the whole draft for another", (_, scene) =>
  fixes(scene, "the whole draft for another"),
);
