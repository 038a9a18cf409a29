// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { formOf, isSendControl, sendControl, sendsOn } from "../../src/capture/send";
import type { BoxSpec } from "../../src/sites/types";
import { giveSizes, one, page, pathFrom } from "./page";

beforeEach(giveSizes);

const GUESS: BoxSpec = { id: "guess", kind: "post", find: [] };
const key = (init: KeyboardEventInit) => new KeyboardEvent("keydown", { key: "Enter", ...init });

function sends(spec: BoxSpec, init: KeyboardEventInit, learned = false): boolean {
  return sendsOn(one("textarea"), spec, key(init), learned);
}

describe("keys that send", () => {
  const both: BoxSpec = { ...GUESS, id: "post", keys: ["enter", "mod+enter"] };
  beforeEach(() => page("<textarea></textarea>"));

  it("are those of the site", () => {
    expect(sends(both, {})).toBe(true);
    expect(sends(both, { ctrlKey: true })).toBe(true);
    expect(sends(both, { metaKey: true })).toBe(true);
    expect(sends({ ...both, keys: ["mod+enter"] }, {})).toBe(false);
    expect(sends({ ...both, keys: ["enter"] }, { ctrlKey: true })).toBe(false);
  });

  it.each([
    ["a new line", { shiftKey: true }],
    ["Alt and Enter", { altKey: true }],
    ["another key", { key: "a", ctrlKey: true }],
    ["an input method at work", { isComposing: true }],
    ["an input method at work, as older pages are told", { keyCode: 229 }],
  ])("are not %s", (_, init) => {
    expect(sends(both, init)).toBe(false);
  });

  it("do not include Enter while a list of mentions is open", () => {
    page(`<textarea></textarea><ul role="listbox"><li role="option">Sam</li></ul>`);
    expect(sends(both, {})).toBe(false);
    page(`<textarea aria-activedescendant="o1"></textarea>`);
    expect(sends(both, {})).toBe(false);
    page(`<textarea aria-expanded="true"></textarea>`);
    expect(sends(both, {})).toBe(false);
  });

  it("on a page nobody has described: Ctrl+Enter; Enter only once it was seen to send, or the page says so", () => {
    expect(sends(GUESS, { ctrlKey: true })).toBe(true);
    expect(sends(GUESS, {})).toBe(false);
    expect(sends(GUESS, {}, true)).toBe(true);
    page(`<textarea enterkeyhint="send"></textarea>`);
    expect(sends(GUESS, {})).toBe(true);
    page("<form><textarea></textarea><small>Press Enter to send</small></form>");
    expect(sends(GUESS, {})).toBe(true);
  });
});

describe("the control that sends", () => {
  const marked: BoxSpec = { ...GUESS, id: "post", root: ["[role=dialog]", "main"], submit: [".send"] };

  it("is known by the site's own mark, from anything inside it", () => {
    page(`<main><textarea></textarea><button class="send"><svg></svg></button></main>`);
    expect(isSendControl(one("textarea"), marked, pathFrom(one(".send svg")))).toBe(true);
    expect(sendControl(one("textarea"), marked)).toBe(one(".send"));
  });

  it.each(["Publier", "Wyślij", "Postio", "Antworten", "Enviar"])(
    "is known on any page by its label, also where that is “%s”",
    (label) => {
      page(`<form><textarea></textarea><button type="button">x</button><button>${label}</button></form>`);
      const [, button] = document.querySelectorAll("button");
      expect(sendControl(one("textarea"), GUESS)).toBe(button);
      expect(isSendControl(one("textarea"), GUESS, pathFrom(button as Element))).toBe(true);
    },
  );

  it("is the one that can be pressed, be it marked or only labelled", () => {
    const either: BoxSpec = { ...marked, submitText: ["Publier"] };
    page(`<main><textarea></textarea><button class="send" disabled></button><button>publier</button></main>`);
    expect(sendControl(one("textarea"), either)?.textContent).toBe("publier");
  });

  it("is not another box's control of the same mark", () => {
    page(
      `<div role="dialog"><textarea></textarea><button class="send"></button></div><main><button class="send" id="other"></button></main>`,
    );
    expect(isSendControl(one("textarea"), marked, pathFrom(one("#other")))).toBe(false);
  });

  it("may stand outside the box's area where there is none inside", () => {
    page(`<div role="dialog"><textarea></textarea></div><header><button class="send"></button></header>`);
    expect(isSendControl(one("textarea"), marked, pathFrom(one(".send")))).toBe(true);
    expect(sendControl(one("textarea"), marked)).toBe(one(".send"));
  });

  it("does not send while it is switched off", () => {
    page(`<main><textarea></textarea><button class="send" aria-disabled="true"></button></main>`);
    expect(isSendControl(one("textarea"), marked, pathFrom(one(".send")))).toBe(false);
  });

  it("is known by its whole label where it has no mark", () => {
    const spec: BoxSpec = { ...GUESS, id: "caption", root: ["main"], submitText: ["Share"] };
    page(
      `<main><textarea></textarea><div role="button">Next</div><div role="button">Share</div></main><button>Share</button>`,
    );
    const [next, share] = document.querySelectorAll("[role=button]");
    expect(isSendControl(one("textarea"), spec, pathFrom(next as Node))).toBe(false);
    expect(isSendControl(one("textarea"), spec, pathFrom(share as Node))).toBe(true);
    expect(isSendControl(one("textarea"), spec, pathFrom(one("body > button")))).toBe(false);
  });

  it.each([
    "Post",
    "Reply",
    "Send",
    "Comment",
    "Publish",
    "Save changes",
    "Submit review",
    "Add comment",
    "Post now",
    "Publish!",
  ])("is guessed by its label: %s", (label) => {
    page(`<main><textarea></textarea><button>${label}</button></main>`);
    expect(isSendControl(one("textarea"), GUESS, pathFrom(one("button")))).toBe(true);
    expect(sendControl(one("textarea"), GUESS)).toBe(one("button"));
  });

  it.each([
    "Cancel",
    "Posts",
    "Share this page with friends",
    "Comments (12)",
    "Send feedback to the developers of this site",
  ])("is not guessed to be: %s", (label) => {
    page(`<main><textarea></textarea><button>${label}</button></main>`);
    expect(isSendControl(one("textarea"), GUESS, pathFrom(one("button")))).toBe(false);
  });

  it("is never the editor itself, whatever holds it", () => {
    page(`<main><div role="button" aria-label="Post"><textarea></textarea></div></main>`);
    expect(isSendControl(one("textarea"), GUESS, pathFrom(one("textarea")))).toBe(false);
  });

  it("of two boxes side by side belongs to the nearer", () => {
    page(
      `<section><textarea></textarea><button>Post</button></section><section><textarea id="two"></textarea><button id="b2">Post</button></section>`,
    );
    expect(sendControl(one("#two"), GUESS)).toBe(one("#b2"));
    expect(sendControl(one("textarea"), GUESS)).toBe(one("button"));
  });
});

it("the form is the one around the box", () => {
  page(`<form id="f"><div contenteditable="true" id="e"></div></form><textarea form="f"></textarea>`);
  expect(formOf(one("#e"))).toBe(one("#f"));
});
