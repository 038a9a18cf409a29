/** Nothing of ours in or around the composer, and nothing of the person's disturbed. */
import { expect } from "vitest";
import type { Stage } from "../harness/stage";

interface Watch {
  readonly html: string;
  readonly records: string[];
}

declare global {
  interface Window {
    watch?: Watch & { readonly observer: MutationObserver };
  }
}

/**
 * From now on every change to any node of the page is written down, but for one: an empty element that comes to or
 * goes from <html>, a modal dialog or a popover, where our one host element may sit.
 */
export async function watchComposer(stage: Stage, box = "post"): Promise<() => Promise<void>> {
  await stage.page.evaluate((name) => {
    const { element } = window.fixture.editing(name);
    const places = ":root, dialog, [popover]";
    // Nodes of another frame are instances of that frame's classes, so they are told by their type.
    const isElement = (node: Node | null): node is Element => node?.nodeType === 1;
    const mayBeHost = (node: Node): boolean =>
      isElement(node) && node.childNodes.length === 0 && node.shadowRoot === null;
    const allowed = ({ type, target, addedNodes, removedNodes }: MutationRecord): boolean => {
      if (!isElement(target)) return false;
      if (type === "childList")
        return target.matches(places) && [...addedNodes, ...removedNodes].every(mayBeHost);
      return type === "attributes" && mayBeHost(target) && target.parentElement?.matches(places) === true;
    };
    const records: string[] = [];
    const observer = new MutationObserver((batch) => {
      for (const record of batch) {
        if (allowed(record)) continue;
        const target = isElement(record.target)
          ? record.target.outerHTML.slice(0, 120)
          : record.target.nodeName;
        records.push(`${record.type} ${record.attributeName ?? ""} on ${target}`);
      }
    });
    const options = { subtree: true, childList: true, attributes: true, characterData: true };
    const roots = new Set<Node>([document, element.ownerDocument, element.getRootNode()]);
    for (const root of roots) observer.observe(root, options);
    window.watch = { html: (element.parentElement ?? element).outerHTML, records, observer };
  }, box);
  return async () => {
    const { before, after, records } = await stage.page.evaluate((name) => {
      const { watch } = window;
      if (watch === undefined) throw new Error("nobody is watching");
      const { element } = window.fixture.editing(name);
      return {
        before: watch.html,
        after: (element.parentElement ?? element).outerHTML,
        records: watch.records,
      };
    }, box);
    expect(records, "changes to the page's own nodes").toEqual([]);
    expect(after).toBe(before);
  };
}

/** Where the caret is: the focused element and the selection's ends, as the page can see them. */
export function caretOf(stage: Stage, box = "post"): Promise<string> {
  return stage.page.evaluate((name) => {
    const { element } = window.fixture.editing(name);
    const view = element.ownerDocument.defaultView as Window & typeof globalThis;
    const root = element.getRootNode() as Document | ShadowRoot;
    if (element instanceof view.HTMLTextAreaElement || element instanceof view.HTMLInputElement) {
      return `${root.activeElement === element} ${element.selectionStart} ${element.selectionEnd}`;
    }
    const selection = view.getSelection();
    const shadow = root instanceof view.ShadowRoot ? [root] : [];
    const [range] = selection?.getComposedRanges?.({ shadowRoots: shadow }) ?? [];
    if (range === undefined) return "none";
    return `${element.contains(root.activeElement)} ${range.startContainer.nodeName} ${range.startContainer.textContent} ${range.startOffset} ${range.endOffset}`;
  }, box);
}
