/** What to write: pure sums over text and edits, in UTF-16 code units. */
import type { Edit16 } from "../contract/wire";

export interface Write {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The edits in order, or null where they overlap or lie outside the text. */
export function inOrder(edits: readonly Edit16[], length: number): Write[] | null {
  const writes = edits
    .map(({ range: { start, end }, text }) => ({ start, end, text }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  let last = 0;
  for (const { start, end } of writes) {
    if (start < last || end < start || end > length) return null;
    last = end;
  }
  return writes;
}

export function written(text: string, writes: readonly Write[]): string {
  let out = "";
  let last = 0;
  for (const { start, end, text: words } of writes) {
    out += text.slice(last, start) + words;
    last = end;
  }
  return out + text.slice(last);
}

/** One write from the first edit to the last, with what lies between them left as it is. */
export function covering(text: string, writes: readonly Write[]): Write {
  const start = writes[0]?.start ?? 0;
  const end = writes.at(-1)?.end ?? start;
  const whole = written(text.slice(0, end), writes);
  return { start, end, text: whole.slice(start) };
}

/** Where an offset stands after the writes; one inside replaced words goes to the end of the new ones. */
export function moved(offset: number, writes: readonly Write[]): number {
  let shift = 0;
  for (const { start, end, text } of writes) {
    if (offset < start || (offset === start && start !== end)) break;
    if (offset < end) return start + shift + text.length;
    shift += text.length - (end - start);
  }
  return offset + shift;
}

/** Brings writes made against `expected` to `now`, if what changed in between lies clear of them; else null. */
export function carried(writes: readonly Write[], expected: string, now: string): Write[] | null {
  if (expected === now) return [...writes];
  const shorter = Math.min(expected.length, now.length);
  let head = 0;
  while (head < shorter && expected[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && expected.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const end = expected.length - tail;
  const shift = now.length - expected.length;
  const out: Write[] = [];
  for (const write of writes) {
    if (write.end < head) out.push(write);
    else if (write.start > end) out.push({ ...write, start: write.start + shift, end: write.end + shift });
    else return null;
  }
  return out;
}

/** The edits with their words in one line each. */
export function inOneLine(edits: readonly Edit16[]): Edit16[] {
  return edits.map(({ range, text }) => ({ range, text: text.replace(/\s*\n\s*/g, " ") }));
}
