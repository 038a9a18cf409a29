/**
 * Is an editor on a site we know nothing about a compose box? First a list of never, then points
 * for and against. Looked at when an editor gets the focus, not while typing.
 */
import type { Kind } from "../contract/wire";
import { RICH_EDITOR } from "./editors";
import { BUTTONS, fieldLabel, labelOf, NEAR, sendsByLabel } from "./labels";
import { closestAcross, frameOf, isElement, parentAcross } from "./roots";

const TEXT_TYPES = new Set(["text", ""]);

const SECRET =
  /pass(?:word|code|phrase|wd)|\botp\b|one.?time|\bpin\b|\bcvv\b|\bcvc\b|\bcard\b|card.?(?:number|no\b)|\biban\b|sort.?code|\bnhs\b|\bssn\b|national.?insurance|security.?(?:code|answer|question)|\btoken\b|\bsecret\b|api.?key|2fa|verification.?code/i;

const PRIVATE_FILL =
  /\b(?:username|email|(?:current|new)-password|one-time-code|cc-[a-z-]+|tel[a-z-]*|street-address|address-line\d|postal-code|bday[a-z-]*|transaction-amount)\b/;

const SEARCHES = /\bsearch|\bfilter\b|\bfind\b|jump to|\bask (?:ai|copilot|grok|gemini|meta ai)|\bcommand\b/i;

/** Applications whose editors are documents, tables, code or machines, and a prompt is not a post. */
const OTHER_APPS =
  ".monaco-editor,.ace_editor,.kix-appview-editor,.docs-texteventtarget-iframe,.grid-container [role=grid]," +
  ".jupyter-notebook,.xterm,[role=grid],[role=spreadsheet],[role=application][aria-label*=Map i]";

const OTHER_HOSTS =
  /(?:^|\.)(?:docs\.google\.com|sheets\.google\.com|office\.com|office365\.com|officeapps\.live\.com|sharepoint\.com|chatgpt\.com|claude\.ai|gemini\.google\.com|copilot\.microsoft\.com|github\.dev|codepen\.io|overleaf\.com)$/;

/** The fields that no site file may open either. */
export function isPrivate(element: HTMLElement): boolean {
  const marks = ["name", "id", "aria-label", "placeholder"].map((name) => element.getAttribute(name) ?? "");
  if (marks.some((mark) => SECRET.test(mark.replace(/[_-]/g, " ")))) return true;
  const isInput = element.localName === "input";
  if (isInput && !TEXT_TYPES.has(element.getAttribute("type")?.toLowerCase() ?? "")) return true;
  if (PRIVATE_FILL.test(element.getAttribute("autocomplete") ?? "")) return true;
  if (/^(?:numeric|decimal|tel|email|url|search)$/.test(element.getAttribute("inputmode") ?? "")) return true;
  const form = element.closest("form");
  return form?.querySelector("input[type=password],[autocomplete^=cc-],[autocomplete=one-time-code]") != null;
}

export function isSearch(element: HTMLElement): boolean {
  if (element.matches("[role=searchbox],[type=search]") || element.getAttribute("enterkeyhint") === "search")
    return true;
  if (closestAcross(element, "[role=search],search")) return true;
  return /search/i.test(element.closest("form")?.getAttribute("action") ?? "");
}

export function isShut(element: HTMLElement): boolean {
  if (element.matches(":disabled,[readonly],[aria-readonly=true],[aria-hidden=true]")) return true;
  const { width, height } = element.getBoundingClientRect();
  // An empty contenteditable may have no line yet to give it a height.
  const low = height < 12 && (element.textContent !== "" || !element.isContentEditable);
  return width < 20 || low || element.checkVisibility?.({ visibilityProperty: true }) === false;
}

export function isOtherApp(element: HTMLElement, host: string): boolean {
  return OTHER_HOSTS.test(host) || closestAcross(element, OTHER_APPS) !== null;
}

export interface Facts {
  readonly rich: boolean;
  readonly label: string;
  readonly name: string;
  readonly roomy: boolean;
  readonly input: boolean;
  readonly editable: boolean;
  readonly textbox: boolean;
  readonly sends: boolean;
  readonly tools: boolean;
  readonly placed: boolean;
  readonly social: boolean;
  readonly words: number;
  readonly picks: boolean;
  readonly code: boolean;
  readonly path: string;
}

const INVITES =
  /\b(?:comment|repl(?:y|ies)|post(?:ing)?|message|review|status|caption|tweet|feedback|thoughts|answer|respon[ds]\w*|describe|story|update|bio|note)\b|on your mind|what'?s (?:happening|new|up|going on)|\bwrite\b|\bshare\b|\bsay\b|tell (?:us|people|everyone)|start (?:typing|writing)|join the (?:discussion|conversation)|about (?:you|me)/i;

const NAMED =
  /(?:^|[^a-z])(?:message|comment|body|content|text|wptextbox1|description|bio|about|signature|review|reply|post|status|answer|caption)(?:$|[^a-z])/i;

const OFFICIAL_PATHS =
  /\/(?:login|log-in|signin|sign-in|signup|sign-up|register|checkout|payment|billing|recover|reset|password|account\/recovery|2fa|mfa)(?:\/|$)/i;

