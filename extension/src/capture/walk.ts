/**
 * Reads a contenteditable editor in one pass over its nodes. What comes out is what the person
 * sees as lines: blocks and breaks make lines, a filler break at the end of a block makes none,
 * filler characters are dropped, placeholders and widgets are not text.
 */
import { type Manner, Manners, mannerOf } from "./blockness";
import { isElement } from "./roots";
import { type Fragment, Lines, type TextMap } from "./textmap";

/** Nodes that editors put among the text without meaning them as text. */
const NOT_TEXT =
  "[data-slate-placeholder],[data-rich-text-placeholder],[data-mce-bogus=all],.ProseMirror-widget,.ql-ui," +
  ".ck-fake-selection-container,.ck-widget__selection-handle,.ck-reset_all,script,style,template,button,select,textarea,input," +
  "svg,audio,video,iframe,object,canvas";

/** Filler characters: zero width space, word joiner, byte order mark. */
const FILLER = /[\u200B\u2060\uFEFF]/;
const FILLERS = /[\u200B\u2060\uFEFF]/g;
const NBSP = /\u00A0/g;

/** Text for which the short way will not do: where white space is kept, and where it collapses. */
const UNEVEN_PRE = /[\n\r\u200B\u2060\uFEFF]/;
const UNEVEN = /[\t\n\r\f\u200B\u2060\uFEFF]|^ | $| {2}/;

/** The uneven places themselves; what lies between them is words as they stand. */
const PLACES =
  /[ \t\n\r\f\u200B\u2060\uFEFF]*[\t\n\r\f\u200B\u2060\uFEFF][ \t\n\r\f\u200B\u2060\uFEFF]*| {2,}|^ | $/g;
const PLACES_PRE = /[\n\r\u200B\u2060\uFEFF]+/g;

/** Within such a place: white space, or fillers. */
const TOKENS = /[ \t\n\r\f]+|[\u200B\u2060\uFEFF]+/g;
const TOKENS_PRE = /\n|\r+|[\u200B\u2060\uFEFF]+/g;

const EDITABLE = "[contenteditable]:not([contenteditable=false])";

const EMOJI_NAME = /^(?:(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\p{RI})+|:[\w+-]+:)$/u;

export class Walker {
  private readonly manners = new Manners();
  private readonly hosts = new WeakMap<Element, Manner>();
  /** Blocks as they were read; only those that changed are read again. */
  private fragments = new WeakMap<Node, Fragment>();

  /** The text of the editors given, each beginning a new line; `home` holds them all. */
  read(home: Element, parts: readonly Element[]): TextMap {
    const lines = new Lines();
    for (const part of parts) {
      const before = lines.lineCount;
      let manner = this.hosts.get(part);
      if (!manner) {
        manner = mannerOf(part);
        this.hosts.set(part, manner);
      }
      this.inside(part, manner, lines);
      lines.close();
      if (parts.length > 1 && lines.lineCount === before) {
        lines.spot(part);
        lines.close();
      }
    }
    return lines.done(home);
  }

  /** These nodes changed; without them, anything may have. */
  forget(changed?: readonly Node[]): void {
    if (!changed) this.fragments = new WeakMap();
    for (const node of changed ?? []) {
      for (let at: Node | null = node; at; at = at.parentNode) this.fragments.delete(at);
    }
  }

  private inside(parent: Node, manner: Manner, lines: Lines): void {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      const known = this.fragments.get(node);
      if (known) lines.append(known);
      else if (node.nodeType === 3) addText(node as Text, manner.pre, lines);
      else if (isElement(node)) this.element(node, manner, lines);
    }
  }

  private element(element: Element, parent: Manner, lines: Lines): void {
    if (element.tagName === "BR") lines.break(element);
    else if (element.tagName === "IMG") image(element as HTMLImageElement, lines);
    else if (!element.matches(NOT_TEXT)) this.words(element, this.manners.of(element, parent), lines);
  }

  private words(element: Element, manner: Manner, lines: Lines): void {
    if (manner.hidden) return;
    const editable = element.getAttribute("contenteditable") !== "false";
    if (manner.block) lines.append(this.block(element, manner, editable));
    else if (editable) this.inside(element, manner, lines);
    else lines.atom(wordsOf(element), element);
  }

  private block(element: Element, manner: Manner, editable: boolean): Fragment {
    const lines = new Lines();
    if (editable) this.inside(element, manner, lines);
    else this.islands(element, manner, lines);
    const fragment = lines.fragment();
    this.fragments.set(element, fragment);
    return fragment;
  }

  /** A block that cannot be edited counts only for what in it can. */
  private islands(element: Element, manner: Manner, lines: Lines): void {
    let last: Element | null = null;
    for (const island of element.querySelectorAll(EDITABLE)) {
      if (last?.contains(island)) continue;
      last = island;
      lines.close();
      this.inside(island, manner, lines);
      lines.close();
    }
  }
}

function wordsOf(element: Element): string {
  let words = element.textContent ?? "";
  if (words.trim() === "") for (const image of element.querySelectorAll("img")) words += image.alt;
  return words.replace(FILLERS, "").replace(/\s+/g, " ");
}

function image(element: HTMLImageElement, lines: Lines): void {
  const name = element.alt;
  if (EMOJI_NAME.test(name)) lines.atom(name, element);
  else if (!element.classList.contains("ProseMirror-separator")) lines.spot(element);
}

function addText(node: Text, pre: boolean, lines: Lines): void {
  const data = node.data;
  if ((pre ? UNEVEN_PRE : UNEVEN).test(data)) addUneven(node, pre, lines);
  else if (data !== "") lines.add(data.replace(NBSP, " "), node, 0);
}

function addUneven(node: Text, pre: boolean, lines: Lines): void {
  const { data } = node;
  let done = 0;
  for (const { 0: place, index } of data.matchAll(pre ? PLACES_PRE : PLACES)) {
    addWords(node, done, index, lines);
    for (const token of place.matchAll(pre ? TOKENS_PRE : TOKENS)) {
      addToken(token[0], node, index + token.index, pre, lines);
    }
    done = index + place.length;
  }
  addWords(node, done, data.length, lines);
}

function addWords(node: Text, from: number, to: number, lines: Lines): void {
  if (to > from) lines.add(node.data.slice(from, to).replace(NBSP, " "), node, from);
}

function addToken(token: string, node: Text, at: number, pre: boolean, lines: Lines): void {
  if (FILLER.test(token)) lines.filler(node, at);
  else if (!pre) lines.maybeSpace(node, at, token === " ");
  else if (token === "\n") lines.break(node, at);
}
