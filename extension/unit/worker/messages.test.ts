import { describe, expect, test } from "vitest";
import { accept, type Speaker, speaker } from "../../src/worker/messages";

const ID = "idhnnfgicaliaeobhmcgfiholmdhhdgc";
const BASE = `chrome-extension://${ID}/`;
const PAGE: Speaker = { as: "page" };
const CONTENT: Speaker = { as: "content", tab: 3, frame: 0, document: "d" };
const tab = { id: 3 } as chrome.tabs.Tab;

describe("who is speaking is read from the browser's record", () => {
  test("one of our own pages, in the popup or in a tab", () => {
    expect(speaker({ id: ID, url: `${BASE}pages/popup.html` }, ID, BASE)).toEqual(PAGE);
    expect(speaker({ id: ID, url: `${BASE}pages/options.html`, tab, frameId: 0 }, ID, BASE)).toEqual(PAGE);
  });

  test("our script in a page", () => {
    const sender = { id: ID, url: "https://x.com/home", tab, frameId: 2, documentId: "abc" };
    expect(speaker(sender, ID, BASE)).toEqual({ as: "content", tab: 3, frame: 2, document: "abc" });
  });

  test.each([
    [{ id: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", url: `${BASE}pages/popup.html` }],
    [{ url: `${BASE}pages/popup.html` }],
    [{ id: ID, url: "https://x.com/" }],
    [{ id: ID, url: `https://evil.example/?${BASE}`, tab: undefined }],
  ])("anybody else is nobody: %j", (sender) => {
    expect(speaker(sender as chrome.runtime.MessageSender, ID, BASE)).toBeNull();
  });
});

describe("what they may ask", () => {
  const check = { kind: "check", box: 1, request: { text: "a", revision: 1 } };

  test("a script in a page may have its draft checked and say what it found", () => {
    const badge = { kind: "badge", badge: { state: "checked", counts: {} } };
    for (const message of [check, badge, { kind: "state" }, { kind: "retry" }, { kind: "policy" }]) {
      expect(accept(message, CONTENT)).toEqual(message);
    }
  });

  test("but may not change a setting or look at the helper", () => {
    const change = { kind: "switch-site", origin: "https://x.com", on: false };
    for (const message of [change, { kind: "health" }]) {
      expect(accept(message, CONTENT)).toBeNull();
      expect(accept(message, PAGE)).toEqual(message);
    }
  });

  test.each([
    [null],
    ["check"],
    [{}],
    [{ kind: "fetch", url: "http://127.0.0.1/" }],
    [{ kind: "check" }],
    [{ kind: "check", box: "1", request: { text: "a" } }],
    [{ kind: "check", box: 1, request: { text: 7 } }],
    [{ kind: "badge", badge: null }],
    [{ kind: "open-page", page: "https://evil.example" }],
    [{ kind: "switch-site", origin: 7, on: true }],
    [{ kind: "__proto__" }],
  ])("%j is refused", (message) => {
    expect(accept(message, PAGE)).toBeNull();
  });
});
