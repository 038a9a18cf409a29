/** When the helper is slow to come, goes away or comes back: "Not checked" is said whenever it is true. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADVICE, STOP } from "./behaviours/drafts";
import { GATE } from "./behaviours/gate";
import { SITES } from "./fixtures/catalogue";
import { browserName } from "./harness/context";
import { type FullBench, launch } from "./harness/launch";
import { PATIENCE, Stage } from "./harness/stage";

let bench: FullBench;
beforeAll(async () => {
  bench = await launch(browserName);
});
afterAll(() => bench?.close());

const [post] = SITES;
if (post === undefined) throw new Error("no scene");

const chip = async (stage: Stage): Promise<string> =>
  (await stage.panels())
    .filter(({ role }) => role === "group")
    .map(({ text }) => text)
    .join("\n");

test("the first words of all start the helper and are checked", () =>
  Stage.play(bench, post, async (stage) => {
    await stage.write(ADVICE.text);
    await stage.waitForDrawn(ADVICE.words);
    expect(bench.relay.running).toBe(true);
  }));

test("a helper that dies is started again by itself", () =>
  Stage.play(bench, post, async (stage) => {
    await stage.write("Hello ");
    await expect.poll(() => stage.last?.asked.text, PATIENCE).toBe("Hello ");
    bench.relay.kill();
    await stage.write(STOP.text);
    await expect.poll(async () => (await stage.drawn()).length, PATIENCE).toBeGreaterThan(0);
    await stage.send("button");
    await stage.panel(GATE);
  }));

test("without a helper it says Not checked, never OK; the post goes and the person is told; back again, it checks by itself", () =>
  Stage.play(bench, post, async (stage) => {
    bench.relay.refuse(true);
    try {
      bench.relay.kill();
      await stage.write(STOP.text);
      await expect.poll(() => chip(stage), PATIENCE).toContain("Not checked");
      expect(await stage.drawn()).toEqual([]);
      await expect
        .poll(async () => (await bench.office.toolbar(post.url)).title, PATIENCE)
        .toContain("Not checked");
      expect((await bench.office.describe(post.url)).state.kind).toBe("not-checked");
      await stage.send("button");
      await expect.poll(() => stage.sent(), PATIENCE).toEqual([{ box: "post", text: STOP.text }]);
      await expect.poll(() => chip(stage), PATIENCE).toContain("went without a check");
      await stage.write(STOP.text);
    } finally {
      bench.relay.refuse(false);
    }
    await expect
      .poll(async () => (await stage.drawn()).length, { ...PATIENCE, timeout: 20_000 })
      .toBeGreaterThan(0);
    expect(await chip(stage)).not.toContain("Not checked");
    await stage.send("button");
    await stage.panel(GATE);
  }));

test("once it has given up trying by itself, Retry on the page tries the helper again now", () =>
  Stage.play(bench, post, async (stage) => {
    await stage.focus();
    bench.relay.refuse(true);
    try {
      const before = bench.relay.starts;
      bench.relay.kill();
      await stage.write(ADVICE.text);
      await expect
        .poll(() => bench.relay.starts - before, { ...PATIENCE, timeout: 25_000 })
        .toBeGreaterThanOrEqual(4);
      await stage.inSight(/PostCheck/, /retry/i);
    } finally {
      bench.relay.refuse(false);
    }
    expect(await stage.drawn()).toEqual([]);
    await stage.press(/PostCheck/, /retry/i);
    await stage.waitForDrawn(ADVICE.words);
  }));
