/** What a person may decide: dismiss a finding, say that the bio has the disclaimer, switch a site off. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADVICE, STOP } from "./behaviours/drafts";
import { CARD, pointAt } from "./behaviours/fix";
import { GATE, writeStop } from "./behaviours/gate";
import { type Scene, SITES } from "./fixtures/catalogue";
import { browserName } from "./harness/context";
import { type FullBench, launch } from "./harness/launch";
import { PATIENCE, Stage } from "./harness/stage";

let bench: FullBench;
beforeAll(async () => {
  bench = await launch(browserName);
});
afterAll(() => bench?.close());

const scene = (name: string): Scene => {
  const found = SITES.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no scene ${name}`);
  return found;
};

/** What is kept between sessions, all of it. */
const kept = () => bench.office.page.evaluate(() => chrome.storage.local.get(null));

test("a dismissed finding stays away while the draft goes on, and nothing of the draft is kept", () =>
  Stage.play(bench, scene("x-post"), async (stage) => {
    await stage.write(ADVICE.text);
    await stage.waitForDrawn(ADVICE.words);
    await pointAt(stage, ADVICE.words[0]);
    await stage.press(CARD, /^dismiss$/i);
    await stage.waitForDrawn([]);
    await stage.type(" and again");
    await expect.poll(async () => stage.last?.asked.text === (await stage.model()), PATIENCE).toBe(true);
    await stage.painted();
    expect(await stage.drawn()).toEqual([]);
    expect(JSON.stringify(await kept())).not.toContain("Ripley");
  }));

test("saying that the bio has the disclaimer counts for this site, from then on", async () => {
  await Stage.play(bench, scene("bluesky-post"), async (stage) => {
    await stage.write(ADVICE.text);
    await stage.waitForDrawn(ADVICE.words);
    await pointAt(stage, ADVICE.words[0]);
    await stage.press(CARD, /bio already says so/i);
    await stage.waitForDrawn([]);
  });
  expect(await kept()).toEqual({ bioSaysSo: ["bluesky"] });
  await Stage.play(bench, scene("bluesky-post"), async (stage) => {
    await stage.write(ADVICE.text);
    await expect.poll(() => stage.last?.asked.text, PATIENCE).toBe(ADVICE.text);
    expect(stage.last?.asked.context?.account?.bio_disclaimer).toBe(true);
    expect(stage.last?.answered.verdict).toBe("clear");
  });
  await Stage.play(bench, scene("linkedin-classic"), async (stage) => {
    await stage.write(ADVICE.text);
    await stage.waitForDrawn(ADVICE.words);
  });
});

test("a site that is switched off is left alone, and looked after again once it is switched on", () =>
  Stage.play(bench, scene("mastodon-post"), async (stage) => {
    await writeStop(stage);
    const { origin } = new URL(stage.scene.url);
    const switchTo = (on: boolean) =>
      bench.office.page.evaluate((message) => chrome.runtime.sendMessage(message), {
        kind: "switch-site",
        origin,
        on,
      });
    await switchTo(false);
    await stage.waitForDrawn([]);
    await expect.poll(() => stage.panels(), PATIENCE).toEqual([]);
    await stage.send("button");
    await expect.poll(() => stage.sent(), PATIENCE).toEqual([{ box: "post", text: STOP.text }]);
    await switchTo(true);
    await expect
      .poll(async () => (await bench.office.describe(stage.scene.url)).state.kind, PATIENCE)
      .not.toBe("switched-off");
    await stage.focus();
    await writeStop(stage);
    await stage.send("button");
    await stage.panel(GATE);
  }));
