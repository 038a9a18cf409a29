/** What must never be read: nothing of it is asked about, drawn, or shown as being checked. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADVICE, CLEAN } from "./behaviours/drafts";
import { EDITORS, NEGATIVES } from "./fixtures/catalogue";
import { browserName } from "./harness/context";
import { type FullBench, launch } from "./harness/launch";
import { PATIENCE, Stage } from "./harness/stage";

let bench: FullBench;
beforeAll(async () => {
  bench = await launch(browserName);
});
afterAll(() => bench?.close());

/** By the time words written later, elsewhere, have been checked, the earlier ones would have been long ago. */
async function laterWordsAreChecked(): Promise<void> {
  const [scene] = EDITORS;
  if (scene === undefined) throw new Error("no scene");
  await Stage.play(bench, scene, async (stage) => {
    await stage.write(CLEAN.text);
    await expect.poll(() => stage.last?.asked.text, PATIENCE).toBe(CLEAN.text);
  });
}

test.each(NEGATIVES.map((scene) => [scene.name, scene] as const))("%s is left alone", async (_, scene) => {
  const before = bench.relay.exchanges.length;
  await Stage.play(bench, scene, async (stage) => {
    await stage.page.click("#target");
    await stage.page.keyboard.type(ADVICE.text);
    await stage.painted();
    expect((await bench.office.describe(scene.url)).state.kind).toBe("no-box");
    expect(await stage.panels()).toEqual([]);
    await laterWordsAreChecked();
    expect(
      await stage.page.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)),
    ).toBe(0);
  });
  const since = bench.relay.exchanges.slice(before).map(({ asked }) => asked.text);
  expect(since.filter((text) => !CLEAN.text.startsWith(text))).toEqual([]);
});
