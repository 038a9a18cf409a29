/** What the helper receives is what the editor holds. */
import { expect } from "vitest";
import type { CheckRequest } from "../../../extension/src/contract/wire";
import { PATIENCE, type Stage } from "../harness/stage";

const WRITTEN = {
  many: "First line, café ☕ and 😀\n\nthird line",
  one: "First line, café ☕ and 😀\nsecond line",
  none: "One line, café ☕ and 😀",
} as const;

/** Text with an empty line, an accent and an emoji, and the context that the site's attributes tell. */
export async function receivesTheModel(stage: Stage): Promise<void> {
  await stage.write(WRITTEN[stage.scene.lines]);
  const received = await asked(stage);
  expect(received.text).toBe(await stage.model());
  expect(received.context?.site).toBe(stage.scene.site);
  expect(received.context?.kind).toBe(stage.scene.kind);
}

/** The request whose text is the model as it is now. */
async function asked(stage: Stage): Promise<CheckRequest> {
  const model = await stage.model();
  await expect.poll(() => stage.bench.relay.last?.asked.text, PATIENCE).toBe(model);
  const last = stage.bench.relay.last;
  if (last === undefined) throw new Error("nothing was asked");
  return last.asked;
}
