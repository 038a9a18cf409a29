/** What the card offers to do besides writing: one of each kind, by mouse and by keyboard. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { ADVICE } from "./behaviours/drafts";
import { CARD, pointAt } from "./behaviours/fix";
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

const named = (...names: string[]): (readonly [string, Scene])[] =>
  [...EDITORS, ...SITES]
    .filter(({ name }) => names.includes(name))
    .map((scene) => [scene.name, scene] as const);

/** Each action's name is also its button's. */
async function offered(scene: Scene, actions: readonly string[], act: (stage: Stage) => Promise<void>) {
  bench.relay.offer(actions.map((action) => ({ title: action, action })));
  await Stage.play(bench, scene, async (stage) => {
    await stage.write(ADVICE.text);
    await stage.waitForDrawn(ADVICE.words);
    await act(stage);
  });
}

async function card(stage: Stage): Promise<void> {
  await pointAt(stage, ADVICE.words[0]);
  await stage.panel(CARD);
}

const [mastodon, draft] = ["mastodon-post", "x-post"].map((name) => named(name)[0]?.[1] as Scene) as [
  Scene,
  Scene,
];

test("emails go to a contact of the Trust's, and what this version does not know is not there", () =>
  offered(mastodon, ["tell-dsl", "contact-hr", "fly-to-the-moon"], async (stage) => {
    await card(stage);
    const hrefs = await stage.shade.look(
      (root) => [...root.querySelectorAll<HTMLAnchorElement>(".fixes a")].map((a) => [a.textContent, a.href]),
      null,
    );
    const links = hrefs.flat();
    expect(links.map(([title]) => title)).toEqual(["tell-dsl", "contact-hr"]);
    for (const [, href = ""] of links) {
      expect(href).toMatch(/^mailto:[^?]+\?subject=/);
      expect(decodeURIComponent(href)).not.toContain("bus late again");
    }
    expect(decodeURIComponent(links[0]?.[1] ?? "")).toContain("Dear Designated Safeguarding Lead");
    const { buttons } = await stage.panel(CARD);
    expect(buttons.map(({ name }) => name)).not.toContain("fly-to-the-moon");
  }));

test("the person's word dismisses the finding for this draft, by keyboard too, and nothing is kept of it", () =>
  offered(draft, ["consent-held"], async (stage) => {
    await bench.office.command(stage.scene.url, "open-card");
    await stage.inSight(CARD, /^consent-held$/);
    await stage.page.keyboard.press("Enter");
    await stage.waitForDrawn([]);
    await stage.type(" and so on");
    await expect.poll(async () => stage.last?.asked.text === (await stage.model()), PATIENCE).toBe(true);
    await stage.painted();
    expect(await stage.drawn()).toEqual([]);
    expect(await bench.office.page.evaluate(() => chrome.storage.local.get(null))).toEqual({});
  }));

test("what is to be done by hand is said once the card has gone, and nothing of the site's is pressed", () =>
  offered(mastodon, ["take-picture-off", "report-post"], async (stage) => {
    await card(stage);
    await stage.press(CARD, /^take-picture-off$/);
    await stage.waitForNoPanel(CARD);
    await expect
      .poll(async () => (await stage.panels()).map(({ text }) => text).join(), PATIENCE)
      .toContain("Take the picture off with the site's own button");
    expect(await stage.sent()).toEqual([]);
    expect(await stage.model()).toBe(ADVICE.text);
  }));

test("a draft to be kept stays where it is, and can be copied", () =>
  offered(mastodon, ["hold"], async (stage) => {
    await card(stage);
    await stage.press(CARD, /^hold$/);
    await expect
      .poll(async () => (await stage.panel(CARD)).text, PATIENCE)
      .toContain("Nothing has been sent");
    await stage.inSight(CARD, /copy the words/i);
    expect(await stage.model()).toBe(ADVICE.text);
  }));

test.each(
  named("textarea", "contenteditable", "x-post", "facebook-post", "linkedin-classic", "tiptap", "slate"),
)(
  "%s: a draft of several lines is discarded once the person is sure, and one undo brings it back",
  async (_, scene) => {
    bench.relay.offer([{ title: "discard", action: "discard" }]);
    await Stage.play(bench, scene, async (stage) => {
      const text = `${ADVICE.text}\nsecond line\nthird line`;
      await stage.write(text);
      await stage.waitForDrawn(ADVICE.words);
      await stage.page.evaluate(() => window.fixture.editing("post").settle?.());
      await card(stage);
      await stage.press(CARD, /^discard$/);
      await stage.press(CARD, /^keep it$/i);
      await stage.waitForNoPanel(CARD);
      expect(await stage.model()).toBe(text);
      await card(stage);
      await stage.press(CARD, /^discard$/);
      await stage.press(CARD, /^discard it$/i);
      await expect.poll(async () => (await stage.model()).trim(), PATIENCE).toBe("");
      await stage.waitForNoPanel(CARD);
      await stage.undo();
      await expect.poll(() => stage.model(), { ...PATIENCE, message: "one undo" }).toBe(text);
      expect(await stage.sent()).toEqual([]);
    });
  },
);

test("a rule that the person takes a break from is silent on every page, until they say otherwise", async () => {
  await offered(mastodon, ["on-a-break"], async (stage) => {
    await card(stage);
    await stage.press(CARD, /^on-a-break$/);
    await stage.waitForDrawn([]);
  });
  const kept = () => bench.office.page.evaluate(() => chrome.storage.local.get(null));
  const { breaks } = (await kept()) as { breaks: string[] };
  expect(breaks).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d 9\.5-/)]);
  expect(JSON.stringify(await kept())).not.toContain("Ripley");
  await Stage.play(bench, draft, async (stage) => {
    await stage.write(ADVICE.text);
    await expect.poll(() => stage.last?.answered.findings.length, PATIENCE).toBe(1);
    await stage.painted();
    expect(await stage.drawn()).toEqual([]);
    await bench.office.page.evaluate(() => chrome.storage.local.clear());
    await stage.waitForDrawn(ADVICE.words);
  });
});

test("who to ring is on the card, 999 first", () =>
  offered(mastodon, ["emergency"], async (stage) => {
    await card(stage);
    await stage.press(CARD, /^emergency$/);
    await expect
      .poll(async () => (await stage.panel(CARD)).text, PATIENCE)
      .toMatch(/999[\s\S]*Safeguarding[\s\S]*children's services/);
    expect((await stage.panel(CARD)).buttons.map(({ name }) => name)).toContain("999");
  }));

test("the standard opens at its clause in the policy", () =>
  offered(mastodon, ["show-standard"], async (stage) => {
    await card(stage);
    await stage.press(CARD, /^show-standard$/);
    await vi.waitFor(async () => {
      for (const page of await bench.browser.pages()) {
        const address = await page.evaluate(() => location.href).catch(() => "");
        if (!address.includes("/pages/policy.html#")) continue;
        expect(address).toMatch(/policy\.html#9\.5$/);
        await page.close();
        return;
      }
      throw new Error("the policy has not opened");
    }, PATIENCE);
    await stage.page.bringToFront();
  }));
