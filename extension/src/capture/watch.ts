/**
 * Notices changes in one box: its editor, its surroundings and whether it is still there. One
 * observer, no timers; whatever happens in a frame is reported once.
 */
import { isElement, parentAcross } from "./roots";

export interface Noticed {
  /** The nodes inside the editor whose words or children changed. */
  readonly editor: readonly Node[];
  /** Something around it changed. */
  readonly around: boolean;
}

const AROUND: MutationObserverInit = {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ["disabled", "aria-disabled", "src", "aria-label"],
};

const EDITOR: MutationObserverInit = { childList: true, characterData: true, subtree: true };

export class Watch {
  private readonly observer = new MutationObserver((records) => this.sort(records));
  private editor: Element | null = null;

  constructor(private readonly noticed: (what: Noticed) => void) {}

  /** Begins anew on this editor; `area` is the part of the page that belongs to it. */
  observe(editor: Element, area: Element | null): void {
    this.observer.disconnect();
    this.editor = editor;
    // In this order: the editor's own record types win over those of the area that holds it.
    if (area) this.observer.observe(area, AROUND);
    this.observer.observe(editor, EDITOR);
    for (let node = parentAcross(editor); node; node = parentAcross(node)) {
      if (node !== area) this.observer.observe(node, { childList: true });
    }
  }

  /** Hands over at once what the browser would report in a moment. */
  flush(): void {
    this.sort(this.observer.takeRecords());
  }

  get active(): boolean {
    return this.editor !== null;
  }

  stop(): void {
    this.observer.disconnect();
    this.editor = null;
  }

  private sort(records: readonly MutationRecord[]): void {
    if (records.length === 0) return;
    const editor: Node[] = [];
    let around = false;
    for (const record of records) {
      if (this.editor?.contains(record.target)) editor.push(record.target);
      else around ||= matters(record);
    }
    this.noticed({ editor, around });
  }
}

/** A counter that counts is not news; a preview or a dialog that comes or goes is. */
function matters({ type, addedNodes, removedNodes }: MutationRecord): boolean {
  return type !== "childList" || [...addedNodes, ...removedNodes].some(isElement);
}
