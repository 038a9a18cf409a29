import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WorkerLink } from "../../src/content/worker-link";
import type { LinkState } from "../../src/contract/link";
import type { ToContent, ToWorker } from "../../src/contract/messages";
import { reportOn } from "./fakes";

type Answer = (message: ToWorker) => unknown;

/** The messaging half of the extension's world, answering as the worker would. */
function worker(answer: Answer) {
  const listeners = new Set<(message: ToContent) => void>();
  const runtime = {
    id: "ours" as string | undefined,
    sendMessage: vi.fn(async (message: ToWorker) => answer(message)),
    onMessage: {
      addListener: (listener: (message: ToContent) => void) => listeners.add(listener),
      removeListener: (listener: (message: ToContent) => void) => listeners.delete(listener),
    },
  };
  vi.stubGlobal("chrome", { runtime });
  const push = (state: LinkState) => {
    for (const listener of listeners) listener({ kind: "link-state", state });
  };
  return { runtime, listeners, push };
}

const REQUEST = { text: "words", revision: 1 };

let end: AbortController;
beforeEach(() => {
  end = new AbortController();
});
afterEach(() => {
  end.abort();
  vi.unstubAllGlobals();
});

describe("the link through the worker", () => {
  it("wakes nobody before a box is there", () => {
    const { runtime } = worker(() => ({ kind: "ready" }));
    new WorkerLink(end.signal);
    expect(runtime.sendMessage).not.toHaveBeenCalled();
  });

  it("calls nothing ready before the worker has said so", async () => {
    worker(() => ({ kind: "ready" }));
    const link = new WorkerLink(end.signal);
    const states: LinkState["kind"][] = [];
    link.watch((state) => states.push(state.kind), end.signal);
    expect(states).toEqual(["not-checked"]);
    await vi.waitFor(() => expect(states).toEqual(["not-checked", "ready"]));
  });

  it("passes on what the worker tells later", async () => {
    const { push } = worker(() => ({ kind: "ready" }));
    const link = new WorkerLink(end.signal);
    let latest: LinkState | null = null;
    link.watch((state) => {
      latest = state;
    }, end.signal);
    await vi.waitFor(() => expect(latest).toEqual({ kind: "ready" }));
    push({ kind: "not-checked", reason: "host-exited" });
    expect(latest).toEqual({ kind: "not-checked", reason: "host-exited" });
  });

  it("drops an answer that a later revision of the same box has overtaken", async () => {
    const answers: ((value: unknown) => void)[] = [];
    worker(() => new Promise((answer) => answers.push(answer)));
    const link = new WorkerLink(end.signal);
    const first = link.check(REQUEST, 1);
    const second = link.check({ ...REQUEST, revision: 2 }, 1);
    const elsewhere = link.check(REQUEST, 2);
    for (const answer of answers) answer({ kind: "report", report: reportOn(REQUEST, {}) });
    expect((await first).kind).toBe("superseded");
    expect((await second).kind).toBe("report");
    expect((await elsewhere).kind).toBe("report");
  });

  it("says that the page is orphaned once the extension has gone from under it", async () => {
    const { runtime } = worker(() => ({ kind: "ready" }));
    const link = new WorkerLink(end.signal);
    let latest: LinkState | null = null;
    link.watch((state) => {
      latest = state;
    }, end.signal);
    runtime.id = undefined;
    const orphaned = { kind: "not-checked", reason: "orphaned" };
    expect(await link.check(REQUEST)).toEqual(orphaned);
    expect(latest).toEqual(orphaned);
    expect(await link.policy()).toBeNull();
  });

  it("says not checked when the worker fails, and never rejects", async () => {
    worker(() => {
      throw new Error("no receiving end");
    });
    const link = new WorkerLink(end.signal);
    expect(await link.check(REQUEST)).toEqual({ kind: "not-checked", reason: "unreachable" });
    expect(await link.retry()).toEqual({ kind: "not-checked", reason: "unreachable" });
  });

  it("stops listening with its signal", () => {
    const { listeners } = worker(() => ({ kind: "ready" }));
    new WorkerLink(end.signal);
    expect(listeners.size).toBe(1);
    end.abort();
    expect(listeners.size).toBe(0);
  });
});
