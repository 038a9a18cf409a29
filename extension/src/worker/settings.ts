/** What is kept between sessions: a few short lists of sites and rules, in storage.local. Nothing here comes from a draft. */

import { isToday, today } from "../contract/breaks";
import { SETTINGS, type Settings } from "../contract/messages";

/** The settings as they are; anything unreadable counts as not set. */
export async function readSettings(): Promise<Settings> {
  const kept = await chrome.storage.local.get([...Object.keys(SETTINGS)]);
  return {
    off: strings(kept.off),
    bioSaysSo: strings(kept.bioSaysSo),
    official: strings(kept.official),
    breaks: strings(kept.breaks),
  };
}

/** Puts `value` into one of the lists or takes it out. Calls made at once are carried out one after another. */
export function setListed(list: keyof Settings, value: string, listed: boolean): Promise<void> {
  return alter(list, (kept) => {
    const without = kept.filter((other) => other !== value);
    return listed ? [...without, value] : without;
  });
}

/** Nothing more of this rule today; the breaks of other days are forgotten. */
export function takeBreak(rule: string): Promise<void> {
  const now = today(rule);
  return alter("breaks", (kept) => [...kept.filter((other) => isToday(other) && other !== now), now]);
}

function alter(list: keyof Settings, to: (kept: readonly string[]) => readonly string[]): Promise<void> {
  const change = last.then(async () => {
    await chrome.storage.local.set({ [list]: to((await readSettings())[list]) });
  });
  last = change.catch(() => undefined);
  return change;
}

let last: Promise<void> = Promise.resolve();

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
