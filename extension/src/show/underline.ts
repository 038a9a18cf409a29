/**
 * Lines under the flagged words. CSS Custom Highlights wherever the browser can range over the words, so
 * that nothing is put into the page and nothing has to follow a scroll; drawn lines in forced colours.
 *
 * Highlights are changed by difference and never emptied first: a finding nobody touched never flickers.
 */
import type { Box, Place } from "../contract/box";
import type { Range16, Severity } from "../contract/wire";
import { DrawnLines } from "./drawn-lines";
import { type FieldLine, FieldOverlay } from "./field-overlay";
import type { Host } from "./host";
import { onDarkPaper } from "./paper";
import type { Standing } from "./remap";
import underlineText from "./underline.css" with { type: "text" };

/** A range inside a field's value, where the browser has such a thing. */
interface ValueRange extends AbstractRange {
  getClientRects(): DOMRectList;
  disconnect(): void;
}
type Field = HTMLTextAreaElement | HTMLInputElement;
type RangedField = Field & { createValueRange(start: number, end: number): ValueRange };
type Drawable = Range | ValueRange;

/** Neutral names: a page can list them. Graver ones are painted over milder ones. */
const LINES: Readonly<Partial<Record<Severity, { readonly name: string; readonly priority: number }>>> = {
  stop: { name: "lines-double", priority: 3 },
  warn: { name: "lines-wavy", priority: 2 },
  advice: { name: "lines-dotted", priority: 1 },
};

/** A box's paper is looked at again after so many milliseconds at the earliest: it costs a style read. */
const PAPER_STAYS = 5_000;

interface Mark {
  standing: Standing;
  readonly line: string | null;
  ranges: Drawable[];
}

interface Sheet {
  readonly box: Box;
  readonly marks: Map<string, Mark>;
  night: boolean;
  /** When the paper was last looked at. */
  lookedAt: number;
  overlay: FieldOverlay | null;
  drawn: { readonly lines: DrawnLines; readonly end: AbortController } | null;
}

export class Underliner {
  /** Where lines of our own are drawn, if any must be: in the box's own window. */
  readonly #host: () => Host;
  readonly #signal: AbortSignal;
  readonly #sheets = new Map<Box, Sheet>();
  readonly #highlights = new Map<string, Highlight>();
  readonly #dressed = new WeakSet<ShadowRoot>();
  #forced: boolean;

  constructor(host: () => Host, signal: AbortSignal) {
    this.#host = host;
    this.#signal = signal;
    const forced = matchMedia("(forced-colors: active)");
    this.#forced = forced.matches;
    const again = () => {
      this.#forced = forced.matches;
      this.#redrawAll();
    };
    forced.addEventListener("change", again, { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again, { signal });
    signal.addEventListener("abort", () => this.#clearAll(), { once: true });
  }

  /** Puts lines under these findings of the box, and takes away those no longer among them. */
  draw(box: Box, standing: readonly Standing[]): void {
    const sheet = this.#sheetOf(box);
    const seen = new Map<string, number>();
    const stale = new Map(sheet.marks);
    for (const each of standing) {
      const nth = seen.get(each.finding.id) ?? 0;
      seen.set(each.finding.id, nth + 1);
      const key = `${nth} ${each.finding.id}`;
      stale.delete(key);
      this.#mark(sheet, key, each);
    }
    for (const [key, mark] of stale) {
      this.#unpaint(mark, mark.ranges);
      sheet.marks.delete(key);
    }
    if (sheet.overlay) this.#paintOver(sheet, sheet.overlay);
    this.#drawForced(sheet);
  }

  /** Looks again whether the box's paper is dark: at once, or only if that was a while ago. */
  lookAtPaper(box: Box, now = true): void {
    const sheet = this.#sheets.get(box);
    const time = performance.now();
    if (!sheet || (!now && time - sheet.lookedAt < PAPER_STAYS)) return;
    sheet.lookedAt = time;
    const night = onDarkPaper(box.element);
    if (night === sheet.night) return;
    sheet.night = night;
    this.#redraw(sheet);
  }

  isNight(box: Box): boolean {
    return this.#sheetOf(box).night;
  }

  /** Where a part of the box's text is on screen; reads layout. Empty when it is not rendered. */
  rects(box: Box, range: Range16): DOMRect[] {
    const sheet = this.#sheetOf(box);
    const ranges = this.#ranges(sheet, box.place(range));
    const rects = sheet.overlay ? overlayRects(sheet, range) : rectsOf(ranges);
    for (const each of ranges) release(each);
    return rects.filter((rect) => rect.width > 0 || rect.height > 0);
  }

  /** The finding whose words are at a viewport point, the shortest where several are; reads layout. */
  at(box: Box, x: number, y: number): Standing | null {
    let found: Standing | null = null;
    const sheet = this.#sheetOf(box);
    for (const mark of sheet.marks.values()) {
      const { standing } = mark;
      if (found && found.words.length <= standing.words.length) continue;
      const hit = markRects(sheet, mark).some(
        (rect) => x >= rect.left && x <= rect.right && y >= rect.top - 1 && y <= rect.bottom + 3,
      );
      if (hit) found = standing;
    }
    return found;
  }

  #sheetOf(box: Box): Sheet {
    const known = this.#sheets.get(box);
    if (known) return known;
    const night = onDarkPaper(box.element);
    const lookedAt = performance.now();
    const sheet: Sheet = { box, marks: new Map(), night, lookedAt, overlay: null, drawn: null };
    this.#sheets.set(box, sheet);
    box.signal.addEventListener("abort", () => this.#clear(sheet), { once: true });
    return sheet;
  }

  #mark(sheet: Sheet, key: string, standing: Standing): void {
    const line = this.#lineFor(sheet, standing.finding.severity);
    const old = sheet.marks.get(key);
    const place = sheet.box.place(standing.finding.range);
    if (old && old.line === line && standsAt(old.ranges, place)) {
      old.standing = standing;
      return;
    }
    const ranges = this.#ranges(sheet, place);
    const mark: Mark = { standing, line, ranges };
    sheet.marks.set(key, mark);
    if (line) {
      const highlight = this.#highlight(line);
      for (const range of ranges) highlight.add(range);
    }
    if (old) this.#unpaint(old, old.ranges);
  }

  #unpaint(mark: Mark, ranges: readonly Drawable[]): void {
    const highlight = mark.line ? this.#highlights.get(mark.line) : undefined;
    for (const range of ranges) {
      highlight?.delete(range);
      release(range);
    }
  }

