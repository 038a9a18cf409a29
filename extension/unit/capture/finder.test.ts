// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startCapture } from "../../src/capture";
import type { Box } from "../../src/contract/box";
import type { Site } from "../../src/sites/types";
import { giveSizes, one, page } from "./page";

const SITE: Site = {
  id: "some",
  name: "Some site",
  checked: "2026-11-22",
  sure: "A",
  hosts: ["*://*/*"],
  never: ["#never"],
  boxes: [
    {
      id: "post",
      kind: "post",
      find: ["textarea.post", "[contenteditable].post"],
      root: ["main"],
      kindIf: [{ kind: "reply", has: ".parent" }],
      thread: [{ text: ".parent" }],
      audience: { find: [".audience"], map: [["Everyone", "public"]] },
      limit: 280,
    },
  ],
};

let end: AbortController;

beforeEach(() => {
  giveSizes();
  end = new AbortController();
});
afterEach(() => end.abort());

function start(more: { ours?: (node: Node) => boolean } = {}) {
  const seen: { boxes: Box[]; focus: (string | null)[] } = { boxes: [], focus: [] };
  const capture = startCapture({
    sites: [SITE],
    bioSaysSo: (site) => site === "some",
    official: () => false,
    signal: end.signal,
    ...more,
  });
  capture.onBox((box) => seen.boxes.push(box));
  capture.onFocus((box) => seen.focus.push(box ? box.read().text : null));
  return { capture, seen };
}

const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

function write(field: HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
}

const POST = `<main><textarea class="post"></textarea></main>`;

describe("finding the box", () => {
  it("looks at nothing before it has the focus", () => {
    page(POST);
    const { capture, seen } = start();
    expect(capture.boxes()).toEqual([]);
    one("textarea").focus();
    expect(seen.boxes).toHaveLength(1);
    expect(capture.boxes()[0]?.element).toBe(one("textarea"));
  });

  it("meets a box that had the focus before we came", () => {
    page(POST);
    one("textarea").focus();
    expect(start().seen.boxes).toHaveLength(1);
  });

  it("meets each box once, and tells when the focus comes and goes", async () => {
    page(
      `<main><textarea class="post" id="a"></textarea><textarea class="post" id="b"></textarea></main><button>x</button>`,
    );
    one<HTMLTextAreaElement>("#a").value = "a";
    one<HTMLTextAreaElement>("#b").value = "b";
    const { capture, seen } = start();
    for (const id of ["#a", "#b", "#a"]) one(id).focus();
    expect(seen.boxes).toHaveLength(2);
    expect(capture.boxes().map((box) => box.read().text)).toEqual(["a", "b"]);
    one("button").focus();
    await frame();
    expect(seen.focus).toEqual(["a", "b", "a", null]);
  });

  it("keeps the box while the focus is with us", async () => {
    page(`${POST}<button>ours</button>`);
    const { seen } = start({ ours: (node) => node === one("button") });
    one("textarea").focus();
    one("button").focus();
    await frame();
    expect(seen.focus).toEqual([""]);
  });

  it.each([
    ["what the site file rules out", `<main><textarea class="post" id="never"></textarea></main>`],
    ["a password, whatever the site file says", `<main><input type="password" class="post"></main>`],
    ["a field beside a password", `<form><textarea class="post"></textarea><input type="password"></form>`],
  ])("never meets %s", (_, html) => {
    page(html);
    const { seen } = start();
    one("textarea,input").focus();
    expect(seen.boxes).toEqual([]);
  });
});

