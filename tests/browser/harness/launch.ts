/** Starts a real browser with the built extension and the real helper behind it. */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";
import { copyWithBoards } from "./copy";
import { Office } from "./office";
import { DIST, program } from "./places";
import { type BrowserName, makeProfile } from "./profile";
import { Relay } from "./relay";

/** A browser that a stage can be set in. */
export interface Bench {
  readonly name: BrowserName;
  readonly browser: Browser;
  readonly relay: Relay;
  close(): Promise<void>;
}

/** One with the extension installed. */
export interface FullBench extends Bench {
  readonly office: Office;
}

export interface LaunchOptions {
  /** The extension exactly as built, and the helper exactly as registered, with nobody listening in between. */
  readonly untouched?: boolean;
  readonly args?: readonly string[];
}

/** Firefox picks this at random otherwise, and the tests open the extension's own pages by address. */
export const FIREFOX_UUID = "8f7f2c40-6f0e-4e4c-9c55-2f0c4f2a7d11";
const GECKO_ID = "postcheck@postcheck.app";
const VIEWPORT = { width: 1100, height: 800 };

/** The browser as anybody has it, without the extension: what a fixture does when nobody holds it back. */
export async function launchBare(name: BrowserName): Promise<Bench> {
  const relay = await Relay.start();
  const folder = await mkdtemp(join(tmpdir(), `bare-${name}-`));
  const browser = await (name === "chromium" ? chromium : firefox)(folder, null, []);
  return {
    name,
    browser,
    relay,
    close: async () => {
      await browser.close();
      await relay.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export async function launch(name: BrowserName, options: LaunchOptions = {}): Promise<FullBench> {
  if (!existsSync(join(DIST, "manifest.json")))
    throw new Error(`${DIST} is empty; build the extension first`);
  const untouched = options.untouched === true;
  const relay = await Relay.start();
  const profile = await makeProfile(name, untouched ? undefined : relay.controlUrl);
  const copy = untouched ? { folder: DIST, remove: async () => undefined } : await copyWithBoards();
  const browser = await (name === "chromium" ? chromium : firefox)(
    profile.folder,
    copy.folder,
    options.args ?? [],
  );
  const office = await Office.open(browser);
  return {
    name,
    browser,
    relay,
    office,
    close: async () => {
      await browser.close();
      await relay.stop();
      await profile.remove();
      await copy.remove();
    },
  };
}

function chromium(folder: string, dist: string | null, more: readonly string[]): Promise<Browser> {
  return puppeteer.launch({
    executablePath: program("chromium"),
    headless: true,
    pipe: true,
    ...(dist === null ? {} : { enableExtensions: [dist] }),
    userDataDir: folder,
    defaultViewport: VIEWPORT,
    args: [
      "--no-sandbox",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      "--disable-component-update",
      "--no-first-run",
      ...more,
    ],
  });
}

async function firefox(folder: string, dist: string | null): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: program("firefox"),
    headless: true,
    env: { ...process.env, HOME: folder },
    defaultViewport: VIEWPORT,
    extraPrefsFirefox: {
      "extensions.webextensions.uuids": JSON.stringify({ [GECKO_ID]: FIREFOX_UUID }),
      // Whatever the bench does not answer itself goes to a proxy that is not there.
      "network.proxy.type": 1,
      "network.proxy.socks": "127.0.0.1",
      "network.proxy.socks_port": 9,
      "network.proxy.socks_remote_dns": true,
      "network.proxy.no_proxies_on": "127.0.0.1",
    },
  });
  if (dist !== null) await browser.installExtension(dist);
  return browser;
}
