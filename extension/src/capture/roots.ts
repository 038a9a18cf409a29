/** Walking the page across shadow roots and same-origin frames. Pure DOM reads; nothing is changed. */

interface RootOpener {
  openOrClosedShadowRoot?: ShadowRoot | null;
}

/** The shadow root of an element, closed ones too where the browser lets an extension see them. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot) return element.shadowRoot;
  if (!canHostShadow(element)) return null;
  const dom = globalThis.chrome?.dom;
  if (dom?.openOrClosedShadowRoot)
    return dom.openOrClosedShadowRoot(element as HTMLElement) as ShadowRoot | null;
  return (element as RootOpener).openOrClosedShadowRoot ?? null;
}

function canHostShadow(element: Element): boolean {
  return element.localName.includes("-") || HOSTS.has(element.localName);
}

const HOSTS = new Set(
  "article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span".split(" "),
);

export function isElement(node: unknown): node is Element {
  return (node as Node | null)?.nodeType === 1;
}

export function isShadowRoot(node: Node): node is ShadowRoot {
  return node.nodeType === 11 && "host" in node;
}

/** The parent, stepping from a shadow root to its host. */
export function parentAcross(node: Node): Node | null {
  return isShadowRoot(node) ? node.host : node.parentNode;
}

/** `closest()` that goes on from a shadow root to its host. */
export function closestAcross(from: Node, selector: string): Element | null {
  let node: Node | null = from;
  while (node) {
    if (isElement(node)) {
      const hit = node.closest(selector);
      if (hit) return hit;
      node = node.getRootNode();
    }
    node = parentAcross(node);
  }
  return null;
}

export function containsAcross(outer: Node, inner: Node): boolean {
  for (let node: Node | null = inner; node; node = isShadowRoot(node) ? node.host : null) {
    if (outer.contains(node)) return true;
    node = node.getRootNode();
  }
  return false;
}

/** The element an event was really about: into closed roots, whose inner path is withheld. */
export function deepTarget(event: Event): Element | null {
  const first = event.composedPath()[0];
  return isElement(first) ? deepFocus(first) : null;
}

/** From an element to the focused one inside its shadow roots. */
export function deepFocus(element: Element): Element {
  let at = element;
  for (;;) {
    const inner = shadowRootOf(at)?.activeElement;
    if (!inner) return at;
    at = inner;
  }
}

export function deepActive(): Element | null {
  const active = document.activeElement;
  return active ? deepFocus(active) : null;
}

const STEP = /\s*>>>\s*/;

/** `querySelectorAll` with `>>>` stepping into shadow roots. An unusable selector finds nothing. */
export function queryAcross(scope: ParentNode, selector: string): Element[] {
  let found: ParentNode[] = [scope];
  const steps = selector.split(STEP);
  for (const [index, step] of steps.entries()) {
    const next: Element[] = [];
    for (const parent of found) next.push(...query(parent, step));
    if (index === steps.length - 1) return next;
    found = next.map(shadowRootOf).filter((root) => root !== null);
  }
  return [];
}

function query(scope: ParentNode, selector: string): Iterable<Element> {
  try {
    return scope.querySelectorAll(selector);
  } catch {
    return [];
  }
}

/** `matches()` with `>>>`: the last step is the element, the earlier ones hold it, host by host. */
export function matchesAcross(element: Element, selector: string): boolean {
  const steps = selector.split(STEP);
  try {
    if (!element.matches(steps.pop() ?? "")) return false;
    let inner: Node = element;
    for (const step of steps.reverse()) {
      const root = inner.getRootNode();
      if (!isShadowRoot(root) || !root.host.matches(step)) return false;
      inner = root.host;
    }
    return true;
  } catch {
    return false;
  }
}

/** The frame that shows the node's document, if its page is ours to see. */
export function frameOf(node: Node): Element | null {
  const document = node.nodeType === 9 ? (node as Document) : node.ownerDocument;
  try {
    return document?.defaultView?.frameElement ?? null;
  } catch {
    return null; // another origin
  }
}

/** This document and the same-origin ones it is framed in, innermost first. */
export function documentsUp(element: Node): Document[] {
  const up: Document[] = [];
  let document = element.ownerDocument;
  while (document && !up.includes(document)) {
    up.push(document);
    document = framing(document);
  }
  return up;
}

function framing(document: Document): Document | null {
  try {
    const parent = document.defaultView?.parent;
    return parent?.document ?? null;
  } catch {
    return null; // another origin
  }
}
