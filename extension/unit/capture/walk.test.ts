// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import type { TextMap } from "../../src/capture/textmap";
import { Walker } from "../../src/capture/walk";

function host(html: string, whiteSpace = "pre-wrap"): HTMLElement {
  const element = document.createElement("div");
  element.setAttribute("contenteditable", "true");
  element.style.whiteSpace = whiteSpace;
  element.innerHTML = html;
  document.body.replaceChildren(element);
  return element;
}

function read(html: string, whiteSpace?: string): TextMap {
  const element = host(html, whiteSpace);
  return new Walker().read(element, [element]);
}

describe("the text of an editor is what the person sees as lines", () => {
  it.each([
    ["nothing at all", "", ""],
    ["one empty paragraph", "<p><br></p>", ""],
    ["paragraphs", "<p>one</p><p>two</p>", "one\ntwo"],
    ["an empty paragraph between two", "<p>one</p><p><br></p><p>two</p>", "one\n\ntwo"],
    ["an empty paragraph at the end", "<p>one</p><p><br></p>", "one\n"],
    ["Chromium's bare first line", "one<div>two</div><div><br></div><div>three</div>", "one\ntwo\n\nthree"],
    ["line breaks in one paragraph", "<p>one<br>two</p>", "one\ntwo"],
    ["a line break that only holds the line open", "<p>one<br></p>", "one"],
    ["a last line with nothing in it yet", "<p>one<br><br></p>", "one\n"],
    ["kept newlines", "one\ntwo", "one\ntwo"],
    ["kept newlines among fillers", "one\r\u200B\ntwo\u200B\n\n three ", "one\ntwo\n\n three "],
    ["a kept newline at the end, which shows no line", "one\n", "one"],
    ["two kept newlines at the end", "one\n\n", "one\n"],
    ["a word in two pieces", "<p>ca<b>ke</b></p>", "cake"],
    [
      "Draft.js blocks",
      `<div data-contents="true"><div data-block="true"><div><span data-offset-key="a"><span data-text="true">one</span></span></div></div><div data-block="true"><div><span><br data-text="true"></span></div></div></div>`,
      "one\n",
    ],
    ["Lexical paragraphs", `<p dir="auto"><span data-lexical-text="true">one</span></p><p><br></p>`, "one\n"],
    [
      "Slate's zero-width filler",
      `<div data-slate-node="element"><span data-slate-zero-width="n">\uFEFF<br></span></div><div data-slate-node="element"><span>two</span></div>`,
      "\ntwo",
    ],
    ["ProseMirror's trailing break", `<p>one<br><br class="ProseMirror-trailingBreak"></p>`, "one\n"],
    ["Trix's comments", "<div><!--block-->one<br>two</div>", "one\ntwo"],
    ["a list", "<ul><li>one</li><li>two</li></ul>", "one\ntwo"],
    [
      "a quotation with paragraphs",
      "<blockquote><p>one</p><p>two</p></blockquote><p>three</p>",
      "one\ntwo\nthree",
    ],
    ["a hard space", "<p>one\u00A0two</p>", "one two"],
    ["zero-width fillers among words", "<p>\u200Bone\uFEFF</p>", "one"],
    ["a joiner inside an emoji, which is no filler", "<p>👩‍🏫</p>", "👩‍🏫"],
    ["a mention chip", `<p>hi <span contenteditable="false">@Sam\uFEFF</span> there</p>`, "hi @Sam there"],
    ["an emoji image", `<p>hi <img alt="😀"> there</p>`, "hi 😀 there"],
    ["an emoji by its short name", `<p><img alt=":smile:"></p>`, ":smile:"],
    ["a picture, whose description is not the draft", `<p>hi <img alt="Year 5 at the zoo"></p>`, "hi "],
    [
      "a placeholder",
      `<p><span data-slate-placeholder="true" contenteditable="false">What's on your mind?</span>one</p>`,
      "one",
    ],
    [
      "a collaborator's cursor",
      `<p>one<span class="ProseMirror-widget" contenteditable="false">Alex</span></p>`,
      "one",
    ],
    [
      "a picture block with a caption that can be written in",
      `<p>one</p><figure contenteditable="false"><img alt=""><figcaption contenteditable="true">two</figcaption></figure>`,
      "one\ntwo",
    ],
    [
      "a link preview that cannot be written in",
      `<p>one</p><div contenteditable="false">Example Domain</div>`,
      "one",
    ],
    ["an icon and its style", "<p>one<svg><text>x</text></svg><style>p{}</style></p>", "one"],
  ])("%s", (_, html, text) => {
    expect(read(html).text).toBe(text);
  });

  it.each([
    ["indentation", "\n  <p>\n    one   two\n  </p>\n  <p>three </p>\n", "one two\nthree "],
    ["a space between two pieces", "<p><b>one</b> <i>two</i></p>", "one two"],
    ["spaces on both sides of a boundary", "<p>one <b> two</b></p>", "one two"],
    [
      "many spaces in a long line",
      `<p>${"one  two three ".repeat(3)}</p>`,
      "one two three one two three one two three ",
    ],
    ["a filler between two spaces", "<p>one \u200B two \u200Bthree</p>", "one two three"],
    ["a filler at the end of a space", "<p>one\u200B \u200Btwo\t\u200B</p>", "one two"],
    ["hard spaces are kept", "<p>one\u00A0 \u00A0two\u00A0</p>", "one   two "],
    ["kept space in a pre", '<pre style="white-space: pre">one\n  two</pre>', "one\n  two"],
  ])("white space that collapses: %s", (_, html, text) => {
    expect(read(html, "normal").text).toBe(text);
  });

  it("joins several editors, one line or more each, empty ones too", () => {
    const element = host(
      `<h1 class="part"></h1><p class="part">one<br>two</p><p class="part"></p><p class="part">three</p>`,
    );
    const map = new Walker().read(element, [...element.querySelectorAll(".part")]);
    expect(map.text).toBe("\none\ntwo\n\nthree");
  });
});

