// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { guessKind } from "../../src/capture/detector";
import { editableOf, Recogniser } from "../../src/capture/recognise";
import { giveSizes, one, page } from "./page";

beforeEach(giveSizes);

const recogniser = () => new Recogniser([]);

function isBox(words = 0): boolean {
  const target = one("[data-target]");
  const editable = editableOf(target);
  const known = recogniser();
  return editable !== null && known.mayBe(editable) && known.recognise(editable, words) !== null;
}

/** `data-target` marks the element that gets the focus. */
describe("never a compose box", () => {
  it.each([
    ["a password", `<input data-target type="password" name="comment" aria-label="Write a comment">`],
    ["a password shown as text", `<input data-target name="password" aria-label="Write your password">`],
    [
      "a user name beside a password",
      `<form><input data-target name="comment" aria-label="Write a comment"><input type="password"></form>`,
    ],
    [
      "a note to a card payment",
      `<form><textarea data-target rows="4" aria-label="Write a message"></textarea><input autocomplete="cc-number"></form>`,
    ],
    ["a one-time code", `<input data-target autocomplete="one-time-code" aria-label="Post code">`],
    [
      "a numeric field",
      `<textarea data-target inputmode="numeric" rows="3" aria-label="Write a comment"></textarea>`,
    ],
    ["an address for mail", `<input data-target type="email" aria-label="Write your email comment">`],
    [
      "a search",
      `<form role="search"><textarea data-target rows="3" aria-label="Write your post"></textarea></form>`,
    ],
    [
      "a search by what its form does",
      `<form action="/search"><textarea data-target rows="3" aria-label="Say something"></textarea></form>`,
    ],
    [
      "a field that says it searches",
      `<div role="searchbox" data-target contenteditable="true" aria-label="Write"></div>`,
    ],
    ["a secret", `<textarea data-target rows="3" name="api_key" aria-label="Write your message"></textarea>`],
    [
      "what cannot be written in",
      `<textarea data-target readonly rows="3" aria-label="Write your post"></textarea>`,
    ],
    [
      "what is switched off",
      `<textarea data-target disabled rows="3" aria-label="Write your post"></textarea>`,
    ],
    [
      "what is too small to see",
      `<textarea data-target data-size="5x5" rows="3" aria-label="Write your post"></textarea>`,
    ],
    [
      "a cell of a table of figures",
      `<div role="grid"><div data-target contenteditable="true" role="textbox" aria-multiline="true" aria-label="Comment"></div></div>`,
    ],
    [
      "a line of code",
      `<div class="monaco-editor"><textarea data-target rows="3" aria-label="Write your post"></textarea></div>`,
    ],
    ["a field for picking from a list", `<input data-target role="combobox" aria-label="Filter posts">`],
    ["a plain single line", `<input data-target name="city" aria-label="City"><button>Save</button>`],
    ["a box that asks for a prompt", `<textarea data-target aria-label="Ask AI anything"></textarea>`],
  ])("%s", (_, html) => {
    page(html);
    expect(isBox(5)).toBe(false);
  });
});

describe("a compose box on a page nobody has described", () => {
  it.each([
    [
      "a textarea that invites a comment",
      `<form><textarea data-target rows="4" placeholder="Write a comment…"></textarea><button>Post</button></form>`,
    ],
    [
      "a contenteditable with a Post button",
      `<main><div data-target data-size="500x80" contenteditable="true"></div><button>Post</button></main>`,
    ],
    [
      "an empty contenteditable attribute",
      `<main><div data-target contenteditable="" role="textbox" aria-multiline="true" aria-label="Say something"></div></main>`,
    ],
    [
      "plaintext-only",
      `<main><div data-target contenteditable="plaintext-only" aria-label="What's happening?"></div></main>`,
    ],
    ["any rich editor by its own mark", `<div data-target class="ql-editor" contenteditable="true"></div>`],
    [
      "a mention editor that is a combobox",
      `<div data-target role="combobox" contenteditable="true" aria-label="Add a comment"></div><button>Post</button>`,
    ],
    [
      "an editor that wants no spelling checked",
      `<div data-target spellcheck="false" contenteditable="true" aria-label="Message the group"></div><button>Send</button>`,
    ],
    ["a textarea by its name, with room", `<textarea data-target name="message" rows="5"></textarea>`],
    [
      "a single line for a comment",
      `<main><input data-target name="comment" placeholder="Add a comment"><button>Post</button></main>`,
    ],
    [
      "a review",
      `<form><textarea data-target rows="6" aria-label="Tell us about your visit"></textarea><button>Submit review</button></form>`,
    ],
  ])("%s", (_, html) => {
    page(html);
    expect(isBox()).toBe(true);
  });

  it("is seen on a second look, once there are words in it", () => {
    page(`<main><div data-target contenteditable="true"></div><button>Share</button></main>`);
    expect(isBox(0)).toBe(false);
    expect(isBox(2)).toBe(true);
  });
});

describe("the editing element", () => {
  it("is the outermost one, across what cannot be edited in between", () => {
    page(
      `<div id="outer" contenteditable="true"><figure contenteditable="false"><figcaption data-target contenteditable="true"></figcaption></figure></div>`,
    );
    expect(editableOf(one("[data-target]"))?.id).toBe("outer");
  });

  it("is none for a button", () => {
    page("<button data-target>Post</button>");
    expect(editableOf(one("[data-target]"))).toBeNull();
  });

  it("is the whole of an old code editor, whose focus sits in a hidden field", () => {
    page(`<div class="CodeMirror"><div><textarea data-target></textarea></div></div>`);
    expect(editableOf(one("[data-target]"))?.className).toBe("CodeMirror");
  });
});

describe("what a box is most likely for", () => {
  it.each([
    ["/messages/12", `<textarea data-target></textarea>`, "message"],
    ["/settings/profile", `<textarea data-target name="bio"></textarea>`, "profile_bio"],
    ["/places/1/review", `<textarea data-target></textarea>`, "review"],
    ["/post/1", `<textarea data-target aria-label="Reply to Sam"></textarea>`, "reply"],
    ["/post/1", `<textarea data-target placeholder="Add a comment"></textarea>`, "comment"],
    ["/post/1", `<article><textarea data-target></textarea></article>`, "comment"],
    ["/new", `<input data-target aria-label="Title">`, "title"],
    ["/home", `<textarea data-target aria-label="What's on your mind?"></textarea>`, "post"],
  ])("on %s: %s is a %s", (path, html, kind) => {
    page(html);
    expect(guessKind(one("[data-target]"), path)).toBe(kind);
  });
});
