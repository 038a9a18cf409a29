// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LIMIT, PostDesk } from "../../src/content/desk";
import { Draft, PAUSE } from "../../src/content/draft";
import { judge } from "../../src/content/press";
import { DESK, type Desk } from "../../src/contract/gate";
import { GATE } from "../../src/show/words";
import { FakeBox, FakeLink } from "./fakes";
import "../../src/gate";

/** A page with a box and a Post button, the real gate and desk, and a panel that only remembers. */
function page(...more: readonly Draft[]) {
  const fake = new FakeBox();
  const link = new FakeLink();
  const draft = new Draft({ box: fake.box, link, onUpdate: () => undefined });
  const said: string[] = [];
  let panel: { back: () => void; anyway: () => void; count: number } | null = null;
  const posted: string[] = [];
  const desk = new PostDesk({
    drafts: () => [...more, draft],
    ours: () => false,
    panel: {
      isOpen: () => panel !== null,
      focus: () => undefined,
      open: (_, findings, back, anyway) => {
        const closing = (then: () => void) => () => {
          panel = null;
          then();
        };
        panel = { back: closing(back), anyway: closing(anyway), count: findings.length };
      },
    },
    waiting: () => undefined,
    tell: (_, words) => said.push(words),
    nothingSent: (_, words) => said.push(words),
    held: () => undefined,
  });
  (globalThis as { [DESK]?: Desk })[DESK] = desk;
  fake.post.addEventListener("click", () => posted.push(fake.text));
  const write = async (text: string, found: Parameters<FakeLink["report"]>[0]) => {
    fake.write(text);
    vi.advanceTimersByTime(PAUSE);
    await link.report(found);
  };
  return { fake, link, draft, said, posted, write, panel: () => panel };
}

/** As a mouse does it: down, then the click that follows. */
function press(button: HTMLElement): void {
  const init = { bubbles: true, cancelable: true, composed: true, button: 0 };
  button.dispatchEvent(new PointerEvent("pointerdown", init));
  button.dispatchEvent(new MouseEvent("mousedown", init));
  button.dispatchEvent(new MouseEvent("click", init));
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  delete (globalThis as { [DESK]?: Desk })[DESK];
  document.body.replaceChildren();
});

