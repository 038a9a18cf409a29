/** Which control and which keys send a box. Looked up anew each time: pages re-render their buttons. */
import type { BoxSpec } from "../sites/types";
import { areaOf, inArea, lookUp } from "./area";
import { nearSendControl } from "./detector";
import { BUTTONS, fieldLabel, isButton, isDisabled, labelOf, sendsByLabel } from "./labels";
import { closestAcross, frameOf, isElement, matchesAcross } from "./roots";

/** How far up an event's path a control is looked for. */
const REACH = 10;

export function isSendControl(element: HTMLElement, spec: BoxSpec, path: readonly EventTarget[]): boolean {
  const nodes = path.slice(0, REACH).filter(isElement);
  if (nodes.includes(element)) return false;
  for (const node of nodes) {
    if (sends(element, spec, node)) return !isDisabled(node);
  }
  return false;
}

function sends(element: HTMLElement, spec: BoxSpec, node: Element): boolean {
  const area = areaOf(element, spec);
  if (spec.submit?.some((selector) => matchesAcross(node, selector))) {
    return inArea(area, node) || !controlIn(element, spec, area);
  }
  if (!isButton(node)) return false;
  if (saysSend(spec, labelOf(node))) return inArea(area, node);
  if (spec.submit || spec.submitText) return false;
  return (sendsByLabel(labelOf(node)) && inArea(area, node)) || node === nearSendControl(element);
}

function saysSend(spec: BoxSpec, label: string): boolean {
  return spec.submitText?.some((text) => text.toLowerCase() === label.toLowerCase()) === true;
}

function controlIn(element: HTMLElement, spec: BoxSpec, area: Element | null): HTMLElement | null {
  if (!area) return null;
  const found = spec.submit ? lookUp(element, area, spec.submit) : [];
  return (found.find((control) => area.contains(control)) as HTMLElement | undefined) ?? null;
}

export function sendControl(element: HTMLElement, spec: BoxSpec): HTMLElement | null {
  const area = areaOf(element, spec);
  const marked = visible(spec.submit ? lookUp(element, area, spec.submit) : []);
  const known = marked.some((control) => !isDisabled(control))
    ? marked
    : [...marked, ...visible(said(element, spec, area))];
  const ready = known.find((control) => !isDisabled(control)) ?? known[0];
  if (ready) return ready;
  return spec.submit || spec.submitText ? null : nearSendControl(element);
}

function said(element: HTMLElement, spec: BoxSpec, area: Element | null): Element[] {
  if (!spec.submitText) return [];
  return lookUp(element, area, [BUTTONS]).filter((button) => saysSend(spec, labelOf(button)));
}

function visible(controls: readonly Element[]): HTMLElement[] {
  return (controls as HTMLElement[]).filter((control) => control.checkVisibility?.() !== false);
}

export function formOf(element: HTMLElement): HTMLFormElement | null {
  const own = (element as HTMLTextAreaElement).form ?? closestAcross(element, "form");
  const frame = own ? null : frameOf(element);
  return (own ?? (frame && closestAcross(frame, "form"))) as HTMLFormElement | null;
}

/** The key, with what the event says of composing: no send while an input method is at work. */
export function isPlainEnter(event: KeyboardEvent): boolean {
  return isEnter(event) && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
}

function isEnter(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.isComposing && event.keyCode !== 229;
}

export function sendsOn(
  element: HTMLElement,
  spec: BoxSpec,
  event: KeyboardEvent,
  learned: boolean,
): boolean {
  if (!isEnter(event)) return false;
  const keys = spec.keys ?? [];
  const known = spec.id !== "guess";
  if (isPlainEnter(event)) {
    const enter =
      keys.includes("enter") ||
      learned ||
      (keys.includes("enter?") || !known ? invitesEnter(element) : false);
    return enter && !isPicking(element);
  }
  const mod = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  return mod && (keys.includes("mod+enter") || !known);
}

/** Does the page itself say that Enter sends? */
function invitesEnter(element: HTMLElement): boolean {
  if (element.getAttribute("enterkeyhint") === "send") return true;
  const near = closestAcross(element, "form,[role=dialog],footer")?.textContent ?? "";
  return (
    /\benter to send\b/i.test(fieldLabel(element)) ||
    (near.length < 2000 && /\bpress enter to send\b/i.test(near))
  );
}

/** Is a list of mentions or the like open, in which Enter picks? */
function isPicking(element: HTMLElement): boolean {
  const focused = element.querySelector("[aria-activedescendant]") ?? element;
  if (focused.getAttribute("aria-activedescendant")) return true;
  if (focused.getAttribute("aria-expanded") === "true") return true;
  return documentLists(element).some(
    (list) => list.checkVisibility?.() !== false && list.querySelector("[role=option]"),
  );
}

function documentLists(element: HTMLElement): Element[] {
  const root = element.getRootNode() as Document | ShadowRoot;
  return [...root.querySelectorAll("[role=listbox]")];
}
