/** Finds the browsers on this computer: on the PATH, then in each system's usual places. */
import { accessSync, constants, readFileSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { env, platform } from "node:process";

/** Preferred first. `names` are looked for on the PATH. */
const BROWSERS = [
  {
    name: "chromium",
    kind: "chromium",
    names: ["chromium", "chromium-browser"],
    darwin: ["Chromium.app/Contents/MacOS/Chromium"],
    win32: ["Chromium\\Application\\chrome.exe"],
  },
  {
    name: "chrome",
    kind: "chromium",
    names: ["google-chrome", "google-chrome-stable", "chrome"],
    darwin: ["Google Chrome.app/Contents/MacOS/Google Chrome"],
    win32: ["Google\\Chrome\\Application\\chrome.exe"],
  },
  {
    name: "edge",
    kind: "chromium",
    names: ["microsoft-edge", "microsoft-edge-stable", "msedge"],
    darwin: ["Microsoft Edge.app/Contents/MacOS/Microsoft Edge"],
    win32: ["Microsoft\\Edge\\Application\\msedge.exe"],
  },
  {
    name: "firefox",
    kind: "firefox",
    names: ["firefox", "firefox-esr"],
    darwin: ["Firefox.app/Contents/MacOS/firefox"],
    win32: ["Mozilla Firefox\\firefox.exe"],
  },
];

/** Every name `--browser` takes. */
export const NAMES = BROWSERS.map(({ name }) => name);

/**
 * The installed browsers, preferred first, as {name, kind: "chromium" | "firefox", path, args, snap}. `args` are
 * what this computer needs to start it at all; a `snap` may not read a profile in the temporary folder.
 */
export function findBrowsers() {
  return BROWSERS.flatMap(({ name, kind, names, ...places }) => {
    const path = [...onPath(names), ...inUsualPlaces(places[platform] ?? [])].find(runs);
    return path === undefined ? [] : [{ name, kind, path, args: needed(kind), snap: isSnap(path) }];
  });
}

function onPath(names) {
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  const suffix = platform === "win32" ? ".exe" : "";
  return folders.flatMap((folder) => names.map((name) => join(folder, name + suffix)));
}

function inUsualPlaces(places) {
  const roots =
    platform === "darwin"
      ? ["/Applications", join(homedir(), "Applications")]
      : [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(Boolean);
  return places.flatMap((place) => roots.map((root) => join(root, place)));
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Ubuntu's own packages are links or small scripts that lead to a Snap. */
function isSnap(path) {
  if (platform !== "linux") return false;
  const real = realpathSync(path);
  if (real === "/usr/bin/snap" || real.startsWith("/snap/")) return true;
  const start = readFileSync(real).subarray(0, 4096).toString("latin1");
  return start.startsWith("#!") && start.includes("/snap/bin/");
}

/** Chromium refuses to start for root with its sandbox on. */
function needed(kind) {
  return kind === "chromium" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}