describe("the table of places", () => {
  it("takes words back to exactly their letters, across formatting and chips", () => {
    const map = read(`<p>we <b>li</b>ke <span contenteditable="false">@Sam</span></p><p>😀 cake</p>`);
    const words = (start: number, end: number) => {
      const [from, to] = [map.point(start, "start"), map.point(end, "end")];
      if (!from || !to) return null;
      const range = document.createRange();
      range.setStart(...from);
      range.setEnd(...to);
      return range.toString();
    };
    expect(map.text).toBe("we like @Sam\n😀 cake");
    for (const word of ["we", "like", "@Sam", "cake", "😀"]) {
      const start = map.text.indexOf(word);
      expect(words(start, start + word.length)).toBe(word);
    }
  });

  it("says how many pieces of text a range runs through", () => {
    const map = read("<p>ca<b>ke</b> tea</p>");
    expect(map.runsIn(0, 4)).toHaveLength(2);
    expect(map.runsIn(5, 8)).toHaveLength(1);
    expect(map.runsIn(8, 8)).toHaveLength(0);
  });

  it("gives every offset a place that leads back to it, in any document", () => {
    const random = seeded(20261122);
    for (let round = 0; round < 60; round++) {
      const html = document_(random);
      const map = read(html, round % 2 ? "normal" : "pre-wrap");
      for (let offset = 0; offset <= map.text.length; offset++) {
        if (insideChip(map, offset)) continue;
        for (const lean of ["start", "end"] as const) {
          const point = map.point(offset, lean);
          expect(point, html).not.toBeNull();
          if (point) expect(map.offset(...point), html).toBe(offset);
        }
      }
    }
  });

  it("finds the nearest offset for points between lines and around the editor", () => {
    const map = read("<p>one</p><p>two</p>");
    const [editor, second] = [map.home, map.home.childNodes[1] as Node];
    expect(map.offset(editor, 0)).toBe(0);
    expect(map.offset(editor, 1)).toBe(4);
    expect(map.offset(editor, 2)).toBe(7);
    expect(map.offset(second, 0)).toBe(4);
    expect(map.offset(second, 1)).toBe(7);
  });
});

function insideChip(map: TextMap, offset: number): boolean {
  return map.runs.some(
    ({ kind, start, length }) => kind === "atom" && start < offset && offset < start + length,
  );
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** A made-up document of blocks, breaks, formatting, fillers and chips. */
function document_(random: () => number): string {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const piece = (): string =>
    pick([
      () => "word",
      () => " ",
      () => "two words",
      () => "😀",
      () => "\u200B",
      () => "<br>",
      () => `<b>${pick(["bold", "b ", ""])}</b>`,
      () => `<span contenteditable="false">@chip</span>`,
      () => `<i>${pick(["i", "<u>u</u>"])}</i>`,
    ])();
  const line = (): string => Array.from({ length: Math.floor(random() * 5) }, piece).join("");
  const block = (): string =>
    pick([() => `<p>${line() || "<br>"}</p>`, line, () => `<div>${line()}<p>${line()}</p></div>`])();
  return Array.from({ length: 1 + Math.floor(random() * 4) }, block).join("");
}
