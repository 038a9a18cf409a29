/**
 * Keeps findings under their words while the draft changes, until the next report comes.
 *
 * In: findings placed on one text, and the text as it is now. Out: the findings that still hold, moved to
 * their present place. Offsets are UTF-16 code units. Pure, and fails closed: what was touched is dropped.
 */
import type { Edit16, Finding, Fix, Range16 } from "../contract/wire";

/** A finding that still holds on the present text, with the words it lies on. */
export interface Standing {
  readonly finding: Finding;
  readonly words: string;
}

/** One stretch of text put in the place of another: `removed` and `inserted` are lengths. */
export interface Change {
  readonly start: number;
  readonly removed: number;
  readonly inserted: number;
}

/** Pairs a report's findings with their words; a range outside the text is left out. */
export function standOn(findings: readonly Finding[], text: string): Standing[] {
  return findings
    .filter(({ range }) => range.start >= 0 && range.start <= range.end && range.end <= text.length)
    .map((finding) => ({ finding, words: text.slice(finding.range.start, finding.range.end) }));
}

/** The smallest single change that leads from one text to the other, or null when they are the same. */
export function changeBetween(before: string, after: string): Change | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + CHUNK <= shorter && sameAt(before, start, after, start)) start += CHUNK;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail + CHUNK <= shorter - start &&
    sameAt(before, before.length - tail - CHUNK, after, after.length - tail - CHUNK)
  )
    tail += CHUNK;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return { start, removed: before.length - start - tail, inserted: after.length - start - tail };
}

/** So many characters at once are compared by the browser itself, which is far quicker at it. */
const CHUNK = 256;

function sameAt(one: string, at: number, other: string, otherAt: number): boolean {
  return one.slice(at, at + CHUNK) === other.slice(otherAt, otherAt + CHUNK);
}

/** Moves findings from `before` to `after`. Untouched findings ahead of the change keep their identity. */
export function remap(standing: readonly Standing[], before: string, after: string): readonly Standing[] {
  const change = changeBetween(before, after);
  if (!change) return standing;
  const moved: Standing[] = [];
  for (const each of standing) {
    const range = moveRange(each.finding.range, change, after);
    if (!range || after.slice(range.start, range.end) !== each.words) continue;
    const fixes = moveFixes(each.finding.fixes, change, before, after);
    const same = range === each.finding.range && fixes === each.finding.fixes;
    moved.push(same ? each : { words: each.words, finding: { ...each.finding, range, fixes } });
  }
  return moved;
}

/**
 * The same finding among those that stand now. The same words twice make two findings with one id; the one
 * nearest to where it stood is meant.
 */
export function sameAgain(standing: readonly Standing[], before: Standing): Standing | undefined {
  const far = ({ finding }: Standing): number => Math.abs(finding.range.start - before.finding.range.start);
  return standing
    .filter(({ finding }) => finding.id === before.finding.id)
    .reduce<Standing | undefined>((best, each) => (best && far(best) <= far(each) ? best : each), undefined);
}

function moveFixes(fixes: Fix[], change: Change, before: string, after: string): Fix[] {
  let altered = false;
  const kept: Fix[] = [];
  for (const fix of fixes) {
    const moved = fix.edits ? moveEdits(fix.edits, change, before, after) : undefined;
    if (moved === null) {
      altered = true;
    } else if (moved === undefined || moved === fix.edits) {
      kept.push(fix);
    } else {
      altered = true;
      kept.push({ ...fix, edits: moved });
    }
  }
  return altered ? kept : fixes;
}

/** All of a fix's edits, or null: half a fix is no fix. */
function moveEdits(edits: Edit16[], change: Change, before: string, after: string): Edit16[] | null {
  let altered = false;
  const kept: Edit16[] = [];
  for (const edit of edits) {
    const range = moveEditRange(edit.range, change, before, after);
    if (!range) return null;
    if (range !== edit.range) altered = true;
    kept.push(range === edit.range ? edit : { ...edit, range });
  }
  return altered ? kept : edits;
}

function moveEditRange(range: Range16, change: Change, before: string, after: string): Range16 | null {
  if (range.start === range.end) {
    // What is added at the very end of a draft stays at the end while the person goes on writing.
    if (range.start === before.length) return { start: after.length, end: after.length };
    if (change.start === range.start) return null;
  }
  return moveRange(range, change, after);
}

function moveRange(range: Range16, change: Change, after: string): Range16 | null {
  const shift = change.inserted - change.removed;
  if (range.start === range.end) {
    const at = Math.min(after.length, range.start + (change.start < range.start ? shift : 0));
    return at === range.start ? range : { start: Math.max(0, at), end: Math.max(0, at) };
  }
  if (change.start >= range.end) {
    return joinsAt(after, range.end) && change.start === range.end ? null : range;
  }
  if (change.start + change.removed <= range.start) {
    const start = range.start + shift;
    if (change.start + change.removed === range.start && joinsAt(after, start)) return null;
    return { start, end: range.end + shift };
  }
  return null;
}

const WORD = /[\p{L}\p{N}\p{M}_]/u;

/** Is there a word running across this offset? Then what stood there is now part of another word. */
function joinsAt(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  return (
    WORD.test(characterBefore(text, offset)) &&
    WORD.test(String.fromCodePoint(text.codePointAt(offset) ?? 32))
  );
}

function characterBefore(text: string, offset: number): string {
  const unit = text.charCodeAt(offset - 1);
  const trailing = unit >= 0xdc00 && unit <= 0xdfff && offset > 1;
  return text.slice(offset - (trailing ? 2 : 1), offset);
}