describe("what a box tells", () => {
  it("is the text, and the circumstances of the site file", () => {
    page(
      `<div class="parent">Is it open?</div><main><div class="parent"> Is  it on? </div><b class="audience">Everyone</b><textarea class="post"></textarea></main>`,
    );
    const { capture } = start();
    one("textarea").focus();
    write(one("textarea"), "Yes");
    expect(capture.boxes()[0]?.read()).toEqual({
      text: "Yes",
      context: {
        site: "some",
        kind: "reply",
        thread: "Is it on?",
        attachments: [],
        audience: "public",
        limit: 280,
        account: { kind: "unknown", bio_disclaimer: true },
      },
    });
  });

  it("is told once a frame however often the text changes, and not while an input method is at work", async () => {
    page(POST);
    const { capture } = start();
    const field = one<HTMLTextAreaElement>("textarea");
    field.focus();
    await frame();
    let told = 0;
    capture.boxes()[0]?.onChange(() => told++);
    for (const text of ["a", "ab", "abc"]) write(field, text);
    await frame();
    expect(told).toBe(1);
    field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    write(field, "abcd");
    await frame();
    expect(told).toBe(1);
    field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    await frame();
    expect(told).toBe(2);
  });

  it("says nothing when nothing changed", async () => {
    page(POST);
    const { capture } = start();
    one("textarea").focus();
    await frame();
    let told = 0;
    capture.boxes()[0]?.onChange(() => told++);
    one("textarea").dispatchEvent(new KeyboardEvent("keyup", { key: "ArrowLeft", bubbles: true }));
    await frame();
    expect(told).toBe(0);
  });
});

describe("how well a box can be read", () => {
  const type = (field: HTMLElement, data: string) =>
    field.dispatchEvent(new InputEvent("beforeinput", { inputType: "insertText", data, bubbles: true }));

  it("is well as long as what is typed can be read, and after it was sent", async () => {
    page(POST);
    const { capture } = start();
    const field = one<HTMLTextAreaElement>("textarea");
    field.focus();
    const [box] = capture.boxes();
    for (const letter of "hello") {
      type(field, letter);
      write(field, field.value + letter);
    }
    box?.read();
    write(field, "");
    expect(box?.health()).toEqual({ ok: true });
  });

  it("is not, when words are typed and none arrive", () => {
    page(POST);
    const { capture } = start();
    one("textarea").focus();
    for (const letter of "hello") type(one("textarea"), letter);
    expect(capture.boxes()[0]?.health()).toEqual({ ok: false, why: "unreadable" });
  });
});

describe("a box whose editor leaves the page", () => {
  it("ends", async () => {
    page(POST);
    const { capture, seen } = start();
    one("textarea").focus();
    document.body.replaceChildren();
    await frame();
    await frame();
    expect(seen.boxes[0]?.signal.aborted).toBe(true);
    expect(capture.boxes()).toEqual([]);
  });

  it("goes on in the one that takes its place with the same words", async () => {
    page(POST);
    const { capture, seen } = start();
    one("textarea").focus();
    write(one("textarea"), "Half a sentence about");
    const next = one<HTMLTextAreaElement>("textarea").cloneNode() as HTMLTextAreaElement;
    next.value = "Half a sentence about x";
    one("textarea").replaceWith(next);
    next.focus();
    await frame();
    await frame();
    expect(seen.boxes).toHaveLength(1);
    expect(seen.boxes[0]?.signal.aborted).toBe(false);
    expect(capture.boxes().map(({ element }) => element)).toEqual([next]);
  });

  it("does not go on in one with other words", async () => {
    page(POST);
    const { seen } = start();
    one("textarea").focus();
    write(one("textarea"), "Half a sentence about");
    const next = one<HTMLTextAreaElement>("textarea").cloneNode() as HTMLTextAreaElement;
    next.value = "";
    one("textarea").replaceWith(next);
    next.focus();
    await frame();
    await frame();
    expect(seen.boxes).toHaveLength(2);
    expect(seen.boxes[0]?.signal.aborted).toBe(true);
  });
});

it("everything ends with the signal", async () => {
  page(POST);
  const { capture, seen } = start();
  one("textarea").focus();
  end.abort();
  expect(seen.boxes[0]?.signal.aborted).toBe(true);
  one("textarea").blur();
  one("textarea").focus();
  expect(seen.boxes).toHaveLength(1);
  expect(capture.boxes()).toEqual([]);
});
