/**
 * The text of an editor and where each part of it stands in the DOM: one table both ways, so that
 * text-to-DOM and DOM-to-text cannot disagree. Offsets are UTF-16 code units of `text`.
 */

/** `text`: characters of a text node. `atom`: an element that stands for its words as a whole. `spot`: an empty line. */
export interface Run {
  readonly kind: "text" | "atom" | "spot";
  readonly node: Node;
  /** Where the run begins in a text node's data. */
  readonly at: number;
  readonly start: number;
  readonly length: number;
}

export type Point = readonly [node: Node, offset: number];

export class TextMap {
  constructor(
    readonly text: string,
    readonly runs: readonly Run[],
    /** The editor, which is the place of an offset in a text without runs. */
    readonly home: Node,
  ) {}

  /** The DOM point of an offset; `start` leans to what follows, `end` to what comes before. Null where nothing is rendered. */
  point(offset: number, lean: "start" | "end"): Point | null {
    let before: Run | undefined;
    let after: Run | undefined;
    let spot: Run | undefined;
    for (const run of this.runs) {
      if (run.start > offset) break;
      const end = run.start + run.length;
      if (run.start < offset && offset <= end) before = run;
      else if (run.start === offset && run.length === 0) spot = run;
      if (offset < end) after = run;
    }
    const run = lean === "start" ? (after ?? before ?? spot) : (before ?? spot ?? after);
    if (run) return pointIn(run, offset);
    return this.text === "" && offset === 0 ? [this.home, 0] : null;
  }

  /** The offset of a DOM point, or the nearest one in reading order. */
  offset(node: Node, at: number): number {
    let last = 0;
    let before: Node | undefined;
    for (const run of this.runs) {
      const end = run.start + run.length;
      if (run.node === node && node.nodeType === 3) {
        if (at < run.at) return run.start;
        if (at <= run.at + run.length) return run.start + at - run.at;
      } else if (!precedes(run.node, node, at)) {
        return startsLine(run.node, node, at, before) ? run.start : last;
      }
      last = end;
      before = run.node;
    }
    return last;
  }

  /** The text nodes and atoms that hold [start, end). */
  runsIn(start: number, end: number): readonly Run[] {
    return this.runs.filter((run) => run.start < end && run.start + run.length > start);
  }
}

function pointIn(run: Run, offset: number): Point {
  if (run.node.nodeType === 3) return [run.node, run.at + offset - run.start];
  if (run.kind === "spot" && !VOID.has(run.node.nodeName)) return [run.node, 0];
  const parent = run.node.parentNode ?? run.node;
  const index = Array.prototype.indexOf.call(parent.childNodes, run.node);
  return [parent, offset > run.start ? index + 1 : index];
}

const VOID = new Set(["BR", "IMG"]);

const FOLLOWING = 4;

/** Does `earlier` come before the point (node, at)? */
function precedes(earlier: Node, node: Node, at: number): boolean {
  if (earlier === node || earlier.contains(node)) return at > 0;
  if (!node.contains(earlier)) return (earlier.compareDocumentPosition(node) & FOLLOWING) !== 0;
  const child = node.childNodes[at];
  if (!child) return true;
  return !child.contains(earlier) && (earlier.compareDocumentPosition(child) & FOLLOWING) !== 0;
}

/** Does the point stand where `next` begins, rather than where `before` ends? */
function startsLine(next: Node, node: Node, at: number, before: Node | undefined): boolean {
  const child = node.childNodes[at];
  if (child === next) return true;
  return node.contains(next) && child?.nodeName !== "BR" && node.childNodes[at - 1] !== (before ?? null);
}

/** Whole lines, with places counted from their beginning. */
export interface Fragment {
  readonly text: string;
  readonly runs: readonly Run[];
  readonly count: number;
}

/** Collects lines of text with their places. A line that was opened and holds nothing still counts. */
export class Lines {
  private readonly pieces: string[] = [];
  private readonly runs: Run[] = [];
  private length = 0;
  private count = 0;
  private open = false;
  private lineStart = 0;
  private space: { readonly node: Node; readonly at: number; readonly typed: boolean } | null = null;

  /** Ends the present line, if one is open. */
  close(): void {
    if (this.space?.typed) this.flushSpace();
    this.open = false;
    this.space = null;
  }

  /** A line break in the DOM: ends the present line or makes an empty one. */
  break(node: Node, at = 0): void {
    this.ensure();
    if (this.length === this.lineStart) this.spot(node, at);
    this.close();
  }

  /** A character that fills an empty line, so that there is somewhere to put the caret. */
  filler(node: Node, at: number): void {
    this.ensure();
    if (this.length === this.lineStart) this.spot(node, at);
  }

  /** Something without words that still takes up a place. */
  spot(node: Node, at = 0): void {
    this.ensure();
    this.runs.push({ kind: "spot", node, at, start: this.length, length: 0 });
  }

  add(text: string, node: Node, at: number): void {
    this.ensure();
    this.flushSpace();
    this.push(text, "text", node, at);
  }

  atom(text: string, node: Node): void {
    this.add("", node, 0);
    if (text === "") this.spot(node);
    else this.push(text, "atom", node, 0);
  }

  /** White space that counts once words follow it on its line, and at the end of a line if it was typed there. */
  maybeSpace(node: Node, at: number, typed: boolean): void {
    if (this.open && this.length > this.lineStart && !this.pieces.at(-1)?.endsWith(" ")) {
      this.space ??= { node, at, typed };
    }
  }

  private flushSpace(): void {
    if (!this.space) return;
    const { node, at } = this.space;
    this.space = null;
    this.push(" ", "text", node, at);
  }

  get lineCount(): number {
    return this.count;
  }

  private ensure(): void {
    if (this.open) return;
    this.newLine();
    this.open = true;
    this.lineStart = this.length;
  }

  private newLine(): void {
    if (this.count > 0) {
      this.pieces.push("\n");
      this.length += 1;
    }
    this.count += 1;
  }

  /** Lines read before, as lines of their own. */
  append({ text, runs, count }: Fragment): void {
    this.close();
    if (count === 0) return;
    this.newLine();
    const base = this.length;
    this.pieces.push(text);
    this.length += text.length;
    for (const run of runs) this.runs.push({ ...run, start: run.start + base });
    this.count += count - 1;
  }

  fragment(): Fragment {
    this.close();
    return { text: this.pieces.join(""), runs: this.runs, count: this.count };
  }

  done(home: Node): TextMap {
    this.close();
    return new TextMap(this.pieces.join(""), this.runs, home);
  }

  private push(text: string, kind: "text" | "atom", node: Node, at: number): void {
    if (text === "") return;
    const last = this.runs.at(-1);
    const start = this.length;
    this.pieces.push(text);
    this.length += text.length;
    const follows =
      last?.kind === "text" && kind === "text" && last.node === node && last.at + last.length === at;
    if (last && follows && last.start + last.length === start) {
      this.runs[this.runs.length - 1] = { ...last, length: last.length + text.length };
    } else {
      this.runs.push({ kind, node, at, start, length: text.length });
    }
  }
}
