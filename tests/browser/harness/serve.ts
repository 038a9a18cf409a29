/** Answers every request of a page from the fixtures, at the site's real host name; nothing reaches a network. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HTTPRequest, Page } from "puppeteer-core";
import type { Policy, Scene } from "../fixtures/catalogue";
import { BUNDLES } from "./places";

const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; form-action 'self'; base-uri 'none'";

const HEADERS: Readonly<Record<Policy, Record<string, string>>> = {
  open: {},
  strict: { "content-security-policy": STRICT },
  trusted: {
    "content-security-policy": `${STRICT}; require-trusted-types-for 'script'; trusted-types 'none'`,
  },
};

const STYLE = `
body { font: 16px/1.5 sans-serif; margin: 24px; background: #fff; color: #111 }
[contenteditable], textarea, input[type="text"] { border: 1px solid #999; padding: 6px; min-height: 1.6em; max-width: 700px }
[role="dialog"] { border: 1px solid #ccc; padding: 12px }
[role="button"], button, input[type="submit"] { display: inline-block; padding: 6px 14px; margin: 8px 0; border: 1px solid #555; cursor: pointer }
main p, form { margin: 12px 0 }
`;

/** Requests that left the fixtures, should a page ever make one. */
export type Strays = string[];

export async function serve(page: Page, scene: Scene): Promise<Strays> {
  const strays: Strays = [];
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    answer(request, scene, strays).catch(() => undefined); // The page went away while we answered.
  });
  return strays;
}

async function answer(request: HTTPRequest, scene: Scene, strays: Strays): Promise<void> {
  const url = new URL(request.url());
  if (!/^https?:$/.test(url.protocol)) return request.continue();
  if (url.pathname === "/fixture.js") {
    const body = readFileSync(join(BUNDLES, `${scene.bundle}.js`));
    return request.respond({ status: 200, contentType: "text/javascript; charset=utf-8", body });
  }
  if (url.pathname === "/fixture.css") {
    return request.respond({ status: 200, contentType: "text/css; charset=utf-8", body: STYLE });
  }
  if (url.pathname === "/favicon.ico") return request.respond({ status: 204 });
  if (request.isNavigationRequest() && url.host === new URL(scene.url).host) {
    return request.respond({
      status: 200,
      contentType: "text/html; charset=utf-8",
      headers: HEADERS[scene.policy],
      body: html(scene),
    });
  }
  strays.push(url.href);
  return request.abort();
}

function html(scene: Scene): string {
  const classes = scene.bundle === "mediawiki" ? ' class="mediawiki"' : "";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${scene.name}</title>
<meta name="scene" content="${scene.name}">${scene.head ?? ""}
<link rel="stylesheet" href="/fixture.css"></head><body${classes}>${scene.body ?? ""}
<script src="/fixture.js"></script></body></html>`;
}
