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
import { traced } from "./trace";

/** Nobody stands between the extension and the helper, so nothing but they is timed. */
let bench: FullBench;
/** With the relay in between, which tells when a draft has been answered without asking the page. */
let told: FullBench;
beforeAll(async () => {
  bench = await launch(browserName, { untouched: true });
  if (browserName === "chromium") told = await launch(browserName);
});
afterAll(async () => {
  await bench?.close();
  await told?.close();
});

const TRIALS = 30;
const KEYS = 64;

/** Slow enough that each key has a pause, a question and an answer of its own, in milliseconds. */
const PACE = 300;

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

/** In Firefox the line over a field is drawn in a closed root, where a stopwatch in the page cannot see it. */
const RANGED_FIELDS = browserName === "chromium" ? ["mastodon-post"] : [];

test.each(
  named("x-post", "linkedin-classic", "instagram-comment", ...RANGED_FIELDS).map(
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

// Firefox gives a driver no trace, so this one is Chromium's.
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
      // A person at their 5,000th character has been writing for a while.
      await stage.page.keyboard.type("warm up ", { delay: PACE });
      await expect.poll(answered, PATIENCE).toBe(true);
      const before = told.relay.exchanges.length;
      const { ours, page } = await traced(session, () =>
        stage.page.keyboard.type("eeeeeee ".repeat(KEYS / 8), { delay: PACE }),
      );
      await expect.poll(answered, PATIENCE).toBe(true);
      expect(told.relay.exchanges.length - before, "answers").toBe(KEYS);
      const burst = "and so on we went ".repeat(4);
      const writing = await traced(session, () => stage.page.keyboard.type(burst, { delay: 50 }));
      const more = { scene: scene.name, length: (await stage.model()).length, findings };
      const processor = ours.map((spent) => spent.processor);
      report("our script for each keystroke", processor, more);
      report(
        "the same by the clock",
        ours.map(({ clock }) => clock),
        more,
      );
      report(
        "our script for each key, writing on",
        writing.ours.map((spent) => spent.processor),
        more,
      );
      report(
        "the page's own script for each keystroke",
        page.map((spent) => spent.processor),
        more,
      );
    }),
);
