/** The pause at Post: held while a "must not" stands, gone exactly once when the person says so, never lost. */
import { expect } from "vitest";
import type { Gesture } from "../fixtures/catalogue";
import { PATIENCE, type Stage } from "../harness/stage";
import { CLEAN, STOP } from "./drafts";

export const GATE = /before you post/i;

export async function writeStop(stage: Stage, box = "post"): Promise<void> {
  await stage.write(STOP.text, box);
  await expect
    .poll(() => stage.drawn(box), PATIENCE)
    .toContainEqual(expect.objectContaining({ highlight: expect.stringContaining("double") }));
}

/** Each gesture is held, the draft stays as it was, and Esc leads back to it. */
export async function holds(stage: Stage, gestures: readonly Gesture[]): Promise<void> {
  await writeStop(stage);
  const draft = await stage.model();
  for (const gesture of gestures) {
    if (!(await stage.hasFocus())) await stage.focus();
    await stage.send(gesture);
    const gate = await stage.panel(GATE);
    expect(gate.text, gesture).toContain("7.1");
    expect(await stage.sent(), gesture).toEqual([]);
    expect(await stage.model(), gesture).toBe(draft);
    await stage.page.keyboard.press("Escape");
    await stage.waitForNoPanel(GATE);
    expect(await stage.sent(), gesture).toEqual([]);
  }
}

/** "Post anyway" sends what was written, once. */
export async function postsAnyway(stage: Stage, gesture: Gesture): Promise<void> {
  const text = await stage.model();
  await stage.send(gesture);
  await stage.press(GATE, /post anyway/i);
  await expect.poll(() => stage.sent(), PATIENCE).toEqual([{ box: "post", text }]);
  await stage.waitForNoPanel(GATE);
  await stage.painted();
  expect(await stage.sent()).toHaveLength(1);
}

/** A draft without findings goes at once, exactly once, with no panel of ours. */
export async function postsClean(stage: Stage, gesture: Gesture): Promise<void> {
  const before = (await stage.sent()).length;
  await stage.write(CLEAN.text);
  const text = await stage.model();
  await expect.poll(() => stage.last?.asked.text, PATIENCE).toBe(text);
  await stage.painted();
  await stage.send(gesture);
  await expect
    .poll(async () => (await stage.sent()).length, { ...PATIENCE, message: gesture })
    .toBe(before + 1);
  await stage.painted();
  expect(await stage.sent()).toHaveLength(before + 1);
  expect((await stage.sent()).at(-1)?.text).toBe(text);
  expect((await stage.panels()).filter(({ name }) => GATE.test(name))).toEqual([]);
}
