/**
 * How soon a finding is drawn after the keystroke that made it, and how long our scripts run for each keystroke.
 * Writes its figures as one JSON line each to the file that POSTCHECK_FIGURES names.
 */
import { appendFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EDITORS, type Scene, SITES } from "../browser/fixtures/catalogue";
import { browserName } from "../browser/harness/context";
import { type FullBench, launch } from "../browser/harness/launch";
import { PATIENCE, Stage } from "../browser/harness/stage";

/** Nobody stands between the extension and the helper, so nothing but they is timed. */
let bench: FullBench;
/** With the relay in between, which tells when a draft has been answered without asking the page. */
let told: FullBench;
beforeAll(async () => {
  bench = await launch(browserName, { untouched: true });
  told = await launch(browserName);
});
afterAll(async () => {
  await bench?.close();
  await told?.close();
});

const TRIALS = 40;
const KEYS = 60;

/** The last letter makes the finding; the letter is then taken back and typed again. */
const ALMOST = "Lovely evening, and yes, I teach maths at Riple";
const WORDS = "Ripley";

function report(figure: string, values: readonly number[], more: object = {}): void {
  const file = process.env.POSTCHECK_FIGURES;
  if (file === undefined) throw new Error("POSTCHECK_FIGURES names no file");
  appendFileSync(file, `${JSON.stringify({ browser: browserName, figure, values, ...more })}\n`);
}

const named = (...names: string[]): Scene[] =>
  [...EDITORS, ...SITES].filter(({ name }) => names.includes(name));

async function settled(stage: Stage, findings: number): Promise<void> {
  const state = async () => {
    const { state: now, findings: found } = await bench.office.describe(stage.scene.url);
    return `${now.kind} ${found.length}`;
  };
  await expect.poll(state, PATIENCE).toBe(`checked ${findings}`);
}

declare global {
  interface Window {
    /** The keydown's own time, and the first frame in which a line stood under the words. */
    stopwatch?: { pressed: number; drawn: number };
  }
}

/** Starts a stopwatch in the page: from the trusted keydown to the first frame that has the line. */
function arm(): void {
  const watch = { pressed: 0, drawn: 0 };
  window.stopwatch = watch;
  addEventListener(
    "keydown",
    (event) => {
      watch.pressed = event.timeStamp;
      const look = (now: number): void => {
        if ([...CSS.highlights.values()].some(({ size }) => size > 0)) watch.drawn = now;
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    { capture: true, once: true },
  );
}

test.each(
  named("x-post", "linkedin-classic", "mastodon-post", "instagram-comment").map(
    (scene) => [scene.name, scene] as const,
  ),
)("%s: keystroke to underline", (_, scene) =>
  Stage.play(bench, scene, async (stage) => {
    await stage.write(ALMOST);
    await settled(stage, 0);
    const values: number[] = [];
    for (let trial = 0; trial < TRIALS; trial += 1) {
      await stage.page.evaluate(arm);
      await stage.page.keyboard.press("KeyY");
      await stage.page.waitForFunction(() => (window.stopwatch?.drawn ?? 0) > 0);
      values.push(
        await stage.page.evaluate(() => (window.stopwatch?.drawn ?? 0) - (window.stopwatch?.pressed ?? 0)),
      );
      expect((await stage.drawn()).map(({ words }) => words)).toEqual([WORDS]);
      await stage.page.keyboard.press("Backspace");
      await settled(stage, 0);
    }
    report("keystroke to underline", values, { scene: scene.name });
  }),
);

/** About 5,000 characters in paragraphs, with things to find in it. */
function longDraft(): string {
  const plain =
    "The prom was quiet this morning and the tide was a long way out, so we walked to the jetty and back. ";
  const work = "I teach maths at Ripley St Thomas and we think the new timetable is daft. ";
  return (work + plain.repeat(60)).slice(0, 4_960);
}

interface Profile {
  readonly nodes: readonly { id: number; callFrame: { url: string; functionName: string }; children?: readonly number[] }[];
  readonly startTime: number;
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/** A key's time: microseconds on the clock the profiler's samples have. */
interface Pressed {
  readonly from: number;
  readonly to: number;
}

/**
 * Milliseconds within each stretch in which a script with such an address was anywhere on the stack; clearing up
 * after it counts as its own.
 */
function running({ nodes, startTime, samples = [], timeDeltas = [] }: Profile, address: RegExp, keys: readonly Pressed[]): number[] {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const known = new Map<number, boolean>();
  const counts = (id: number | undefined): boolean => {
    if (id === undefined) return false;
    const before = known.get(id);
    if (before !== undefined) return before;
    const now = address.test(byId.get(id)?.callFrame.url ?? "") || counts(parents.get(id));
    known.set(id, now);
    return now;
  };
  const sums = keys.map(() => 0);
  let at = startTime;
  let key = 0;
  let last = false;
  for (const [index, id] of samples.entries()) {
    at += timeDeltas[index] ?? 0;
    if (byId.get(id)?.callFrame.functionName !== "(garbage collector)") last = counts(id);
    while (key < keys.length && at >= (keys[key]?.to ?? 0)) key += 1;
    if (last && at >= (keys[key]?.from ?? Number.POSITIVE_INFINITY)) sums[key] = (sums[key] ?? 0) + (timeDeltas[index + 1] ?? 0);
  }
  return sums.map((micro) => micro / 1_000);
}

const OURS = /^chrome-extension:/;

// Firefox gives a driver no profiler, so this one is Chromium's.
test
  .runIf(browserName === "chromium")
  .each(named("x-post", "facebook-post", "mastodon-post").map((scene) => [scene.name, scene] as const))(
  "%s: our script for each keystroke in a long draft",
  (_, scene) =>
    Stage.play(told, scene, async (stage) => {
      const answered = async () => stage.last?.asked.text === (await stage.model());
      await stage.focus();
      await stage.page.keyboard.sendCharacter(longDraft());
      await expect.poll(answered, PATIENCE).toBe(true);
      const findings = stage.last?.answered.findings.length ?? 0;
      const session = await stage.page.createCDPSession();
      await session.send("Performance.enable");
      const now = async () => {
        const { metrics } = await session.send("Performance.getMetrics");
        return (metrics.find(({ name }) => name === "Timestamp")?.value ?? 0) * 1e6;
      };
      await session.send("Profiler.enable");
      await session.send("Profiler.setSamplingInterval", { interval: Number(process.env.IV ?? 100) });
      await session.send("Profiler.start");
      const keys: Pressed[] = [];
      for (let key = 0; key < KEYS; key += 1) {
        const from = await now();
        await stage.page.keyboard.press(key % 8 === 7 ? " " : "KeyE");
        await expect.poll(answered, PATIENCE).toBe(true);
        await stage.painted();
        keys.push({ from, to: await now() });
      }
      const burst = "and so on we went ".repeat(4);
      const from = await now();
      await stage.page.keyboard.type(burst, { delay: 50 });
      const writing = { from, to: await now() };
      const { profile } = await session.send("Profiler.stop");
      appendFileSync(`/tmp/prof/${scene.name}.json`, JSON.stringify({profile, keys, writing}));
      const more = { scene: scene.name, length: (await stage.model()).length, findings };
      report("our script for each keystroke", running(profile, OURS, keys), more);
      report("our script for each key, writing on", running(profile, OURS, [writing]).map((ms) => ms / burst.length), more);
      report("the page's own script for each keystroke", running(profile, /\/fixture\.js$/, keys), more);
    }),
);
