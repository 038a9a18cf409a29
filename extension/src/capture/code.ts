/**
 * A CodeMirror editor: the text comes from its model through the page-world reader. Without the
 * reader only the lines on screen can be read, and the box says that it is not well.
 */
import type { BoxHealth, Place } from "../contract/box";
import type { Range16 } from "../contract/wire";
import { stretch } from "./blocks";
import { ANSWER, type Answers, ASK, type Ask, type CodeEdit, type CodeState } from "./code-protocol";
import type { EditorName } from "./editors";
import { linesOf, type Span, type Surface, WELL } from "./surface";
import type { TextMap } from "./textmap";
import { Walker } from "./walk";

const LINE = { codemirror6: ".cm-line", codemirror5: ".CodeMirror-code .CodeMirror-line" };

interface RenderedLine {
  readonly start: number;
  readonly map: TextMap;
}

export class CodeSurface implements Surface {
  private readonly walker = new Walker();
  private state: CodeState | null = null;
  private wellRead = false;
  private rendered: readonly RenderedLine[] | null = null;

  constructor(
    readonly element: HTMLElement,
    readonly editor: EditorName & ("codemirror5" | "codemirror6"),
  ) {}

  text(): string {
    return this.read().text;
  }

  stale(): void {
    this.state = null;
    this.rendered = null;
    this.walker.forget();
  }

  place(range: Range16): Place {
    const stretches: StaticRangeInit[] = [];
    for (const part of linesOf(this.read().text, range)) {
      const line = this.lines().find(
        ({ start, map }) => start <= part.start && part.end <= start + map.text.length,
      );
      const from = line?.map.point(part.start - line.start, "start");
      const to = line?.map.point(part.end - line.start, "end");
      if (!from || !to) return { in: "nowhere" };
      stretches.push(stretch(from, to));
    }
    if (stretches.length === 0) return { in: "nowhere" };
    return { in: "dom", stretches, root: this.element.getRootNode() as Document | ShadowRoot };
  }

  offsetAt(x: number, y: number): number | null {
    return ask(this.element, { ask: "at", x, y });
  }

  selection(): Span {
    this.state = null;
    const { anchor, head } = this.read();
    return { anchor, focus: head };
  }

  select({ anchor, focus }: Span): boolean {
    return ask(this.element, { ask: "select", anchor, head: focus, focus: false }) === true;
  }

  focus(): void {
    const { anchor, head } = this.read();
    ask(this.element, { ask: "select", anchor, head, focus: true });
  }

  readOnly(): boolean {
    return this.read().readOnly;
  }

  health(): BoxHealth {
    this.read();
    return this.wellRead ? WELL : { ok: false, why: "unreadable" };
  }

  /** One transaction, one undo. False: the text was another one, or there is no reader. */
  write(edits: readonly CodeEdit[], expected: string, { anchor, focus }: Span): boolean {
    const done = ask(this.element, { ask: "write", expected, edits, anchor, head: focus }) === true;
    this.stale();
    return done;
  }

  private read(): CodeState {
    if (this.state) return this.state;
    const state = ask(this.element, { ask: "read" });
    this.wellRead = state !== null;
    this.rendered = null;
    this.state = state ?? this.onScreen();
    return this.state;
  }

  private onScreen(): CodeState {
    const texts = this.lineElements().map((line) => this.walker.read(line, [line]).text);
    return { text: texts.join("\n"), lines: [], anchor: 0, head: 0, readOnly: true };
  }

  /** The lines on screen whose words are the model's; a folded or decorated line has no place. */
  private lines(): readonly RenderedLine[] {
    if (this.rendered) return this.rendered;
    const { text, lines } = this.read();
    const rendered: RenderedLine[] = [];
    for (const [index, element] of this.lineElements().entries()) {
      const start = lines[index];
      if (start === undefined) break;
      const map = this.walker.read(element, [element]);
      const stop = text.indexOf("\n", start);
      if (map.text === clean(text.slice(start, stop === -1 ? undefined : stop)))
        rendered.push({ start, map });
    }
    this.rendered = rendered;
    return rendered;
  }

  private lineElements(): Element[] {
    return [...this.element.querySelectorAll(LINE[this.editor])];
  }
}

function clean(line: string): string {
  return line.replace(/\u00A0/g, " ");
}

/** Asks the reader in the page's world, which answers before this returns; null where there is none. */
function ask<A extends Ask>(element: Element, question: A): Answers[A["ask"]] | null {
  let answer: Answers[A["ask"]] | null = null;
  const hear = (event: Event) => {
    const detail: unknown = (event as CustomEvent).detail;
    if (typeof detail === "string") answer = JSON.parse(detail) as Answers[A["ask"]];
  };
  element.addEventListener(ANSWER, hear);
  element.dispatchEvent(new CustomEvent(ASK, { detail: JSON.stringify(question), composed: true }));
  element.removeEventListener(ANSWER, hear);
  return answer;
}
