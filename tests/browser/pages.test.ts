/** Our own pages and the card: no accessibility fault that axe can find; nothing asked of any network. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ADVICE } from "./behaviours/drafts";
import { CARD, pointAt } from "./behaviours/fix";
import { GATE, writeStop } from "./behaviours/gate";
import { SITES } from "./fixtures/catalogue";
import { browserName } from "./harness/context";
import { type FullBench, launch } from "./harness/launch";
import { ROOT } from "./harness/places";
import { Stage } from "./harness/stage";

let bench: FullBench;
let axe: string;
beforeAll(async () => {
  bench = await launch(browserName);
  axe = await readFile(
    createRequire(join(ROOT, "extension/package.json")).resolve("axe-core/axe.min.js"),
    "utf8",
  );
});
afterAll(() => bench?.close());

interface Axe {
  run(context: Node, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What axe finds wrong at level A or AA of WCAG 2.2, and its best practices. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(document, {
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

/** Opens one of our own pages in a tab of its own, as the browser does. */
async function own(name: string): Promise<Page> {
  await bench.office.page.evaluate(async (path) => {
    await chrome.tabs.create({ url: chrome.runtime.getURL(path) });
  }, `pages/${name}.html`);
  return vi.waitFor(
    async () => {
      for (const page of await bench.browser.pages()) {
        if (page === bench.office.page) continue;
        const found = await page.evaluate(() => [location.href, document.readyState]).catch(() => ["", ""]);
        if (found[0]?.endsWith(`/${name}.html`) && found[1] === "complete") return page;
      }
      throw new Error(`${name} has not opened`);
    },
    { timeout: 15_000, interval: 100 },
  );
}

test("the policy page helps with the clauses that ask people to do something", async () => {
  const page = await own("policy");
  const hrefs = await vi.waitFor(
    async () => {
      const found = await page.evaluate(() =>
        ["3.4", "3.5", "9.8", "9.9"].map(
          (id) => document.getElementById(id)?.querySelector<HTMLAnchorElement>(".clause-help a")?.href ?? "",
        ),
      );
      if (found.includes("")) {
        const note = await page.evaluate(() => document.querySelector(".note")?.textContent ?? "no note");
        throw new Error(`the helper's contacts are not here yet (${note})`);
      }
      return found;
    },
    { timeout: 15_000, interval: 100 },
  );
  for (const href of hrefs) expect(href).toMatch(/^mailto:[^?]+%40[^?]+\?subject=/);
  const steps = await page.evaluate(() => {
    const help = document.getElementById("1.8")?.querySelector("details");
    help?.querySelector("summary")?.click();
    return { open: help?.open, steps: help?.querySelectorAll("li").length };
  });
  expect(steps).toEqual({ open: true, steps: 6 });
  await page.close();
});

test.each(["popup", "options", "welcome", "policy"])(
  "the %s page has no fault that axe can find",
  async (name) => {
    const page = await own(name);
    try {
      expect(await page.evaluate(() => document.title)).not.toBe("");
      expect(await faults(page)).toEqual([]);
    } finally {
      await page.close();
    }
  },
);

/** What our closed root shows now, rebuilt in an empty page where axe can reach it. */
async function copied(stage: Stage): Promise<Page> {
  const [shown] = await stage.shade.look(
    (root) => ({
      html: [...root.children].map((child) => child.outerHTML).join(""),
      css: [...root.adoptedStyleSheets]
        .flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText))
        .join("\n"),
    }),
    null,
  );
  if (shown === undefined) throw new Error("nothing is shown");
  const page = await stage.bench.browser.newPage();
  await page.evaluate(({ html, css }) => {
    document.documentElement.lang = "en";
    document.title = "What is shown";
    const main = document.createElement("main");
    const heading = document.createElement("h1");
    heading.textContent = "A page";
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = css;
    root.append(style);
    root.append(document.createRange().createContextualFragment(html));
    main.append(heading, host);
    document.body.append(main);
  }, shown);
  return page;
}

const [post] = SITES;
if (post === undefined) throw new Error("no scene");

test("the card has no fault that axe can find", () =>
  Stage.play(bench, post, async (stage) => {
    await stage.write(ADVICE.text);
    await stage.waitForDrawn(ADVICE.words);
    await pointAt(stage, ADVICE.words[0]);
    await stage.inSight(CARD, /dismiss/i);
    const page = await copied(stage);
    expect(await faults(page)).toEqual([]);
    await page.close();
  }));

test("the gate has no fault that axe can find, and its buttons are large enough to press", () =>
  Stage.play(bench, post, async (stage) => {
    await writeStop(stage);
    await stage.send("button");
    await stage.inSight(GATE, /post anyway/i);
    for (const { name, height, width } of (await stage.panel(GATE)).buttons) {
      expect(Math.min(height, width), name).toBeGreaterThanOrEqual(24);
    }
    const page = await copied(stage);
    expect(await faults(page)).toEqual([]);
    await page.close();
  }));
