/** The part of the page that belongs to one box, and what can be seen of its circumstances there. */
import type { Context, Kind } from "../contract/wire";
import type { AudienceRule, BoxSpec, KindRule, ThreadRule } from "../sites/types";
import { nearArea } from "./detector";
import { isButton, labelOf } from "./labels";
import { pagePath } from "./page";
import { closestAcross, containsAcross, documentsUp, queryAcross } from "./roots";

/** The most of a thread that is looked at, in UTF-16 code units. */
export const THREAD_LIMIT = 4000;

const PREVIEWS = ["img[src^='blob:']", "video[src^='blob:']", "video:has(source[src^='blob:'])"];

/** A box's own area: what its site file says, else its form, dialog or near surroundings; null for the whole page. */
export function areaOf(element: HTMLElement, spec: BoxSpec): Element | null {
  for (const selector of spec.root ?? []) {
    const root = closestAcross(element, selector);
    if (root) return root;
  }
  return spec.root || spec.submit ? closestAcross(element, "form,dialog,[role=dialog]") : nearArea(element);
}

/** All that match, in the box's area first, then in its page and the pages that frame it. */
export function lookUp(element: HTMLElement, area: Element | null, selectors: readonly string[]): Element[] {
  const scopes: ParentNode[] = area ? [area, ...documentsUp(element)] : documentsUp(element);
  for (const scope of scopes) {
    const found = selectors.flatMap((selector) => queryAcross(scope, selector));
    if (found.length > 0) return found;
  }
  return [];
}

export interface Circumstances {
  readonly kind: Kind;
  readonly thread: string | null;
  readonly attachments: NonNullable<Context["attachments"]>;
  readonly audience: NonNullable<Context["audience"]>;
  readonly limit: number | null;
}

/** What can be seen now; with `before`, the thread is taken from there, as it costs a look over the whole page. */
export function circumstancesOf(element: HTMLElement, spec: BoxSpec, before?: Circumstances): Circumstances {
  const area = areaOf(element, spec);
  const kind = kindOf(element, spec, area);
  const answers = kind !== "post" && kind !== "article";
  return {
    kind,
    thread: answers ? (before?.thread ?? threadOf(element, spec.thread ?? [])) : null,
    attachments: attachmentsOf(element, spec, area),
    audience: audienceOf(element, spec, area, kind),
    limit: spec.limit ?? maxLength(element),
  };
}

function kindOf(element: HTMLElement, spec: BoxSpec, area: Element | null): Kind {
  return spec.kindIf?.find((rule) => holds(rule, element, spec, area))?.kind ?? spec.kind;
}

function holds(rule: KindRule, element: HTMLElement, spec: BoxSpec, area: Element | null): boolean {
  if (rule.path !== undefined && !new RegExp(rule.path).test(pagePath())) return false;
  if (rule.within !== undefined && !closestAcross(element, rule.within)) return false;
  if (rule.has !== undefined && !(area && queryAcross(area, rule.has).length > 0)) return false;
  if (rule.attr && !new RegExp(rule.attr[1], "i").test(element.getAttribute(rule.attr[0]) ?? ""))
    return false;
  if (rule.submitSays === undefined) return true;
  const says = new RegExp(rule.submitSays, "i");
  return lookUp(element, area, spec.submit ?? []).some(
    (control) => isButton(control) && says.test(labelOf(control)),
  );
}

function threadOf(element: HTMLElement, rules: readonly ThreadRule[]): string | null {
  for (const rule of rules) {
    const words = threadBy(element, rule);
    if (words) return words.slice(0, THREAD_LIMIT);
  }
  return null;
}

const PRECEDING = 2;

function threadBy(element: HTMLElement, { up, text, pick = "before" }: ThreadRule): string {
  const around = up ? closestAcross(element, up) : closestAcross(element, "[role=dialog],dialog");
  if (up && !around) return "";
  const scopes = around && !up ? [around, element.ownerDocument] : [around ?? element.ownerDocument];
  for (const scope of scopes) {
    const found = queryAcross(scope, text).filter((one) => !one.contains(element) && !element.contains(one));
    const before = found.filter((one) => (element.compareDocumentPosition(one) & PRECEDING) !== 0);
    const chosen = pick === "before" ? before.at(-1) : pick === "first" ? found[0] : found.at(-1);
    const words = (chosen?.textContent ?? "").replace(/\s+/g, " ").trim();
    if (words) return words;
  }
  return "";
}

function attachmentsOf(
  element: HTMLElement,
  spec: BoxSpec,
  area: Element | null,
): Circumstances["attachments"] {
  const scope = area ?? element;
  const selectors = spec.media ?? PREVIEWS;
  const seen = new Set(selectors.flatMap((selector) => queryAcross(scope, selector)));
  const kinds = [...seen].filter(isSeen).map((one) => (one.matches("video,:has(video)") ? "video" : "image"));
  return [...new Set(kinds)].sort() as Circumstances["attachments"];
}

function isSeen(element: Element): boolean {
  return element.checkVisibility?.() !== false;
}

function audienceOf(
  element: HTMLElement,
  { audience }: BoxSpec,
  area: Element | null,
  kind: Kind,
): Circumstances["audience"] {
  if (typeof audience === "string") return audience;
  const said = audience && audienceSaid(element, area, audience);
  return said ?? (kind === "message" ? "direct" : "unknown");
}

function audienceSaid(element: HTMLElement, area: Element | null, rule: AudienceRule) {
  for (const control of lookUp(element, area, rule.find)) {
    const says =
      (rule.from === "aria-label" ? control.getAttribute("aria-label") : control.textContent)?.trim() ?? "";
    const hit = rule.map.find(([pattern]) => new RegExp(pattern, "i").test(says));
    if (hit) return hit[1];
  }
  return undefined;
}

function maxLength(element: HTMLElement): number | null {
  const limit = Number(element.getAttribute("maxlength") ?? 0);
  return limit > 0 ? limit : null;
}

export function inArea(area: Element | null, node: Node): boolean {
  return area === null || containsAcross(area, node);
}
