/**
 * The fixtures without the extension. Every later "held" would prove nothing if the page did not send by itself,
 * and every later "equals the model" would prove nothing if the model were not the typed text.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CORNERS, EDITORS, type Scene, SITES } from "./fixtures/catalogue";
import { browserName } from "./harness/context";
import { type Bench, launchBare } from "./harness/launch";
import { PATIENCE, Stage } from "./harness/stage";

let bench: Bench;
beforeAll(async () => {
  bench = await launchBare(browserName);
});
afterAll(() => bench.close());

const { form, pressPointerdown, pressMousedown } = CORNERS;
const SCENES: readonly Scene[] = [...EDITORS, ...SITES, form, pressPointerdown, pressMousedown];

const SAMPLES = { many: "One line\n\nand another", one: "One line\nand another", none: "One line" } as const;

describe.each(SCENES.map((scene) => [scene.name, scene] as const))("%s by itself", (_, scene) => {
  test("holds what was typed and sends it once by each gesture", () =>
    Stage.play(bench, scene, async (stage) => {
      for (const [count, gesture] of scene.sends.entries()) {
        await stage.write(count === 0 ? SAMPLES[scene.lines] : `Draft ${count}`);
        const whole = await stage.model();
        await stage.send(gesture);
        await expect.poll(() => stage.sent(), { ...PATIENCE, message: gesture }).toHaveLength(count + 1);
        expect((await stage.sent()).at(-1)?.text).toBe(whole);
      }
    }));
});