/** What speaks for a compose box and what against, in points. */
export const SIGNALS: readonly (readonly [points: number, name: string, holds: (facts: Facts) => boolean])[] =
  [
    [3, "a rich editor's own mark", (f) => f.rich],
    [3, "its label invites words", (f) => INVITES.test(f.label)],
    [2, "room for several lines", (f) => f.roomy && !f.input],
    [2, "a send control near it", (f) => f.sends],
    [2, "its name is a compose box's", (f) => !f.input && NAMED.test(f.name)],
    [1, "a contenteditable", (f) => f.editable],
    [1, "says it is a text box", (f) => f.textbox],
    [1, "words in it", (f) => f.editable && f.words >= 2],
    [1, "emoji, attachment or counter near it", (f) => f.tools],
    [1, "in an article, comments, a dialog or a footer", (f) => f.placed],
    [1, "a social, forum or publishing page", (f) => f.social],
    [-3, "a single line that invites nothing", (f) => f.input && !INVITES.test(f.label)],
    [-3, "searches, filters or commands", (f) => SEARCHES.test(f.label)],
    [-2, "picks from a list", (f) => f.picks],
    [-3, "a code editor", (f) => f.code],
    [-2, "a page for signing in or paying", (f) => OFFICIAL_PATHS.test(f.path)],
  ];

/** From this many points on an editor is a compose box. */
export const ENOUGH = 4;

export function score(facts: Facts): number {
  return SIGNALS.reduce((sum, [points, , holds]) => (holds(facts) ? sum + points : sum), 0);
}

const PLACES =
  "article,[role=article],[role=dialog],dialog,footer,[role=feed],[class*=comment i],[id*=comment i]";

const TOOLS =
  "[aria-label*=emoji i],[aria-label*=attach i],[aria-label*=photo i],[aria-label*=image i],[aria-label*=gif i],input[type=file],[role=progressbar]";

const SOCIAL =
  "meta[name=generator],meta[property='og:type'][content=article],meta[property='og:type'][content=profile]";

export function factsOf(element: HTMLElement, words: number, path: string, known: boolean): Facts {
  const rows = Number(element.getAttribute("rows") ?? 0);
  const input = element.localName === "input";
  const area = nearArea(element);
  return {
    rich: element.matches(RICH_EDITOR),
    label: fieldLabel(element),
    name: `${element.getAttribute("name") ?? ""} ${element.id}`,
    roomy: element.ariaMultiLine === "true" || rows >= 3 || element.getBoundingClientRect().height >= 60,
    input,
    editable: element.isContentEditable,
    textbox: element.getAttribute("role") === "textbox",
    sends: nearSendControl(element) !== null,
    tools: area?.querySelector(TOOLS) != null,
    placed: closestAcross(element, PLACES) !== null,
    social: known || element.ownerDocument.querySelector(SOCIAL) !== null,
    words,
    code: element.matches(".cm-content,.CodeMirror"),
    picks: input && element.getAttribute("role") === "combobox",
    path,
  };
}

/** The form or dialog of an editor, or what lies a few parents up. */
export function nearArea(element: HTMLElement): Element | null {
  const own = closestAcross(element, "form,dialog,[role=dialog]");
  if (own) return own;
  let area: Element | null = null;
  for (const parent of parents(element)) area = parent;
  return area;
}

/** The nearest control that says it sends, within the form, the dialog or a few parents; after the editor rather than before. */
export function nearSendControl(element: HTMLElement): HTMLElement | null {
  const own = closestAcross(element, "form,dialog,[role=dialog]");
  for (const area of [...parents(element), ...(own ? [own] : [])]) {
    const found = [...area.querySelectorAll<HTMLElement>(BUTTONS)].filter(
      (button) => !element.contains(button) && sendsByLabel(labelOf(button)),
    );
    const nearest = found.find((button) => follows(button, element)) ?? found.at(-1);
    if (nearest) return nearest;
  }
  return own?.querySelector<HTMLElement>("button[type=submit],input[type=submit]") ?? null;
}

const FOLLOWING = 4;

function follows(button: Element, element: Element): boolean {
  const anchor = element.ownerDocument === button.ownerDocument ? element : frameOf(element);
  return anchor !== null && (anchor.compareDocumentPosition(button) & FOLLOWING) !== 0;
}

/** The parents of an editor, nearest first, out of shadow roots and same-origin frames. */
function* parents(element: Element): Generator<Element> {
  let node: Node | null = parentAcross(element);
  for (let step = 0; node && step < NEAR; node = parentAcross(node) ?? frameOf(node)) {
    if (node.nodeType === 9) step = 0;
    if (!isElement(node)) continue;
    step += 1;
    yield node;
  }
}

const IN_COMMENTS = "[class*=comment i],[id*=comment i],[role=article],article,[class*=reply i],[role=feed]";

/** What sort of writing a box without a site file is most likely for. */
export function guessKind(element: HTMLElement, path: string): Kind {
  const label = fieldLabel(element);
  const name = `${element.getAttribute("name") ?? ""} ${element.id}`;
  if (/\/(?:messages?|direct|chat|inbox|dm|conversations?)(?:\/|$)/i.test(path)) return "message";
  if (/\b(?:bio|about|signature)\b/i.test(name) && /profile|account|settings|edit/i.test(path))
    return "profile_bio";
  if (/\/(?:reviews?|evaluate|writereview)(?:\/|$)/i.test(path) || /\breview\b/i.test(label)) return "review";
  if (/^(?:write a |add a |your )?reply|^re:|\breply\b/i.test(label)) return "reply";
  if (/\bcomment\b/i.test(`${label} ${name}`)) return "comment";
  if (/\b(?:direct message|send a message|type a message)\b|^message\b/i.test(label)) return "message";
  if (/\b(?:title|headline|subject)\b/i.test(`${label} ${name}`)) return "title";
  return closestAcross(element, IN_COMMENTS) ? "comment" : "post";
}
