// @vitest-environment happy-dom
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { hostPatterns, SITES } from "../../src/sites";
import { loadSites } from "../../src/sites/load";
import { matchesPattern } from "../../src/sites/patterns";
import type { Site } from "../../src/sites/types";

const ROOM = join(import.meta.dirname, "../../src/sites");
const parse = (name: string): unknown => JSON.parse(readFileSync(join(ROOM, name), "utf8"));
const files = readdirSync(ROOM).filter((name) => name.endsWith(".json") && name !== "schema.json");
const valid = new Ajv2020({ formats: { regex: isRegex } }).compile(parse("schema.json") as object);

function isRegex(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

function site(more: Partial<Site> = {}): Site {
  return {
    id: "some",
    name: "Some site",
    checked: "2026-11-22",
    sure: "A",
    hosts: ["https://some.example/*"],
    boxes: [{ id: "post", kind: "post", find: ["textarea"] }],
    ...more,
  };
}

describe("the site files", () => {
  it.each(files)("%s keeps to the schema", (name) => {
    valid(parse(name));
    expect(valid.errors ?? []).toEqual([]);
  });

  it("are all in the list, and each is named as its file", () => {
    expect(SITES.map(({ id }) => `${id}.json`).toSorted()).toEqual(files.toSorted());
  });

  it("lose nothing when loaded", () => {
    const { sites, dropped } = loadSites(SITES);
    expect(dropped).toEqual({});
    expect(sites).toEqual(SITES);
  });

  it("give every box an id of its own", () => {
    for (const { boxes } of SITES) expect(new Set(boxes.map(({ id }) => id)).size).toBe(boxes.length);
  });

  it("name their hosts once", () => {
    expect(new Set(hostPatterns()).size).toBe(SITES.flatMap(({ hosts }) => hosts).length);
  });
});

describe("the schema", () => {
  it.each([
    ["an unknown key", { ...site(), submitt: [] }],
    ["a kind the helper does not know", site({ boxes: [{ id: "a", kind: "rant" as "post", find: ["a"] }] })],
    ["a box that nothing finds", site({ boxes: [{ id: "a", kind: "post", find: [] }] })],
    ["a host that is no match pattern", site({ hosts: ["some.example"] })],
    ["an expression that is none", site({ boxes: [{ id: "a", kind: "post", find: ["a"], onlyOn: "(" }] })],
  ])("refuses %s", (_, file) => {
    expect(valid(file)).toBe(false);
  });
});

describe("a site file with a fault", () => {
  const broken = "]";

  it("loses the broken selector, and only that", () => {
    const box = { id: "post", kind: "post", find: [broken, "textarea"], submit: [broken, "button"] } as const;
    const { sites, dropped } = loadSites([site({ boxes: [box] }), site({ id: "other" })]);
    expect(sites[0]?.boxes[0]).toMatchObject({ find: ["textarea"], submit: ["button"] });
    expect(sites[1]).toEqual(site({ id: "other" }));
    expect(dropped).toEqual({ some: 2 });
  });

  it("loses a box that nothing would find any more", () => {
    const { sites } = loadSites([site({ boxes: [{ id: "post", kind: "post", find: [broken] }] })]);
    expect(sites[0]?.boxes).toEqual([]);
  });

  it("loses a box whose exclusions are broken, rather than let in what they kept out", () => {
    const box = { id: "post", kind: "post", find: ["textarea"], not: [broken] } as const;
    expect(loadSites([site({ boxes: [box] })]).sites[0]?.boxes).toEqual([]);
  });

  it("is left out whole when it could no longer tell the software", () => {
    expect(loadSites([site({ detect: [broken, "body"] })]).sites).toEqual([]);
  });

  it("loses a broken expression", () => {
    const box = {
      id: "post",
      kind: "post",
      find: ["textarea"],
      kindIf: [{ kind: "reply", path: "(" }],
    } as const;
    expect(loadSites([site({ boxes: [box] })]).sites[0]?.boxes[0]?.kindIf).toEqual([]);
  });
});

describe("match patterns", () => {
  it.each([
    ["https://x.com/*", "https://x.com/compose/post", true],
    ["https://x.com/*", "http://x.com/compose/post", false],
    ["https://x.com/*", "https://notx.com/", false],
    ["https://*.wikipedia.org/*", "https://en.wikipedia.org/wiki/Lancaster?action=edit", true],
    ["https://*.wikipedia.org/*", "https://wikipedia.org/", true],
    ["https://*.wikipedia.org/*", "https://notwikipedia.org/", false],
    ["http://127.0.0.1/tryout*", "http://127.0.0.1:41234/tryout", true],
    ["http://127.0.0.1/tryout*", "http://127.0.0.1:41234/v1/check", false],
    ["*://some.example/*", "http://some.example/", true],
  ])("%s on %s: %s", (pattern, address, holds) => {
    expect(matchesPattern(pattern, address)).toBe(holds);
  });
});
