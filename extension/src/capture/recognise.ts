/** From an element with the focus to a compose box, or to nothing. */
import { matchesPattern } from "../sites/patterns";
import type { BoxSpec, Site } from "../sites/types";
import { ENOUGH, factsOf, guessKind, isOtherApp, isPrivate, isSearch, isShut, score } from "./detector";
import { pageAddress, pageHost, pagePath } from "./page";
import { closestAcross, matchesAcross, queryAcross } from "./roots";

export interface Recognised {
  readonly site: string;
  readonly spec: BoxSpec;
  readonly element: HTMLElement;
}

const EDITABLE = "[contenteditable]:not([contenteditable=false])";

/** The editing element that typing into `element` would change: a field, or the outermost contenteditable. */
export function editableOf(element: Element): HTMLElement | null {
  const mirror = element.closest<HTMLElement>(".CodeMirror");
  if (mirror && element.localName === "textarea") return mirror;
  if (element.matches("textarea,input")) return element as HTMLElement;
  let host: HTMLElement | null = null;
  for (let at: Element | null = element; at; at = at.parentElement) {
    // Not by `instanceof`: a node made in another frame's document keeps that frame's classes.
    if ((at as HTMLElement).isContentEditable || at.matches(EDITABLE)) host = at as HTMLElement;
  }
  return host?.localName === "html" ? host.ownerDocument.body : host;
}

export class Recogniser {
  private readonly here: readonly Site[];
  private readonly software: readonly Site[];

  constructor(sites: readonly Site[]) {
    const address = pageAddress();
    this.here = sites.filter(({ hosts }) => hosts.some((pattern) => matchesPattern(pattern, address)));
    this.software = sites.filter((site) => site.detect && !this.here.includes(site));
  }

  /** False for what is never read: passwords, searches, codes, cards, what is hidden or cannot be written in. */
  mayBe(editable: HTMLElement): boolean {
    if (isPrivate(editable) || isSearch(editable) || isShut(editable)) return false;
    return !this.at(editable).some(({ never }) =>
      never?.some((selector) => matchesAcross(editable, selector)),
    );
  }

  /** The site's own boxes, then the software's, then a guess from the marks of the editor itself. */
  recognise(editable: HTMLElement, words: number): Recognised | null {
    const sites = this.at(editable);
    for (const site of sites) {
      for (const spec of site.boxes) {
        const element = boxIn(spec, editable);
        if (element) return { site: site.id, spec, element };
      }
    }
    return this.guess(editable, words, sites[0]?.id ?? "generic");
  }

  private at({ ownerDocument }: HTMLElement): readonly Site[] {
    return [...this.here, ...this.software.filter((site) => detected(site, ownerDocument))];
  }

  private guess(element: HTMLElement, words: number, site: string): Recognised | null {
    if (isOtherApp(element, pageHost())) return null;
    const path = pagePath();
    if (score(factsOf(element, words, path, site !== "generic")) < ENOUGH) return null;
    const kind = guessKind(element, path);
    return { site, spec: { id: "guess", kind, find: [] }, element };
  }
}

function detected({ detect }: Site, document: Document): boolean {
  return detect?.every((selector) => queryAcross(document, selector).length > 0) === true;
}

function boxIn(spec: BoxSpec, editable: HTMLElement): HTMLElement | null {
  if (spec.onlyOn !== undefined && !new RegExp(spec.onlyOn).test(pagePath())) return null;
  if (spec.not?.some((selector) => matchesAcross(editable, selector))) return null;
  const found = spec.find.some((selector) => matchesAcross(editable, selector));
  if (!spec.parts) return found ? editable : null;
  if (!found && !editable.matches(spec.parts)) return null;
  return closestAcross(editable, spec.find.join()) as HTMLElement | null;
}
