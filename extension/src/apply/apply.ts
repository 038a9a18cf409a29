/**
 * Writes a fix into an editor through the editor's own ways, as one step that one undo takes back.
 * The words to be replaced must still be there; afterwards the whole text is read back, and where
 * it is not what it should be, what was written is undone and said to have failed.
 */
import { BlockSurface } from "../capture/blocks";
import { CodeSurface } from "../capture/code";
import type { Surface } from "../capture/surface";
import type { ApplyResult } from "../contract/box";
import type { Edit16 } from "../contract/wire";
import { joinsTyping, recordsCorrections, takesLines, waysFor } from "./ladder";
import { frame, selectionSeen, task } from "./pace";
import { carried, covering, inOneLine, inOrder, moved, type Write, written } from "./plan";
import { announce, undo, writeBy } from "./write";

/** How many frames an editor may take until its text is the new one. */
const FRAMES = 6;

/** `edits` were made against `expected`. Offsets are UTF-16 code units. */
export async function apply(
  surface: Surface,
  edits: readonly Edit16[],
  expected: string,
): Promise<ApplyResult> {
  if (surface.readOnly() || waysFor(surface.editor, 1).length === 0) return "read-only";
  const before = surface.text();
  const ordered = inOrder(holdsLines(surface) ? edits : inOneLine(edits), expected.length);
  const writes = ordered && carried(ordered, expected, before);
  if (!writes) return "changed";
  const after = written(before, writes);
  if (after === before) return "applied";
  if (surface instanceof CodeSurface) return inCode(surface, writes, before, after);

  const caret = surface.selection();
  let done = before;
  let steps = 0;
  for (const write of stepsFor(surface, before, writes)) {
    const next = written(done, [write]);
    const outcome = await writeOne(surface, write, done, next);
    if (outcome !== "applied") {
      const back = await takeBack(surface, steps, before);
      if (caret) surface.select(caret);
      return steps === 0 && back ? outcome : "failed";
    }
    done = next;
    steps += 1;
  }
  if (caret) surface.select({ anchor: moved(caret.anchor, writes), focus: moved(caret.focus, writes) });
  return "applied";
}

function holdsLines({ editor, element }: Surface): boolean {
  return element.localName !== "input" && takesLines(editor);
}

async function inCode(
  surface: CodeSurface,
  writes: readonly Write[],
  before: string,
  after: string,
): Promise<ApplyResult> {
  const edits = writes.map(({ start, end, text }) => ({ from: start, to: end, text }));
  const { anchor, focus } = surface.selection();
  const caret = { anchor: moved(anchor, writes), focus: moved(focus, writes) };
  if (!surface.write(edits, before, caret)) return "changed";
  return (await becomes(surface, after)) ? "applied" : "failed";
}

/**
 * Several edits become one write where that costs no formatting: in a field, or within one piece of
 * text. Otherwise they are made one by one from the end, so that earlier offsets stay true.
 */
function stepsFor(surface: Surface, before: string, writes: readonly Write[]): readonly Write[] {
  if (writes.length === 1) return writes.map((write) => apart(surface, before, write));
  const whole = covering(before, writes);
  return surface.editor === "field" || piecesOf(surface, whole) === 1 ? [whole] : writes.toReversed();
}

/** A character that can stand alone: no half of a pair, no joiner, nothing that combines. */
const ALONE = /[\p{L}\p{N}\p{P}]/u;

/** An insertion as a step of its own in editors that would join it to the typing before it. */
function apart(surface: Surface, before: string, write: Write): Write {
  const { start, end } = write;
  const last = before[start - 1] ?? "";
  if (start !== end || !joinsTyping(surface.editor) || !ALONE.test(last)) return write;
  return { start: start - 1, end, text: last + write.text };
}

function piecesOf(surface: Surface, { start, end }: Write): number {
  return surface instanceof BlockSurface ? (surface.span(start, end)?.pieces ?? 0) : 1;
}

/** Tries the editor's ways one after the other, until one of them makes `before` into `after`. */
async function writeOne(
  surface: Surface,
  write: Write,
  before: string,
  after: string,
): Promise<"applied" | "changed" | "failed"> {
  const { element } = surface;
  const pieces = write.text.includes("\n") ? Number.POSITIVE_INFINITY : piecesOf(surface, write);
  for (const way of waysFor(surface.editor, pieces)) {
    if (!(await takeUp(surface, write))) return "changed";
    if (surface.text() !== before) return "changed";
    if (recordsCorrections(surface.editor)) announce(element);
    if (!writeBy(way, element, write.text)) continue;
    if (recordsCorrections(surface.editor)) announce(element);
    if (await becomes(surface, after)) return "applied";
    if (!(await takeBack(surface, 1, before))) return "failed";
  }
  return "failed";
}

/** Selects what is to be replaced and lets the editor see it. False: it could not be selected. */
async function takeUp(surface: Surface, { start, end }: Write): Promise<boolean> {
  const { element } = surface;
  if (!hasFocus(element)) {
    surface.focus();
    await task();
  }
  // A selection that moves ends the browser's run of typing, so that one undo takes back the fix alone.
  const elsewhere = start > 0 ? 0 : surface.text().length;
  surface.select({ anchor: elsewhere, focus: elsewhere });
  if (surface.select({ anchor: start, focus: end })) {
    await selectionSeen(element.ownerDocument);
    await task();
  }
  surface.stale();
  const selected = surface.selection();
  return selected?.anchor === start && selected.focus === end;
}

/** Undoes up to so many steps of ours; answers whether the text is the old one again. An editor that took nothing is left alone. */
async function takeBack(surface: Surface, steps: number, before: string): Promise<boolean> {
  if (await becomes(surface, before)) return true;
  for (let left = steps; left > 0; left -= 1) {
    undo(surface.element);
    if (await becomes(surface, before)) return true;
  }
  return false;
}

function hasFocus(element: HTMLElement): boolean {
  const active = (element.getRootNode() as Document | ShadowRoot).activeElement;
  return active !== null && element.contains(active) && element.ownerDocument.hasFocus();
}

/** Waits until the text is this one and stays so for a frame. */
async function becomes(surface: Surface, text: string): Promise<boolean> {
  let held = false;
  for (let passed = 0; passed < FRAMES; passed += 1) {
    surface.stale();
    const holds = surface.text() === text;
    if (holds && held) return true;
    held = holds;
    await frame();
  }
  return false;
}
