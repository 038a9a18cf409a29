/** What the helper receives is what the editor holds. */
import { expect } from "vitest";
import type { CheckRequest } from "../../../extension/src/contract/wire";
import { PATIENCE, type Stage } from "../harness/stage";
import { GATE } from "./gate";

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
  const { thread, audience, attachments } = stage.scene;
  if (thread !== undefined) expect(received.context?.thread).toContain(thread);
  if (audience !== undefined) expect(received.context?.audience).toBe(audience);
  expect(received.context?.attachments ?? []).toEqual(attachments ?? []);
}

/** The same, and as there is nothing to mention in it, it goes at once and exactly once, with no panel of ours. */
export async function receivesAndLetsGo(stage: Stage): Promise<void> {
  await receivesTheModel(stage);
  const text = await stage.model();
  await stage.painted();
  await stage.send(stage.scene.sends.at(-1) ?? "button");
  await expect.poll(() => stage.sent(), PATIENCE).toEqual([{ box: "post", text }]);
  await stage.painted();
  expect(await stage.sent()).toHaveLength(1);
  expect((await stage.panels()).filter(({ name }) => GATE.test(name))).toEqual([]);
}

/** The request whose text is the model as it is now. */
async function asked(stage: Stage): Promise<CheckRequest> {
  const model = await stage.model();
  await expect.poll(() => stage.last?.asked.text, PATIENCE).toBe(model);
  const last = stage.last;
  if (last === undefined) throw new Error("nothing was asked");
  return last.asked;
}
