/** The toolbar button: how many things there are to look at in a tab, or that it was not checked. Never a tick. */
import type { Badge } from "../contract/messages";
import type { Severity } from "../contract/wire";

export interface Face {
  /** At most four characters beside the button; empty when there is nothing to say. */
  readonly text: string;
  /** Read out for the button, and shown on hover. */
  readonly title: string;
  readonly colour: string;
}

const COLOURS = { stop: "#b3261e", warn: "#8a5200", advice: "#0b6e69", none: "#556074" } as const;

/** One face for all frames of a tab. Anything not checked is said before anything counted. */
export function face(badges: Iterable<Badge>): Face {
  const all = [...badges];
  const count = (severity: Severity) => all.reduce((sum, badge) => sum + badge.counts[severity], 0);
  const stop = count("stop");
  const things = stop + count("warn") + count("advice");
  const seen = things === 0 ? "" : `${things} ${things === 1 ? "thing" : "things"} to look at`;

  if (
    all.some(({ state }) => state === "not-checked" || state === "cannot-check" || state === "incomplete")
  ) {
    const whole = all.every(({ state }) => state !== "incomplete") ? "Not checked" : "Not fully checked";
    return {
      text: "?",
      title: `PostCheck: ${whole}${seen === "" ? "" : `. ${seen}`}`,
      colour: COLOURS.none,
    };
  }
  if (stop > 0) {
    return {
      text: `${things}!`,
      title: `PostCheck: ${seen}, ${stop} before you post`,
      colour: COLOURS.stop,
    };
  }
  if (things > 0) {
    const colour = count("warn") > 0 ? COLOURS.warn : COLOURS.advice;
    return { text: String(things), title: `PostCheck: ${seen}`, colour };
  }
  if (all.some(({ state }) => state === "checked")) {
    return { text: "", title: "PostCheck: nothing to point out in this draft", colour: COLOURS.none };
  }
  if (all.length > 0 && all.every(({ state }) => state === "switched-off")) {
    return { text: "", title: "PostCheck: switched off on this site", colour: COLOURS.none };
  }
  return { text: "", title: "PostCheck", colour: COLOURS.none };
}

interface Said {
  readonly badge: Badge;
  /** The document that said it: another page in the same frame is somebody else. */
  readonly by: string;
}

/** Remembers what each frame said, and paints the button. Held in memory: a frame speaks again at its next change. */
export class Badges {
  readonly #tabs = new Map<number, Map<number, Said>>();

  set(tab: number, frame: number, badge: Badge, by: string): void {
    const frames = this.#tabs.get(tab) ?? new Map<number, Said>();
    frames.set(frame, { badge, by });
    this.#tabs.set(tab, frames);
    paintAll(tab, frames);
  }

  /** The frame has gone from its page, unless somebody else speaks for it by now. */
  drop(tab: number, frame: number, by: string): void {
    const frames = this.#tabs.get(tab);
    if (frames?.get(frame)?.by !== by) return;
    frames.delete(frame);
    paintAll(tab, frames);
  }

  /** The tab has gone or shows another page. */
  clear(tab: number): void {
    if (this.#tabs.delete(tab)) void paint(tab, face([]));
  }
}

function paintAll(tab: number, frames: ReadonlyMap<number, Said>): void {
  void paint(tab, face([...frames.values()].map(({ badge }) => badge)));
}

async function paint(tabId: number, { text, title, colour }: Face): Promise<void> {
  try {
    await Promise.all([
      chrome.action.setBadgeText({ tabId, text }),
      chrome.action.setTitle({ tabId, title }),
      chrome.action.setBadgeBackgroundColor({ tabId, color: colour }),
      chrome.action.setBadgeTextColor({ tabId, color: "#ffffff" }),
    ]);
  } catch {
    // The tab closed meanwhile; there is nothing left to paint.
  }
}
