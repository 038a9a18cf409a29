import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CheckRequest } from "../../src/contract/wire";
import { ANSWER_MS, Client } from "../../src/worker/client";
import type { Reached } from "../../src/worker/host";

const REQUEST: CheckRequest = { text: "A draft nobody should find in an error", revision: 7 };
const REPORT = { revision: 7, unit: "utf-16", findings: [], verdict: "clear" };
const SESSION: Reached = { session: { port: 4711, token: "secret-token" } };
const never = new AbortController().signal;

function made(answers: (() => Promise<Response>)[], mayReach = true) {
  const asked: { url: string; init: RequestInit }[] = [];
  const host = {
    reach: vi.fn(async () => SESSION),
    renew: vi.fn(async (): Promise<Reached> => ({ session: { port: 4712, token: "fresh-token" } })),
    worked: vi.fn(),
    failed: vi.fn(),
  };
  const client = new Client({
    host,
    fetch: async (url, init = {}) => {
      asked.push({ url: String(url), init });
      const answer = answers[asked.length - 1];
      if (answer === undefined) throw new Error("asked too often");
      return answer();
    },
    mayReach: async () => mayReach,
  });
  return { client, host, asked };
}

const ok = (body: unknown) => async () => Response.json(body);
const status = (code: number) => async () => new Response("{}", { status: code });
const down = async (): Promise<Response> => {
  throw new TypeError("Failed to fetch");
};

test("a draft goes to the loopback address with the token in a header, and nothing of it in the address", async () => {
  const { client, asked } = made([ok(REPORT)]);
  expect(await client.check(REQUEST, never)).toEqual({ report: REPORT });
  const [{ url, init }] = asked as [(typeof asked)[0]];
  expect(url).toBe("http://127.0.0.1:4711/v1/check");
  expect(init).toMatchObject({
    method: "POST",
    credentials: "omit",
    redirect: "error",
    headers: { Authorization: "Bearer secret-token", "Content-Type": "application/json" },
  });
});

describe("one retry through a fresh helper", () => {
  test.each([
    ["the connection is refused", down],
    ["the token is no longer the helper's (401)", status(401)],
    ["the helper does not know us (403)", status(403)],
  ])("when %s", async (_, failure) => {
    const { client, host, asked } = made([failure, ok(REPORT)]);
    expect(await client.check(REQUEST, never)).toEqual({ report: REPORT });
    expect(host.renew).toHaveBeenCalledOnce();
    expect(asked[1]?.url).toBe("http://127.0.0.1:4712/v1/check");
    expect(host.worked).toHaveBeenCalledOnce();
  });

  test("and no second one", async () => {
    const { client, host, asked } = made([down, down]);
    expect(await client.check(REQUEST, never)).toEqual({ reason: "unreachable" });
    expect(asked).toHaveLength(2);
    expect(host.failed).toHaveBeenCalledWith("unreachable");
  });
});

test.each([
  [413, "too-long"],
  [400, "refused"],
  [422, "refused"],
  [429, "refused"],
  [500, "refused"],
])("a %i answer is said as %s, without a retry", async (code, reason) => {
  const { client, asked } = made([status(code)]);
  expect(await client.check(REQUEST, never)).toEqual({ reason });
  expect(asked).toHaveLength(1);
});

test("one draft that is too long does not make the whole link unwell", async () => {
  const { client, host } = made([status(413)]);
  await client.check(REQUEST, never);
  expect(host.failed).not.toHaveBeenCalled();
});

test("a browser that withholds 127.0.0.1 is named as the reason", async () => {
  const { client, host } = made([down, down], false);
  expect(await client.check(REQUEST, never)).toEqual({ reason: "permission" });
  expect(host.failed).toHaveBeenCalledWith("permission");
});

test.each([
  ["of another revision", { ...REPORT, revision: 6 }],
  ["in other units", { ...REPORT, unit: "code points" }],
  ["without findings", { revision: 7, unit: "utf-16" }],
  ["that is no report", null],
])("a report %s is never taken for a clear one", async (_, body) => {
  const { client } = made([ok(body)]);
  expect(await client.check(REQUEST, never)).toEqual({ reason: "refused" });
});

describe("a helper that hangs", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(AbortSignal, "timeout").mockImplementation((after) => {
      const abort = new AbortController();
      setTimeout(() => abort.abort(new DOMException("late", "TimeoutError")), after);
      return abort.signal;
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  function hanging() {
    const host = {
      reach: vi.fn(async () => SESSION),
      renew: vi.fn(async (): Promise<Reached> => ({ reason: "host-exited" })),
      worked: vi.fn(),
      failed: vi.fn(),
    };
    const client = new Client({
      host,
      fetch: (_, init) =>
        new Promise((_, fail) => {
          init?.signal?.addEventListener("abort", () => fail(init.signal?.reason));
        }),
      mayReach: async () => true,
    });
    return { client, host };
  }

  test("is given up after a second and a half, and replaced if it hangs twice running", async () => {
    const { client, host } = hanging();
    const first = client.check(REQUEST, never);
    await vi.advanceTimersByTimeAsync(ANSWER_MS);
    expect(await first).toEqual({ reason: "unreachable" });
    expect(host.renew).not.toHaveBeenCalled();
    const second = client.check(REQUEST, never);
    await vi.advanceTimersByTimeAsync(ANSWER_MS);
    expect(await second).toEqual({ reason: "host-exited" });
    expect(host.renew).toHaveBeenCalledOnce();
  });

  test("an overtaken request says nothing about the helper's health", async () => {
    const { client, host } = hanging();
    const abort = new AbortController();
    const asked = client.check(REQUEST, abort.signal);
    await vi.advanceTimersByTimeAsync(1);
    abort.abort();
    await asked;
    expect(host.failed).not.toHaveBeenCalled();
    expect(host.renew).not.toHaveBeenCalled();
  });
});
