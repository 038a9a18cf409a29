import { describe, expect, test } from "vitest";
import manifest from "../manifest.json";
import { hostPatterns } from "../src/sites";

const LOOPBACK = "http://127.0.0.1/*";
const TRYOUT = "http://127.0.0.1/tryout*";
const inSites = hostPatterns()
  .filter((pattern) => pattern !== TRYOUT)
  .toSorted();
const scripts = manifest.content_scripts;

describe("the manifest and the site files cannot drift apart", () => {
  test("the permissions are exactly the sites' hosts and this computer", () => {
    expect(manifest.host_permissions.toSorted()).toEqual([...inSites, LOOPBACK].toSorted());
  });

  test.each(scripts.map((script) => [script.js.join(), script] as const))(
    "%s runs where sites say",
    (_, script) => {
      const expected = script.matches.includes(TRYOUT) ? [TRYOUT] : inSites;
      expect(script.matches.toSorted()).toEqual(expected);
      expect(script.all_frames).toBe(true);
    },
  );

  test("the first script is there before the page's own, in every kind of frame", () => {
    const first = scripts.find((script) => script.js.includes("gate.js") && !script.matches.includes(TRYOUT));
    expect(first).toMatchObject({
      run_at: "document_start",
      match_about_blank: true,
      match_origin_as_fallback: true,
    });
  });
});

describe("what the extension may do", () => {
  test("nothing more than version 1.0 asked for: an added permission switches the extension off for people", () => {
    expect(manifest.permissions.toSorted()).toEqual(["activeTab", "nativeMessaging", "scripting", "storage"]);
    expect(manifest.optional_host_permissions).toEqual(["https://*/*", "http://*/*"]);
  });

  test("its pages run their own scripts and speak to this computer only", () => {
    const policy = manifest.content_security_policy.extension_pages;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src http://127.0.0.1:*;");
    expect(policy).not.toMatch(/unsafe|upgrade-insecure|https:|\bdata:/);
  });

  test("no page and no other extension may speak to it, and private windows are left alone", () => {
    expect(manifest.externally_connectable).toEqual({ ids: [] });
    expect(manifest.incognito).toBe("not_allowed");
    expect(manifest).not.toHaveProperty("web_accessible_resources");
  });
});

test("the key gives the id that the helper lets in", async () => {
  const key = Uint8Array.from(atob(manifest.key), (character) => character.charCodeAt(0));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", key)).slice(0, 16);
  const letters = "abcdefghijklmnop";
  const id = [...digest].map((byte) => `${letters[byte >> 4]}${letters[byte & 15]}`).join("");
  expect(id).toBe("idhnnfgicaliaeobhmcgfiholmdhhdgc");
});

test("at most four keys are suggested, as Chromium allows, and none twice", () => {
  const keys = Object.values(manifest.commands).flatMap((command) =>
    "suggested_key" in command ? [command.suggested_key.default] : [],
  );
  expect(keys.length).toBeLessThanOrEqual(4);
  expect(new Set(keys).size).toBe(keys.length);
});
