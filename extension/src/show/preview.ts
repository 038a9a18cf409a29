/** What a fix would do to the draft, as a few words to read before pressing it. Pure. */
import type { Fix } from "../contract/wire";

/** A piece of the preview: kept as it is, taken out, or written. */
export interface Piece {
  readonly as: "kept" | "out" | "in";
  readonly text: string;
}

const AROUND = 10;
const LONGEST = 90;
const MOST_EDITS = 3;

/** The words a fix writes, for its second line; empty when it only takes words out. */
export function wordsWritten(fix: Fix): string {
  const words = fix.preview ?? (fix.edits ?? []).map((edit) => edit.text).join(" … ");
  return shorten(words.trim());
}

/** The words a fix takes out; empty when it only adds. */
export function wordsRemoved(fix: Fix, draft: string): string {
  const words = (fix.edits ?? [])
    .map(({ range }) => draft.slice(range.start, range.end))
    .filter((each) => each.trim());
  return shorten(words.join(" … ").trim());
}

/** The change in its surroundings, for striking out and inserting; empty for a fix without edits. */
export function piecesOf(fix: Fix, draft: string): Piece[] {
  const edits = [...(fix.edits ?? [])].sort((a, b) => a.range.start - b.range.start).slice(0, MOST_EDITS);
  const pieces: Piece[] = [];
  let at = -1;
  for (const { range, text } of edits) {
    const from = at < 0 ? wordStart(draft, range.start - AROUND) : at;
    const kept = draft.slice(from, range.start);
    if (at < 0 && from > 0) pieces.push({ as: "kept", text: "…" });
    if (kept) pieces.push({ as: "kept", text: at < 0 || kept.length <= AROUND * 2 ? kept : " … " });
    const out = draft.slice(range.start, range.end);
    if (out) pieces.push({ as: "out", text: shorten(out) });
    if (text) pieces.push({ as: "in", text });
    at = range.end;
  }
  if (at >= 0) {
    const until = wordEnd(draft, at + AROUND);
    if (until > at) pieces.push({ as: "kept", text: draft.slice(at, until) });
    if (until < draft.length) pieces.push({ as: "kept", text: "…" });
  }
  return pieces;
}

function shorten(words: string): string {
  if (words.length <= LONGEST) return words;
  const cut = words.slice(0, LONGEST);
  return `${cut.slice(0, Math.max(LONGEST / 2, cut.lastIndexOf(" ")))}…`;
}

function wordStart(text: string, from: number): number {
  if (from <= 0) return 0;
  const space = text.indexOf(" ", from);
  return space < 0 || space > from + AROUND ? from : space + 1;
}

function wordEnd(text: string, until: number): number {
  if (until >= text.length) return text.length;
  const space = text.lastIndexOf(" ", until);
  return space < until - AROUND ? until : space;
}
