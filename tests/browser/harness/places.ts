/** Where things are, seen from the repository's root. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../../..");
export const DIST = process.env.POSTCHECK_DIST ?? join(ROOT, "extension/dist");
export const BUNDLES = join(ROOT, "tests/browser/.make");
export const TAP = join(ROOT, "tests/browser/harness/tap.mjs");

/** The project's own environment where there is one, as `make` makes it. */
export function python(): string {
  const own = join(ROOT, ".venv/bin/python");
  return process.env.POSTCHECK_PYTHON ?? (existsSync(own) ? own : "python3");
}

const CANDIDATES = {
  chromium: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/microsoft-edge",
  ],
  firefox: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
} as const;

/** The browser's program; `CHROMIUM` and `FIREFOX` in the environment name another one. */
export function program(browser: keyof typeof CANDIDATES): string {
  const named = process.env[browser.toUpperCase()];
  const found = named ?? CANDIDATES[browser].find((path) => existsSync(path));
  if (found === undefined)
    throw new Error(`${browser} is not installed; set ${browser.toUpperCase()} to its path`);
  return found;
}
