/**
 * Draws public/icons/*.png from public/icon.svg with an installed Chromium. Run after changing the drawing:
 *
 *   node tools/icons.mjs
 */
import { readFile, writeFile } from "node:fs/promises";
import puppeteer from "puppeteer-core";
import { findBrowsers } from "./browsers.mjs";

const SIZES = [16, 32, 48, 128];
const room = new URL("../public/", import.meta.url);

const [browser] = findBrowsers().filter(({ kind }) => kind === "chromium");
if (browser === undefined) throw new Error("No Chromium, Chrome or Edge was found to draw with.");
const running = await puppeteer.launch({ executablePath: browser.path, args: browser.args });
try {
  const page = await running.newPage();
  const drawing = await readFile(new URL("icon.svg", room), "utf8");
  for (const size of SIZES) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(
      `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
    );
    await writeFile(new URL(`icons/${size}.png`, room), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await running.close();
}
