/** Pages and frames that go away, and those that come back. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADVICE } from "./behaviours/drafts";
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

const scene = (name: string): Scene => {
  const found = [...EDITORS, ...SITES].find((each) => each.name === name);
  if (found === undefined) throw new Error(`no scene ${name}`);
  return found;
};

test("what a frame had to say leaves the toolbar button with the frame", () =>
  Stage.play(bench, scene("plaintext-only"), async (stage) => {
    await stage.page.evaluate(() => {
      const frame = document.createElement("iframe");
      frame.srcdoc =
        '<form><textarea aria-label="Write a post" rows="4" cols="60"></textarea><button>Post</button></form>';
      document.body.prepend(frame);
    });
    const frame = await (await stage.page.waitForSelector("iframe"))?.contentFrame();
    await (await frame?.waitForSelector("textarea"))?.click();
    await stage.page.keyboard.type(ADVICE.text);
    const beside = async () => (await bench.office.toolbar(stage.scene.url)).text;
    await expect.poll(beside, PATIENCE).toBe("1");
    await stage.page.evaluate(() => document.querySelector("iframe")?.remove());
    await expect.poll(beside, PATIENCE).toBe("");
  }));

test("a page that the browser kept for going back is checked, held and counted again", () =>
  Stage.play(bench, scene("mastodon-post"), async (stage) => {
    await writeStop(stage);
    await stage.page.evaluate(() => {
      addEventListener("pageshow", ({ persisted }) => {
        document.documentElement.dataset.kept = String(persisted);
      });
      location.href = "/about";
    });
    const path = () =>
      stage.page.evaluate(() => `${location.pathname} ${document.readyState}`).catch(() => "");
    await expect.poll(path, PATIENCE).toBe("/about complete");
    await stage.page.evaluate(() => history.back());
    await expect.poll(path, PATIENCE).toBe("/home complete");
    expect(await stage.page.evaluate(() => document.documentElement.dataset.kept)).toBe("true");
    await expect.poll(async () => (await bench.office.toolbar(stage.scene.url)).text, PATIENCE).toBe("1!");
    await stage.focus();
    await stage.send("button");
    await stage.panel(GATE);
    expect(await stage.sent()).toEqual([]);
  }));
