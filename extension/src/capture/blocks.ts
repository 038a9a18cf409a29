/** A contenteditable editor: one editing element, or several that make one text in order. */
import type { BoxHealth, Place } from "../contract/box";
import type { Range16 } from "../contract/wire";
import { type EditorName, editorOf } from "./editors";
import { pointUnder, select, selectedIn } from "./selection";
import { linesOf, type Span, type Surface, WELL } from "./surface";
import type { Point, TextMap } from "./textmap";
import { Walker } from "./walk";

export class BlockSurface implements Surface {
  readonly editor: EditorName;
  private readonly walker = new Walker();
  private map: TextMap | null = null;
  private well: BoxHealth | null = null;

  constructor(
    readonly element: HTMLElement,
    private readonly parts?: string,
  ) {
    this.editor = editorOf(element);
  }

  text(): string {
    return this.read().text;
  }

  stale(changed?: readonly Node[]): void {
    this.map = null;
    this.well = null;
    this.walker.forget(changed);
  }

  /** The DOM range of [start, end), and how many pieces of text or chips it runs through. */
  span(start: number, end: number): { from: Point; to: Point; pieces: number } | null {
    const map = this.read();
    const from = map.point(start, start === end ? "end" : "start");
    const to = map.point(end, "end");
    return from && to && { from, to, pieces: map.runsIn(start, end).length };
  }

  place(range: Range16): Place {
    const { text } = this.read();
    if (range.end > text.length) return { in: "nowhere" };
    const stretches: StaticRangeInit[] = [];
    for (const line of linesOf(text, range)) {
      const span = this.span(line.start, line.end);
      if (span) stretches.push(stretch(span.from, span.to));
    }
    if (stretches.length === 0) return { in: "nowhere" };
    return { in: "dom", stretches, root: this.element.getRootNode() as Document | ShadowRoot };
  }

  offsetAt(x: number, y: number): number | null {
    const point = pointUnder(this.element, x, y);
    return point && this.element.contains(point[0]) ? this.read().offset(...point) : null;
  }

  selection(): Span | null {
    const selected = selectedIn(this.element);
    if (!selected) return null;
    const map = this.read();
    return { anchor: map.offset(...selected.anchor), focus: map.offset(...selected.focus) };
  }

  select({ anchor, focus }: Span): boolean {
    const start = Math.min(anchor, focus);
    const span = this.span(start, Math.max(anchor, focus));
    if (!span) return false;
    return anchor <= focus
      ? select(this.element, span.from, span.to)
      : select(this.element, span.to, span.from);
  }

  focus(): void {
    const target = this.parts ? this.partAtCaret() : this.element;
    target.focus({ preventScroll: true });
  }

  readOnly(): boolean {
    return !this.element.isContentEditable && !this.parts;
  }

  health(): BoxHealth {
    this.well ??= this.compare();
    return this.well;
  }

  private compare(): BoxHealth {
    const { text, runs } = this.read();
    const good = runs.every(
      ({ kind, node, at, start, length }) =>
        kind !== "text" ||
        sameWords((node as Text).data.slice(at, at + length), text.slice(start, start + length)),
    );
    return good ? WELL : { ok: false, why: "no-round-trip" };
  }

  private read(): TextMap {
    this.map ??= this.walker.read(this.element, this.editors());
    return this.map;
  }

  private editors(): HTMLElement[] {
    return this.parts ? [...this.element.querySelectorAll<HTMLElement>(this.parts)] : [this.element];
  }

  private partAtCaret(): HTMLElement {
    const node = selectedIn(this.element)?.focus[0];
    const parts = this.editors();
    return parts.find((part) => node && part.contains(node)) ?? parts[0] ?? this.element;
  }
}

/** A hard space is read as a space, and white space that collapses as one. */
function sameWords(inPage: string, read: string): boolean {
  return inPage === read || inPage.replace(/\u00A0/g, " ") === read || inPage.replace(/\s/g, " ") === read;
}

export function stretch(from: Point, to: Point): StaticRangeInit {
  return { startContainer: from[0], startOffset: from[1], endContainer: to[0], endOffset: to[1] };
}
