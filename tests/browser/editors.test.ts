/** The main job in every editor library we know: read it, underline it, put it right, hold it. */
import { afterAll, beforeAll, describe, test } from "vitest";
import { receivesAndLetsGo } from "./behaviours/capture";
import { fixesAndUndoes, showsTheCard } from "./behaviours/fix";
import { holds, postsAnyway } from "./behaviours/gate";
import { EDITORS } from "./fixtures/catalogue";
import { browserName } from "./harness/context";
import { type Bench, launch } from "./harness/launch";
import { Stage } from "./harness/stage";

let bench: Bench;
beforeAll(async () => {
  bench = await launch(browserName);
});
afterAll(() => bench?.close());

describe.each(EDITORS.map((scene) => [scene.name, scene] as const))("%s", (_, scene) => {
  const on = (act: (stage: Stage) => Promise<void>) => () => Stage.play(bench, scene, act);

  test(
    "the helper receives exactly the editor's own text, and clean words go at once",
    on(receivesAndLetsGo),
  );

  test(
    "the card opens over the right words, the fix goes in, one undo takes it out",
    on(async (stage) => {
      await showsTheCard(stage);
      await fixesAndUndoes(stage);
    }),
  );

  test(
    "a stop holds every way to post, and posting anyway posts once",
    on(async (stage) => {
      await holds(stage, scene.sends);
      await postsAnyway(stage, "button");
    }),
  );
});
