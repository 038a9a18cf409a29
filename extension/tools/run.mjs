/**
 * What `make run` starts: a browser with PostCheck in it, on a page to try it out. Everything it sets up is
 * thrown away at the end.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { env, platform, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import puppeteer from "puppeteer-core";
import { findBrowsers, NAMES } from "./browsers.mjs";
import { helper, serve } from "./helper.mjs";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const VENV = fileURLToPath(new URL("../../.venv", import.meta.url));

const HELP = `Opens a browser with PostCheck in it, on a page to try it out.

  make run                          the first browser found
  make run ARGS="--browser firefox" a certain one

Options:
  --browser NAME   ${NAMES.join(", ")}
  --no-browser     only serve the try-out page and print its address
  --python PATH    the Python that has the helper (default: the one in .venv)
  --help           this text

The browser gets a fresh profile, which is deleted when it closes. Your own browser is not touched.
`;

const { values: asked } = parseArgs({
  options: {
    browser: { type: "string" },
    "no-browser": { type: "boolean" },
    python: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});

const say = (text) => stdout.write(`${text}\n`);

/** Resolves when the person presses Ctrl+C, or somebody asks us politely to end. */
const stopped = new Promise((settle) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, settle);
});

async function main() {
  if (asked.help) return say(HELP.trimEnd());
  if (asked.browser !== undefined && !NAMES.includes(asked.browser)) {
    throw new Error(
      `There is no browser called "${asked.browser}" here. Choose one of: ${NAMES.join(", ")}.`,
    );
  }
  if (!existsSync(join(DIST, "manifest.json"))) {
    throw new Error("The extension is not built yet. Run `make build` first.");
  }
  const python = asked.python ?? join(VENV, platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const { browser, why } = choose();
  const server = await serve(python);
  try {
    if (browser === undefined) await serveOnly(server, why, python);
    else await openBrowser(browser, server, python);
  } finally {
    await server.stop();
  }
}

/** The browser to open, or why there is none. */
function choose() {
  if (asked["no-browser"]) return { why: "No browser was opened, as you asked." };
  if (platform === "linux" && !env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return { why: "There is no screen here, so no browser was opened." };
  }
  const found = findBrowsers().filter(({ name }) => asked.browser === undefined || name === asked.browser);
  const browser = found.find(({ snap }) => !snap);
  if (browser !== undefined) return { browser };
  if (found.length > 0) {
    return {
      why: `${found[0].name} is installed as a Snap here, and a Snap may not use a throw-away profile, so it was not opened.`,
    };
  }
  return {
    why: `No ${asked.browser ?? "Chromium, Chrome, Edge or Firefox"} was found, so no browser was opened.`,
  };
}

async function serveOnly({ port, token }, why, python) {
  say(`${why} The try-out page is ready all the same.

Open this address in a browser on this computer:

  http://127.0.0.1:${port}/tryout#token=${token}

The page then checks what you write by itself, with the same rules and the same underlines. Nothing you write
leaves this computer. From another computer, bring the port over first: ssh -L ${port}:127.0.0.1:${port} THIS-COMPUTER

To have the extension in a browser of yours instead:

  1. Let your browsers start the helper:   "${python}" -m helper register
  2. Chromium, Chrome or Edge: open chrome://extensions, switch on "Developer mode", press "Load unpacked" and
     choose ${DIST}
     Firefox: open about:debugging#/runtime/this-firefox, press "Load Temporary Add-on" and choose
     ${join(DIST, "manifest.json")}

Press Ctrl+C to end.`);
  await stopped;
}

async function openBrowser(browser, { port }, python) {
  const profile = await mkdtemp(join(tmpdir(), "postcheck-run-"));
  let takeBack = async () => undefined;
  let running;
  try {
    takeBack = await register(browser, profile, python);
    running = await launch(browser, profile);
    const closed = new Promise((settle) => running.once("disconnected", settle));
    const [page = await running.newPage()] = await running.pages();
    await running.installExtension(DIST);
    await welcomed(running, page);
    await page.goto(`http://127.0.0.1:${port}/tryout`);
    await page.bringToFront();
    say(`${browser.name} is open with PostCheck in it. Write in one of the boxes, or put an example in.
Close the browser or press Ctrl+C here to end; its profile is deleted then.`);
    if (browser.kind === "firefox") {
      say("Its address bar is striped: that is Firefox's sign for a browser that a tool has started.");
    }
    running.on("targetdestroyed", () => void endWithLastWindow(running));
    await Promise.race([closed, stopped]);
  } finally {
    await running?.close().catch(() => undefined);
    await takeBack();
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** The extension opens its welcome page once, in front; ours comes to the front after it. */
async function welcomed(running, page) {
  const isWelcome = (target) => target.type() === "page" && target !== page.target();
  await running.waitForTarget(isWelcome, { timeout: 10_000 }).catch(() => undefined);
}

/** On macOS a browser without windows lives on; there would be nothing left to see. */
async function endWithLastWindow(running) {
  const pages = await running.pages().catch(() => []);
  if (pages.length === 0) await running.close().catch(() => undefined);
}

/**
 * Lets this browser start the helper. Where the place lies in the throw-away profile that is all; Windows (and
 * Firefox on macOS) know one place for a person, so there it is taken back unless it was there before.
 */
async function register({ name, kind }, profile, python) {
  const inProfile = kind === "chromium" ? ["--user-data-dir", profile] : ["--home", profile];
  const own = platform === "win32" || (platform === "darwin" && kind === "firefox");
  const where = ["--browser", name, ...(own ? [] : inProfile), "--json"];
  const [{ manifest }] = await helper(python, "register", ...where, "--dry-run");
  const before = existsSync(manifest);
  await helper(python, "register", ...where);
  return async () => {
    if (own && !before) await helper(python, "unregister", ...where);
  };
}

function launch({ kind, path, args }, profile) {
  const common = {
    executablePath: path,
    headless: false,
    defaultViewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
  if (kind === "firefox") {
    return puppeteer.launch({
      ...common,
      browser: "firefox",
      userDataDir: join(profile, "profile"),
      env: { ...env, ...homeFor(profile) },
    });
  }
  return puppeteer.launch({
    ...common,
    pipe: true,
    // None of the usual switches for robots: this browser is for a person.
    ignoreDefaultArgs: true,
    args: [
      ...args,
      `--user-data-dir=${profile}`,
      "--no-first-run",
      "--no-default-browser-check",
      "--enable-unsafe-extension-debugging",
      "about:blank",
    ],
  });
}

/** On Linux, Firefox finds native-messaging hosts by HOME alone; the screen's key must still be found. */
function homeFor(profile) {
  if (platform !== "linux") return {};
  return { HOME: profile, XAUTHORITY: env.XAUTHORITY ?? join(homedir(), ".Xauthority") };
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
