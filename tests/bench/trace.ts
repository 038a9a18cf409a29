/**
 * What ran in a page and whose it was, told from the browser's own trace: every call into a script, with the
 * processor time it took. Nothing is sampled, so nothing is slowed down to be measured.
 */
import type { CDPSession } from "puppeteer-core";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** Microseconds on the clock, and of processor time; a thread that has to wait its turn spends only the first. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string; readonly type?: string } };
}

/** Milliseconds of processor time, and on the clock. */
export interface Spent {
  readonly processor: number;
  readonly clock: number;
}

export interface Traced {
  /** One for each key pressed: from it to the next one, or to the end. */
  readonly ours: readonly Spent[];
  readonly page: readonly Spent[];
}

const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "v8", "v8.execute"];
const OURS = /^(?:chrome|moz)-extension:/;

/** Traces the page while `act` presses keys in it. */
export async function traced(session: CDPSession, act: () => Promise<void>): Promise<Traced> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: readonly object[] }) => {
    for (const event of value) events.push(event as TraceEvent);
  };
  session.on("Tracing.dataCollected", collect);
  const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: CATEGORIES },
  });
  await act();
  await session.send("Tracing.end");
  await complete;
  session.off("Tracing.dataCollected", collect);
  return sortOut(events);
}

function sortOut(events: readonly TraceEvent[]): Traced {
  const presses = events.filter(
    ({ name, args }) => name === "EventDispatch" && args?.data?.type === "keydown",
  );
  const first = presses[0];
  if (!first) throw new Error("no key was pressed");
  const starts = presses.map(({ ts }) => ts).sort((a, b) => a - b);
  const here = events
    .filter(({ ph, pid, tid }) => ph === "X" && pid === first.pid && tid === first.tid)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const sums = { ours: starts.map(nothing), page: starts.map(nothing) };
  let key = -1;
  for (const { whose, event } of calls(here)) {
    while (event.ts >= (starts[key + 1] ?? Number.POSITIVE_INFINITY)) key += 1;
    const sum = sums[whose][key];
    if (!sum) continue;
    sum.processor += (event.tdur ?? 0) / 1_000;
    sum.clock += (event.dur ?? 0) / 1_000;
  }
  return sums;
}

function nothing(): { processor: number; clock: number } {
  return { processor: 0, clock: 0 };
}

interface Call {
  readonly whose: "ours" | "page";
  readonly event: TraceEvent;
}

/**
 * The calls into scripts, ours also where the page's own caused them; a call within a call of the same side is part
 * of it. A promise that nobody's call has settled but the browser (an answer from the extension's worker) is ours as
 * well: the fixtures have none of the sort, and the driver asks the page nothing meanwhile.
 */
function* calls(events: readonly TraceEvent[]): Generator<Call> {
  const open: TraceEvent[] = [];
  const until = { ours: 0, page: 0 };
  for (const event of events) {
    while (open.length && endOf(open.at(-1)) <= event.ts) open.pop();
    const whose = whoseIs(event, open);
    if (whose && event.ts >= until[whose] && event.ts >= until.ours) {
      until[whose] = endOf(event);
      yield { whose, event };
    }
    open.push(event);
  }
}

/** What the browser runs scripts for, each with a call that says whose it is. */
const CALLERS = new Set([
  "EventDispatch",
  "TimerFire",
  "FireAnimationFrame",
  "FunctionCall",
  "v8.callFunction",
]);

function whoseIs({ name, args }: TraceEvent, open: readonly TraceEvent[]): Call["whose"] | null {
  if (name === "FunctionCall") return OURS.test(args?.data?.url ?? "") ? "ours" : "page";
  return name === "RunMicrotasks" && !open.some((outer) => CALLERS.has(outer.name)) ? "ours" : null;
}

function endOf(event: TraceEvent | undefined): number {
  return event ? event.ts + (event.dur ?? 0) : 0;
}
