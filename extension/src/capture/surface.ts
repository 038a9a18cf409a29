/**
 * One way to read, point at and select in an editor, whatever it is made of. Offsets are UTF-16
 * code units of the text last read; the text is read again only after something changed.
 */
import type { BoxHealth, Place } from "../contract/box";
import type { Range16 } from "../contract/wire";
import type { EditorName } from "./editors";

export interface Span {
  readonly anchor: number;
  readonly focus: number;
}

export interface Surface {
  readonly editor: EditorName;
  readonly element: HTMLElement;
  /** The text as it is now. */
  text(): string;
  /** These nodes of the editor changed since the last reading; without them, anything may have. */
  stale(changed?: readonly Node[]): void;
  place(range: Range16): Place;
  offsetAt(x: number, y: number): number | null;
  /** The selection, whether or not the editor has the focus. */
  selection(): Span | null;
  /** Selects; answers whether the selection had to be moved. */
  select(span: Span): boolean;
  focus(): void;
  readOnly(): boolean;
  health(): BoxHealth;
}

export const WELL: BoxHealth = { ok: true };

/** The ranges of [start, end) line by line, so that nothing between lines is painted. */
export function linesOf(text: string, { start, end }: Range16): Range16[] {
  const lines: Range16[] = [];
  for (let from = start; from < end; ) {
    const stop = text.indexOf("\n", from);
    const to = stop === -1 || stop > end ? end : stop;
    if (to > from) lines.push({ start: from, end: to });
    from = to + 1;
  }
  return lines;
}
