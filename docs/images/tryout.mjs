/**
 * Takes the picture for the README again: node docs/images/tryout.mjs .venv/bin/python
 *
 * Opens the try-out page in Chromium, writes a draft into its first box and rests the pointer on
 * the first dotted underline until the card has come.
 */
import { createRequire } from "node:module";
import { setTimeout as rest } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findBrowsers } from "../../extension/tools/browsers.mjs";
import { serve } from "../../extension/tools/helper.mjs";

const DRAFT = "Long week! I teach maths at Ripley and we think the new timetable is daft.";
const PICTURE = fileURLToPath(new URL("tryout.png", import.meta.url));

const puppeteer = createRequire(new URL("../../extension/package.json", import.meta.url))("puppeteer-core");
const [python] = process.argv.slice(2);
const chromium = findBrowsers().find(({ kind }) => kind === "chromium");
if (python === undefined || chromium === undefined) {
  throw new Error("Name the Python of a set-up clone, and have Chromium installed.");
}

const helper = await serve(python);
const browser = await puppeteer.launch({ executablePath: chromium.path, args: chromium.args });
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 700, deviceScaleFactor: 1.5 });
  await page.goto(`http://127.0.0.1:${helper.port}/tryout#token=${helper.token}`);
  await page.$eval("#plain [contenteditable]", (box) => box.focus({ preventScroll: true }));
  await page.keyboard.type(DRAFT);
  const dotted = await page.waitForFunction(() => {
    for (const [name, ranges] of CSS.highlights) {
      if (!name.endsWith("dotted")) continue;
      for (const range of ranges) {
        const { x, y, width, height } = range.getBoundingClientRect();
        return [x + width / 2, y + height / 2];
      }
    }
    return null;
  });
  const [x, y] = await dotted.jsonValue();
  await page.mouse.move(x, y + 40);
  await page.mouse.move(x, y, { steps: 5 });
  await rest(1500);
  await page.screenshot({ path: PICTURE });
} finally {
  await browser.close();
  await helper.stop();
}