describe("a press on Post", () => {
  it("goes at once when nothing stands", async () => {
    const { fake, posted, write } = page();
    await write("fine words", {});
    press(fake.post);
    expect(posted).toEqual(["fine words"]);
  });

  it("goes at once for advice: a suggestion never pauses a post", async () => {
    const { fake, posted, write } = page();
    await write("fine words", { fine: "advice", words: "info" });
    press(fake.post);
    expect(posted).toEqual(["fine words"]);
  });

  it.each(["stop", "warn"] as const)("is held while a %s stands", async (severity) => {
    const { fake, posted, write, panel } = page();
    await write("bad words", { bad: severity });
    press(fake.post);
    expect(posted).toEqual([]);
    expect(panel()?.count).toBe(1);
  });

  it("is held when the page itself makes it", async () => {
    const { fake, posted, write } = page();
    await write("bad words", { bad: "stop" });
    fake.post.click();
    expect(posted).toEqual([]);
  });

  it("would go without the gate: the same page, no desk", async () => {
    const { fake, posted, write } = page();
    await write("bad words", { bad: "stop" });
    delete (globalThis as { [DESK]?: Desk })[DESK];
    press(fake.post);
    expect(posted).toEqual(["bad words"]);
  });

  it("goes once after “post anyway”, and is not held again for the same text", async () => {
    const { fake, posted, write, panel } = page();
    await write("bad words", { bad: "stop" });
    press(fake.post);
    panel()?.anyway();
    expect(posted).toEqual(["bad words"]);
    press(fake.post);
    expect(posted).toEqual(["bad words", "bad words"]);
    await write("bad words again", { bad: "stop" });
    press(fake.post);
    expect(posted).toHaveLength(2);
  });

  it("goes back to the draft with the caret where it was", async () => {
    const { fake, posted, write, panel } = page();
    await write("bad words", { bad: "stop" });
    press(fake.post);
    panel()?.back();
    expect(posted).toEqual([]);
    expect(fake.focusedAt).toBe("bad words".length);
  });

  it("is not posted anyway when the text is no longer the one that was shown", async () => {
    const { fake, posted, said, write, panel } = page();
    await write("bad words", { bad: "stop" });
    press(fake.post);
    fake.write("bad worse words");
    panel()?.anyway();
    expect(posted).toEqual([]);
    expect(said).toEqual([GATE.changed]);
  });

  it("waits for an answer to this very text, then goes by itself, once", async () => {
    const { fake, link, posted } = page();
    fake.write("fine words");
    press(fake.post);
    press(fake.post);
    expect(posted).toEqual([]);
    await link.report({});
    await vi.advanceTimersByTimeAsync(1);
    expect(posted).toEqual(["fine words"]);
  });

  it("waits for an answer, then is held when it is a stop", async () => {
    const { fake, link, posted, panel } = page();
    fake.write("bad words");
    press(fake.post);
    await link.report({ bad: "stop" });
    await vi.advanceTimersByTimeAsync(1);
    expect(posted).toEqual([]);
    expect(panel()?.count).toBe(1);
  });

  it("waits no longer than the limit, then goes and says that it went unchecked", async () => {
    const { fake, posted, said } = page();
    fake.write("slow words");
    press(fake.post);
    await vi.advanceTimersByTimeAsync(LIMIT - 1);
    expect(posted).toEqual([]);
    await vi.advanceTimersByTimeAsync(2);
    expect(posted).toEqual(["slow words"]);
    expect(said).toEqual([GATE.timedOut]);
  });

  it("sends nothing when the text changes while it waits, and says so", async () => {
    const { fake, link, posted, said } = page();
    fake.write("fine words");
    press(fake.post);
    fake.write("fine words and more");
    await link.report({}, 0);
    await vi.advanceTimersByTimeAsync(LIMIT);
    expect(posted).toEqual([]);
    expect(said).toEqual([GATE.changed]);
  });

  it("goes when the helper cannot be reached, and never silently", async () => {
    const { fake, link, posted, said } = page();
    fake.write("some words");
    vi.advanceTimersByTime(PAUSE);
    await link.refuse();
    press(fake.post);
    expect(posted).toEqual(["some words"]);
    expect(said).toEqual([GATE.unchecked("unreachable")]);
  });

  it("still holds for what stood before the helper went", async () => {
    const { fake, link, posted, write } = page();
    await write("bad words", { bad: "stop" });
    fake.write("bad words here");
    await vi.advanceTimersByTimeAsync(PAUSE);
    await link.refuse();
    press(fake.post);
    expect(posted).toEqual([]);
  });

  it("says so when there is nothing left to press", async () => {
    const { fake, link, posted, said } = page();
    fake.write("fine words");
    press(fake.post);
    fake.post.remove();
    await link.report({});
    await vi.advanceTimersByTimeAsync(1);
    expect(posted).toEqual([]);
    expect(said).toEqual([GATE.again]);
  });

  it("is made whole again for a site that acts on the way down", async () => {
    const { fake, link, posted } = page();
    const downs: string[] = [];
    fake.post.addEventListener("pointerdown", () => downs.push(fake.text));
    fake.write("fine words");
    press(fake.post);
    expect(downs).toEqual([]);
    await link.report({});
    await vi.advanceTimersByTimeAsync(1);
    expect(downs).toEqual(["fine words"]);
    expect(posted).toEqual(["fine words"]);
  });

  it("by a key is held, and repeated through the button", async () => {
    const { fake, posted, write, panel } = page();
    fake.sendsOnEnter = true;
    const heard: string[] = [];
    fake.element.addEventListener("keydown", (event) => heard.push(event.key));
    await write("bad words", { bad: "stop" });
    const enter = new KeyboardEvent("keydown", {
      key: "Enter",
      bubbles: true,
      cancelable: true,
      composed: true,
    });
    fake.element.dispatchEvent(enter);
    expect(enter.defaultPrevented).toBe(true);
    expect(heard).toEqual([]);
    panel()?.anyway();
    expect(posted).toEqual(["bad words"]);
  });

  it("leaves every other key and button alone", async () => {
    const { fake, write } = page();
    await write("bad words", { bad: "stop" });
    const other = document.createElement("button");
    document.body.append(other);
    let clicks = 0;
    other.addEventListener("click", () => clicks++);
    press(other);
    const key = new KeyboardEvent("keydown", { key: "a", bubbles: true, cancelable: true, composed: true });
    fake.element.dispatchEvent(key);
    expect(clicks).toBe(1);
    expect(key.defaultPrevented).toBe(false);
  });

  it("is the box's whose own button it is, where a neighbour claims it too", async () => {
    const neighbour = new FakeBox(2);
    const link = new FakeLink();
    const draft = new Draft({
      box: { ...neighbour.box, isSendControl: () => true },
      link,
      onUpdate: () => undefined,
    });
    const { fake, posted, write, panel } = page(draft);
    neighbour.write("bad words");
    vi.advanceTimersByTime(PAUSE);
    await link.report({ bad: "stop" });
    await write("fine words", {});
    press(fake.post);
    expect(posted).toEqual(["fine words"]);
    press(neighbour.post);
    expect(panel()?.count).toBe(1);
  });

  it("of an empty box is none of our business", () => {
    const { fake, posted } = page();
    press(fake.post);
    expect(posted).toEqual([""]);
  });
});

describe("judge", () => {
  const facts = {
    empty: false,
    allowed: false,
    pending: false,
    state: { kind: "checked" as const },
    health: { ok: true as const },
    standing: [],
  };

  it("puts the gravest first", async () => {
    const { write, draft } = page();
    await write("mild bad words", { mild: "warn", bad: "stop", words: "advice" });
    const judgement = judge(draft);
    expect(judgement.kind === "standing" && judgement.findings.map(({ words }) => words)).toEqual([
      "bad",
      "mild",
    ]);
  });

  it("tells apart checked, partly checked and not checked", () => {
    expect(judge(facts).kind).toBe("clear");
    expect(judge({ ...facts, state: { kind: "incomplete", reason: "long" } }).kind).toBe("partly-checked");
    expect(judge({ ...facts, state: { kind: "not-checked", reason: "refused" } }).kind).toBe("not-checked");
    expect(judge({ ...facts, pending: true }).kind).toBe("pending");
  });

  it("never takes a box it cannot read for an empty one", () => {
    expect(judge({ ...facts, empty: true, health: { ok: false, why: "unreadable" } }).kind).toBe(
      "cannot-check",
    );
  });

  it("lets what the person allowed go, whatever stands", () => {
    expect(judge({ ...facts, allowed: true, pending: true }).kind).toBe("clear");
  });
});
