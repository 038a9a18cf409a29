/**
 * What each script of ours can reach, read from its imports: a script inside a web page is treated as the page by
 * both browsers, so it must never make a request, and nothing may parse a string as HTML or code.
 */
import { readdir, readFile } from "node:fs/promises";
import { build, transform } from "esbuild";
import { describe, expect, test } from "vitest";

const REQUESTS =
  /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|RTCPeerConnection)\b/;
const STRINGS_AS_CODE =
  /\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|new Function|setHTMLUnsafe|parseFromString|createContextualFragment)\b/;
const LOGS = /\bconsole\./;

/** The script as it runs, without comments and types. */
async function bare(text) {
  const { code } = await transform(text, { loader: "ts", minifyWhitespace: true, legalComments: "none" });
  return code;
}

/** Our own source files in the bundle of `entry`, each with its bare text. */
async function sources(entry) {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: "iife",
    loader: { ".css": "text" },
    logLevel: "silent",
  });
  const files = Object.keys(metafile.inputs).filter((path) => path.endsWith(".ts"));
  return Promise.all(files.map(async (path) => [path, await bare(await readFile(path, "utf8"))]));
}

const guilty = (files, crime) =>
  files
    .filter(([, text]) => crime.test(text))
    .map(([path]) => path)
    .toSorted();

const IN_PAGES = ["src/gate.ts", "src/reader.ts", "src/content/main.ts"];

describe.each(IN_PAGES)("%s, which runs inside web pages", (entry) => {
  test("makes no request of any kind", async () => {
    expect(guilty(await sources(entry), REQUESTS)).toEqual([]);
  });

  test("parses no string as HTML or code, and logs nothing", async () => {
    const files = await sources(entry);
    expect(guilty(files, STRINGS_AS_CODE)).toEqual([]);
    expect(guilty(files, LOGS)).toEqual([]);
  });
});

describe("the worker", () => {
  test("makes requests in one file only, which is handed the browser's fetch by another", async () => {
    const files = await sources("src/worker/background.ts");
    expect(guilty(files, REQUESTS)).toEqual(["src/worker/background.ts", "src/worker/client.ts"]);
  });

  test("knows no address but this computer's", async () => {
    const files = await sources("src/worker/background.ts");
    const addresses = files.flatMap(([, text]) => text.match(/https?:\/\/[^/`"'$:]+/g) ?? []);
    expect(new Set(addresses)).toEqual(new Set(["http://127.0.0.1"]));
  });
});

test("no file anywhere parses a string as HTML or code", async () => {
  const names = (await readdir("src", { recursive: true })).filter((name) => name.endsWith(".ts"));
  const files = await Promise.all(
    names.map(async (name) => [name, await bare(await readFile(`src/${name}`, "utf8"))]),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(guilty(files, STRINGS_AS_CODE)).toEqual([]);
});

test.each([
  ["await fetch(address)", REQUESTS],
  ["new WebSocket(address)", REQUESTS],
  ["navigator.sendBeacon(address)", REQUESTS],
  ["node.innerHTML = text", STRINGS_AS_CODE],
  ["new Function(text)", STRINGS_AS_CODE],
  ["console.log(draft)", LOGS],
])("it would see %j", async (text, crime) => {
  expect(guilty([["x.ts", await bare(text)]], crime)).toEqual(["x.ts"]);
});

test("it does not mind a word in a comment", async () => {
  expect(guilty([["x.ts", await bare("const x = 1; // fetch nothing here")]], REQUESTS)).toEqual([]);
});