  #lineFor(sheet: Sheet, severity: Severity): string | null {
    const line = LINES[severity];
    if (!line || this.#forced) return null;
    return sheet.night ? `${line.name}-night` : line.name;
  }

  #highlight(name: string): Highlight {
    const known = this.#highlights.get(name);
    if (known) return known;
    const made = new Highlight();
    made.priority = Object.values(LINES).find((line) => name.startsWith(line.name))?.priority ?? 0;
    this.#highlights.set(name, made);
    CSS.highlights.set(name, made);
    return made;
  }

  #ranges(sheet: Sheet, place: Place): Drawable[] {
    if (place.in === "nowhere") return [];
    if (place.in === "field") {
      if (hasValueRanges(place.field)) return [place.field.createValueRange(place.start, place.end)];
      sheet.overlay ??= new FieldOverlay(
        place.field,
        this.#host(),
        AbortSignal.any([sheet.box.signal, this.#signal]),
      );
      return [];
    }
    if (place.root instanceof ShadowRoot) this.#dress(place.root);
    return place.stretches.map(rangeOn);
  }

  /** Not every browser lets the document's highlight rules reach into a site's shadow root. */
  #dress(root: ShadowRoot): void {
    if (this.#dressed.has(root)) return;
    this.#dressed.add(root);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(underlineText);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    this.#signal.addEventListener(
      "abort",
      () => {
        root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
      },
      { once: true },
    );
  }

  #paintOver(sheet: Sheet, overlay: FieldOverlay): void {
    const lines: FieldLine[] = [];
    for (const { standing, line } of sheet.marks.values()) {
      const place = sheet.box.place(standing.finding.range);
      const priority = LINES[standing.finding.severity]?.priority ?? 0;
      if (line && place.in === "field")
        lines.push({ start: place.start, end: place.end, look: line, priority });
    }
    overlay.paint(lines);
  }

  #drawForced(sheet: Sheet): void {
    if (!this.#forced) {
      sheet.drawn?.end.abort();
      sheet.drawn = null;
      return;
    }
    if (!sheet.drawn) {
      const end = new AbortController();
      const signal = AbortSignal.any([end.signal, sheet.box.signal, this.#signal]);
      sheet.drawn = { end, lines: new DrawnLines(sheet.box.element, this.#host(), signal) };
    }
    const marks = [...sheet.marks.values()].filter(({ standing }) => LINES[standing.finding.severity]);
    sheet.drawn.lines.set(
      marks.map((mark) => ({
        severity: mark.standing.finding.severity,
        rects: () => markRects(sheet, mark),
      })),
    );
  }

  #redrawAll(): void {
    for (const sheet of this.#sheets.values()) {
      sheet.night = onDarkPaper(sheet.box.element);
      sheet.overlay?.restyle();
      this.#redraw(sheet);
    }
  }

  #redraw(sheet: Sheet): void {
    this.draw(
      sheet.box,
      [...sheet.marks.values()].map(({ standing }) => standing),
    );
  }

  #clear(sheet: Sheet): void {
    for (const mark of sheet.marks.values()) this.#unpaint(mark, mark.ranges);
    sheet.marks.clear();
    this.#sheets.delete(sheet.box);
  }

  #clearAll(): void {
    for (const sheet of [...this.#sheets.values()]) this.#clear(sheet);
    for (const [name, highlight] of this.#highlights) {
      if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
    }
  }
}

function markRects(sheet: Sheet, mark: Mark): DOMRect[] {
  return sheet.overlay ? overlayRects(sheet, mark.standing.finding.range) : rectsOf(mark.ranges);
}

function overlayRects({ box, overlay }: Sheet, range: Range16): DOMRect[] {
  const place = box.place(range);
  return overlay && place.in === "field" ? overlay.rects(place.start, place.end) : [];
}

function rectsOf(ranges: readonly Drawable[]): DOMRect[] {
  return ranges.flatMap((range) => [...range.getClientRects()]);
}

function hasValueRanges(field: Field): field is RangedField {
  return "createValueRange" in field;
}

function release(range: Drawable): void {
  if ("disconnect" in range) range.disconnect();
}

function rangeOn({ startContainer, startOffset, endContainer, endOffset }: StaticRangeInit): Range {
  const range = (startContainer.ownerDocument ?? document).createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

/** Do these ranges, which the browser moves along with the page's edits, stand in this very place? */
function standsAt(ranges: readonly AbstractRange[], place: Place): boolean {
  if (place.in === "field") {
    const [range] = ranges;
    return !range || (range.startOffset === place.start && range.endOffset === place.end);
  }
  const stretches = place.in === "dom" ? place.stretches : [];
  return (
    ranges.length === stretches.length &&
    ranges.every((range, i) => {
      const twin = stretches[i];
      return (
        twin !== undefined &&
        range.startOffset === twin.startOffset &&
        range.endOffset === twin.endOffset &&
        range.startContainer === twin.startContainer &&
        range.endContainer === twin.endContainer
      );
    })
  );
}
