/** From the underline to the card, from the card to the draft, and back again with one undo. */
import { expect } from "vitest";
import type { Edit16 } from "../../../extension/src/contract/wire";
import { PATIENCE, type Stage } from "../harness/stage";
import { caretOf, watchComposer } from "./composer";
import { ADVICE } from "./drafts";

/** The card of 9.5, by its accessible name. */
export const CARD = /views are your own/i;
const FIX = /add the disclaimer/i;

/** Moves the pointer over the underlined words and lets it rest. */
export async function pointAt(stage: Stage, words: string, box = "post"): Promise<void> {
  const drawn = (await stage.drawn(box)).find((each) => each.words === words);
  if (drawn === undefined) throw new Error(`"${words}" is not underlined`);
  await stage.page.mouse.move(drawn.x - 3, drawn.y);
  await stage.page.mouse.move(drawn.x, drawn.y);
}

/** Type, see exactly the right words underlined, rest the pointer on them, read the card; the composer is untouched. */
export async function showsTheCard(stage: Stage): Promise<void> {
  await stage.write(ADVICE.text);
  await stage.waitForDrawn(ADVICE.words);
  const caret = await caretOf(stage);
  const untouched = await watchComposer(stage);
  await pointAt(stage, ADVICE.words[0]);
  const card = await stage.panel(CARD);
  expect(card.text).toContain("9.5");
  expect(card.text).toContain("the views in this posting do not represent the views of my employer");
  expect(await caretOf(stage)).toBe(caret);
  expect(await stage.hasFocus()).toBe(true);
  await untouched();
}

/** The same words in a message to one person: checked, and nothing said. */
export async function staysSilent(stage: Stage): Promise<void> {
  await stage.write(ADVICE.text);
  await expect.poll(() => stage.last?.asked.text, PATIENCE).toBe(await stage.model());
  expect(stage.last?.answered.verdict).toBe("clear");
  await stage.painted();
  expect(await stage.drawn()).toEqual([]);
}

/** The disclaimer goes in as one step; one undo gives the very text, redo the fix, and writing goes on at the caret. */
export async function fixesAndUndoes(stage: Stage): Promise<void> {
  const written = await stage.model();
  await stage.page.evaluate(() => window.fixture.editing("post").settle?.());
  const fixed = expected(stage, written);
  await stage.press(CARD, FIX);
  await expect.poll(() => stage.model(), PATIENCE).toBe(fixed);
  await stage.waitForNoPanel(CARD);
  await stage.waitForDrawn([]);
  await stage.undo();
  await expect.poll(() => stage.model(), { ...PATIENCE, message: "one undo" }).toBe(written);
  await stage.waitForDrawn(ADVICE.words);
  let now = written;
  if (stage.scene.redo !== false) {
    await stage.redo();
    await expect.poll(() => stage.model(), { ...PATIENCE, message: "redo" }).toBe(fixed);
    now = fixed;
  }
  await stage.page.keyboard.type("Z");
  await expect.poll(() => stage.model(), { ...PATIENCE, message: "typing on" }).toContain("Z");
  expect((await stage.model()).replace("Z", "")).toBe(now);
}

/** What the draft must read after the helper's own first fix. */
function expected(stage: Stage, text: string): string {
  const finding = stage.last?.answered.findings.find(({ clauses }) => clauses.some(({ id }) => id === "9.5"));
  const edits = finding?.fixes[0]?.edits;
  if (edits === undefined) throw new Error("the helper offered no fix for 9.5");
  return applied(text, edits);
}

/** Edits are made from the end, so that the ranges of the earlier ones still hold. */
export function applied(text: string, edits: readonly Edit16[]): string {
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce(
      (draft, { range, text: words }) => draft.slice(0, range.start) + words + draft.slice(range.end),
      text,
    );
}
