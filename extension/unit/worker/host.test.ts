import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Health } from "../../src/worker/health";
import {
  BACK_OFF_MS,
  HELLO_MS,
  Host,
  IDLE_MS,
  type NativePort,
  PATIENCE_MS,
  REST_MS,
  readHello,
} from "../../src/worker/host";

const HELLO = { port: 4711, token: "t".repeat(43), api: { min: 1, max: 1 } };

class FakePort implements NativePort {
  readonly sent: unknown[] = [];
  error: { message: string } | null = null;
  disconnected = false;
  #hear: (message: unknown) => void = () => undefined;
  #close: (port: NativePort) => void = () => undefined;
  readonly onMessage = {
    addListener: (listener: (message: unknown) => void) => {
      this.#hear = listener;
    },
  };
  readonly onDisconnect = {
    addListener: (listener: (port: NativePort) => void) => {
      this.#close = listener;
    },
  };
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  disconnect(): void {
    this.disconnected = true;
  }
  say(message: unknown): void {
    this.#hear(message);
  }
  die(words?: string): void {
    if (words !== undefined) this.error = { message: words };
    this.#close(this);
  }
}

function made() {
  const ports: FakePort[] = [];
  const health = new Health();
  const host = new Host({
    open: () => {
      const port = new FakePort();
      ports.push(port);
      return port;
    },
    lastError: () => undefined,
    origin: "moz-extension://1234",
    health,
  });
  const newest = () => {
    const port = ports.at(-1);
    if (port === undefined) throw new Error("no port was opened");
    return port;
  };
  return { host, health, ports, newest };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("starting the helper", () => {
  test("one start serves everyone who asks meanwhile", async () => {
    const { host, health, ports, newest } = made();
    const asked = [host.reach(), host.reach()];
    expect(ports).toHaveLength(1);
    newest().say(HELLO);
    for (const reached of await Promise.all(asked)) {
      expect(reached).toEqual({ session: { port: 4711, token: HELLO.token } });
    }
    expect(health.state).toEqual({ kind: "ready" });
  });

  test("the helper is told whose origin is ours", () => {
    const { host, newest } = made();
    void host.reach();
    expect(newest().sent).toEqual([{ kind: "hello", origin: "moz-extension://1234" }]);
  });

  test("a draft waits three seconds for a silent helper, not longer", async () => {
    const { host, health } = made();
    const reached = host.reach();
    await vi.advanceTimersByTimeAsync(HELLO_MS);
    expect(await reached).toEqual({ reason: "no-hello" });
    expect(health.state).toEqual({ kind: "not-checked", reason: "no-hello" });
    expect(await host.reach()).toEqual({ reason: "no-hello" });
  });

  test("a helper on a slow computer is still welcome after that", async () => {
    const { host, health, ports, newest } = made();
    void host.reach();
    await vi.advanceTimersByTimeAsync(PATIENCE_MS - 1);
    newest().say(HELLO);
    await vi.advanceTimersByTimeAsync(0);
    expect(await host.reach()).toMatchObject({ session: { port: 4711 } });
    expect(health.state).toEqual({ kind: "ready" });
    expect(ports).toHaveLength(1);
  });

  test("a helper that never speaks is given up", async () => {
    const { host, newest } = made();
    void host.reach();
    const silent = newest();
    await vi.advanceTimersByTimeAsync(PATIENCE_MS);
    expect(silent.disconnected).toBe(true);
  });

  test("nothing is offered to a helper of another API version", async () => {
    const { host, newest } = made();
    const reached = host.reach();
    newest().say({ ...HELLO, api: { min: 2, max: 3 } });
    expect(await reached).toEqual({ reason: "version" });
    expect(newest().disconnected).toBe(true);
  });

  test("rules that cannot be read are named as the reason, and a retry every few seconds would not help", async () => {
    const { host, ports, newest } = made();
    const reached = host.reach();
    newest().say({ type: "failed", reason: "rules", errors: ["rules/policy.yaml:3:1: ..."] });
    expect(await reached).toEqual({ reason: "rules" });
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(ports).toHaveLength(1);
  });

  test.each([
    ["Specified native messaging host not found.", "host-missing"],
    ["Access to the specified native messaging host is forbidden.", "host-missing"],
    ["No such native application app.postcheck.helper", "host-missing"],
    ["Native host has exited.", "host-exited"],
    ["Error when communicating with the native messaging host.", "host-exited"],
  ])("%j is shown as %s", async (words, reason) => {
    const { host, newest } = made();
    const reached = host.reach();
    newest().die(words);
    expect(await reached).toEqual({ reason });
  });
});

describe("when the helper goes away", () => {
  test("it is started again by itself, ever more slowly, and then left in peace", async () => {
    const { host, health, ports, newest } = made();
    void host.reach();
    newest().die();
    let expected = 1;
    for (const wait of BACK_OFF_MS) {
      await vi.advanceTimersByTimeAsync(wait - 1);
      expect(ports).toHaveLength(expected);
      await vi.advanceTimersByTimeAsync(1);
      expected += 1;
      expect(ports).toHaveLength(expected);
      newest().die();
    }
    await vi.advanceTimersByTimeAsync(10 * REST_MS);
    expect(ports).toHaveLength(expected);
    expect(health.state).toEqual({ kind: "not-checked", reason: "host-exited" });
  });

  test("after that, drafts start it at most four times a minute", async () => {
    const { host, ports, newest } = made();
    void host.reach();
    newest().die();
    for (const wait of BACK_OFF_MS) {
      await vi.advanceTimersByTimeAsync(wait);
      newest().die();
    }
    const before = ports.length;
    for (let second = 0; second < 60; second += 1) {
      void host.reach();
      if (ports.length > before) newest().die();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(ports.length - before).toBeGreaterThan(0);
    expect(ports.length - before).toBeLessThanOrEqual(4);
  });

  test("Retry does not wait for the back-off", async () => {
    const { host, health, ports, newest } = made();
    const first = host.reach();
    newest().die();
    await first;
    const retried = host.retry();
    expect(ports).toHaveLength(2);
    newest().say(HELLO);
    await retried;
    expect(health.state).toEqual({ kind: "ready" });
  });

  test("asking during the back-off is answered at once, with the reason", async () => {
    const { host, ports, newest } = made();
    const first = host.reach();
    newest().die("No such native application app.postcheck.helper");
    await first;
    expect(await host.reach()).toEqual({ reason: "host-missing" });
    expect(ports).toHaveLength(1);
  });

  test("a running helper that dies is seen at once", async () => {
    const { host, health, newest } = made();
    const reached = host.reach();
    newest().say(HELLO);
    await reached;
    newest().die();
    expect(health.state).toEqual({ kind: "not-checked", reason: "host-exited" });
  });

  test("a failed request gets a fresh helper at once, the old one is let go", async () => {
    const { host, ports, newest } = made();
    const first = host.reach();
    newest().say(HELLO);
    const reached = await first;
    if (!("session" in reached)) throw new Error("not reached");
    const renewed = host.renew(reached.session);
    expect(ports[0]?.disconnected).toBe(true);
    newest().say({ ...HELLO, port: 4712 });
    expect(await renewed).toEqual({ session: { port: 4712, token: HELLO.token } });
  });

  test("a helper that starts well but never answers is not started over and over", async () => {
    const { host, ports, newest } = made();
    for (let turn = 0; turn < 20; turn += 1) {
      const asked = host.reach();
      if (!newest().disconnected) newest().say(HELLO);
      const reached = await asked;
      if ("session" in reached) newest().die();
    }
    expect(ports.length).toBeLessThanOrEqual(2);
  });
});

test("a helper nobody used for five minutes is let go, and started again when it is needed", async () => {
  const { host, ports, newest } = made();
  const first = host.reach();
  newest().say(HELLO);
  await first;
  await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
  void host.reach();
  await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
  expect(newest().disconnected).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(newest().disconnected).toBe(true);
  expect(host.asleep).toBe(true);
  void host.reach();
  expect(ports).toHaveLength(2);
  expect(host.asleep).toBe(false);
});

describe("the helper's first words", () => {
  test("are read as they are", () => {
    expect(readHello(HELLO)).toEqual(HELLO);
  });

  test.each([
    null,
    "hello",
    {},
    { ...HELLO, port: 0 },
    { ...HELLO, port: 65_536 },
    { ...HELLO, port: "4711" },
    { ...HELLO, token: "short" },
    { ...HELLO, token: 7 },
    { ...HELLO, api: null },
    { ...HELLO, api: { min: 1 } },
    { ...HELLO, api: { min: "1", max: 1 } },
  ])("are refused when they are %j", (words) => {
    expect(readHello(words)).toBeNull();
  });
});
