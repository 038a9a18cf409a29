// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Draft, PAUSE } from "../../src/content/draft";
import { FakeBox, FakeLink } from "./fakes";

function begin() {
  const fake = new FakeBox();
  const link = new FakeLink();
  const draft = new Draft({ box: fake.box, link, onUpdate: () => undefined });
  const words = () => draft.standing.map((standing) => standing.words);
  return { fake, link, draft, words };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a draft", () => {
  it("is asked about once the person pauses, and only then", () => {
    const { fake, link } = begin();
    fake.write("we");
    vi.advanceTimersByTime(PAUSE - 1);
    fake.write("we think");
    vi.advanceTimersByTime(PAUSE - 1);
    expect(link.asked).toHaveLength(0);
    vi.advanceTimersByTime(1);
    expect(link.asked.map(({ request }) => request.text)).toEqual(["we think"]);
  });

  it("is not asked about again while nothing changes", async () => {
    const { fake, link } = begin();
    fake.write("we think");
    vi.advanceTimersByTime(PAUSE);
    await link.report({ "we think": "warn" });
    fake.write("we think");
    vi.advanceTimersByTime(60_000);
    expect(link.asked).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("has one question at a time on its way, and asks the latest text next", async () => {
    const { fake, link } = begin();
    fake.write("one");
    vi.advanceTimersByTime(PAUSE);
    fake.write("one two");
    vi.advanceTimersByTime(PAUSE);
    fake.write("one two three");
    vi.advanceTimersByTime(PAUSE);
    expect(link.asked).toHaveLength(1);
    await link.report({});
    expect(link.asked.map(({ request }) => request.text)).toEqual(["one", "one two three"]);
  });

  it("moves a late answer to the text as it is now", async () => {
    const { fake, link, draft, words } = begin();
    fake.write("so we think");
    vi.advanceTimersByTime(PAUSE);
    fake.write("and so we think");
    await link.report({ "we think": "warn" }, 0);
    expect(words()).toEqual(["we think"]);
    expect(draft.standing[0]?.finding.range).toEqual({ start: 7, end: 15 });
    expect(draft.state.kind).toBe("checking");
    expect(draft.pending).toBe(true);
  });

  it("lets the latest answer win when an older one comes in after it", async () => {
    const { fake, link, draft, words } = begin();
    fake.write("bad words");
    vi.advanceTimersByTime(PAUSE);
    fake.write("good words");
    void draft.settle(1_000); // a press on Post does not wait for the older answer
    expect(link.asked).toHaveLength(2);
    await link.report({}, 1);
    await link.report({ words: "stop" }, 0);
    expect(words()).toEqual([]);
    expect(draft.state.kind).toBe("checked");
  });

  it("never calls checked what was not: the state of an older answer is not that of the new text", async () => {
    const { fake, link, draft } = begin();
    fake.write("fine");
    vi.advanceTimersByTime(PAUSE);
    await link.report({});
    expect(draft.state.kind).toBe("checked");
    fake.write("fine and");
    expect(draft.state.kind).toBe("checking");
    await vi.advanceTimersByTimeAsync(PAUSE);
    await link.refuse();
    expect(draft.state).toEqual({ kind: "not-checked", reason: "unreachable" });
    fake.write("fine and more");
    expect(draft.state.kind).toBe("not-checked");
  });

  it("is asked about again by itself when the helper comes back", async () => {
    const { fake, link, draft, words } = begin();
    fake.write("we think");
    vi.advanceTimersByTime(PAUSE);
    await link.refuse();
    draft.linkChanged(true, null);
    expect(link.asked).toHaveLength(2);
    await link.report({ "we think": "warn" });
    expect(words()).toEqual(["we think"]);
  });

  it("keeps a finding dismissed until the draft ends, also after a new report", async () => {
    const { fake, link, draft, words } = begin();
    fake.write("we think");
    vi.advanceTimersByTime(PAUSE);
    await link.report({ "we think": "warn" });
    draft.dismiss("we think");
    expect(words()).toEqual([]);
    fake.write("we think so");
    vi.advanceTimersByTime(PAUSE);
    await link.report({ "we think": "warn" });
    expect(words()).toEqual([]);
    fake.write("");
    fake.write("we think");
    vi.advanceTimersByTime(PAUSE);
    await link.report({ "we think": "warn" });
    expect(words()).toEqual(["we think"]);
  });

  it("takes no answer for a draft that has been sent", async () => {
    const { fake, link, words } = begin();
    fake.write("we think");
    vi.advanceTimersByTime(PAUSE);
    fake.write("");
    await link.report({ "we think": "warn" }, 0);
    expect(words()).toEqual([]);
  });

  it("settles with its answer, or with false when time runs out", async () => {
    const { fake, link, draft } = begin();
    fake.write("we think");
    const first = draft.settle(1_500);
    await link.report({});
    expect(await first).toBe(true);
    fake.write("we think so");
    const second = draft.settle(1_500);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(await second).toBe(false);
  });

  it("forgets everything with its box", async () => {
    const { fake, link, draft } = begin();
    fake.write("we think");
    vi.advanceTimersByTime(PAUSE);
    await link.report({ "we think": "warn" });
    fake.write("we think so");
    fake.ending.abort();
    expect(draft.text).toBe("");
    expect(draft.standing).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
