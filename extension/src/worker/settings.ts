/** What is kept between sessions: three short lists of sites, in storage.local. Nothing here comes from a draft. */
import { SETTINGS, type Settings } from "../contract/messages";

/** The settings as they are; anything unreadable counts as not set. */
export async function readSettings(): Promise<Settings> {
  const kept = await chrome.storage.local.get([...Object.keys(SETTINGS)]);
  return {
    off: strings(kept.off),
    bioSaysSo: strings(kept.bioSaysSo),
    official: strings(kept.official),
  };
}

/** Puts `value` into one of the lists or takes it out. Calls made at once are carried out one after another. */
export function setListed(list: keyof Settings, value: string, listed: boolean): Promise<void> {
  const change = last.then(async () => {
    const without = (await readSettings())[list].filter((kept) => kept !== value);
    await chrome.storage.local.set({ [list]: listed ? [...without, value] : without });
  });
  last = change.catch(() => undefined);
  return change;
}

let last: Promise<void> = Promise.resolve();

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
