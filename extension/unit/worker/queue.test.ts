import { expect, test } from "vitest";
import type { CheckRequest, Report } from "../../src/contract/wire";
import type { Checked } from "../../src/worker/client";
import { Queue } from "../../src/worker/queue";

interface Out {
  readonly request: CheckRequest;
  readonly signal: AbortSignal;
  answer(checked: Checked): void;
  fail(): void;
}

function made() {
  const out: Out[] = [];
  const queue = new Queue(
    (request, signal) =>
      new Promise((answer, fail) => {
        out.push({ request, signal, answer, fail: () => fail(new Error("broken")) });
      }),
  );
  const at = (index: number) => {
    const found = out.at(index);
    if (found === undefined) throw new Error("nothing was asked");
    return found;
  };
  return { queue, out, at };
}

const request = (revision: number): CheckRequest => ({ text: `draft ${revision}`, revision });
const report = (revision: number) => ({ revision, findings: [] }) as unknown as Report;

test("the latest revision wins, the earlier one hears so at once and its request is dropped", async () => {
  const { queue, at } = made();
  const first = queue.ask("1:0:0", request(1));
  const second = queue.ask("1:0:0", request(2));
  expect(await first).toEqual({ kind: "superseded" });
  expect(at(0).signal.aborted).toBe(true);
  at(1).answer({ report: report(2) });
  expect(await second).toEqual({ kind: "report", report: report(2) });
});

test("an answer that comes after all changes nothing", async () => {
  const { queue, at } = made();
  const first = queue.ask("1:0:0", request(1));
  const second = queue.ask("1:0:0", request(2));
  at(0).answer({ report: report(1) });
  at(1).answer({ report: report(2) });
  expect(await first).toEqual({ kind: "superseded" });
  expect(await second).toMatchObject({ kind: "report", report: { revision: 2 } });
});

test("an older revision that arrives late is superseded without being sent", async () => {
  const { queue, out } = made();
  void queue.ask("1:0:0", request(5));
  expect(await queue.ask("1:0:0", request(4))).toEqual({ kind: "superseded" });
  expect(out).toHaveLength(1);
});

test("boxes do not overtake one another", async () => {
  const { queue, at } = made();
  const one = queue.ask("1:0:0", request(1));
  const other = queue.ask("1:0:1", request(9));
  at(0).answer({ report: report(1) });
  at(1).answer({ reason: "unreachable" });
  expect(await one).toMatchObject({ kind: "report" });
  expect(await other).toEqual({ kind: "not-checked", reason: "unreachable" });
});

test("after an answer a box may count its revisions from the start again", async () => {
  const { queue, at } = made();
  const first = queue.ask("1:0:0", request(9));
  at(0).answer({ report: report(9) });
  await first;
  const again = queue.ask("1:0:0", request(1));
  at(1).answer({ report: report(1) });
  expect(await again).toMatchObject({ kind: "report" });
});

test("a page that has gone waits for nothing", async () => {
  const { queue, at } = made();
  const gone = queue.ask("1:0:doc:0", request(1));
  const other = queue.ask("11:0:doc:0", request(1));
  queue.forget("1:");
  expect(await gone).toEqual({ kind: "superseded" });
  expect(at(0).signal.aborted).toBe(true);
  expect(at(1).signal.aborted).toBe(false);
  at(1).answer({ report: report(1) });
  expect(await other).toMatchObject({ kind: "report" });
});

test("a mistake of our own is never a report", async () => {
  const { queue, at } = made();
  const asked = queue.ask("1:0:0", request(1));
  at(0).fail();
  expect(await asked).toEqual({ kind: "not-checked", reason: "unreachable" });
});
