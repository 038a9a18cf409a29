/**
 * Sites beyond the built-in ones, each granted by the person in the browser's own dialogue ("Check on this site
 * too"). The browser's list of granted sites is the only record; scripts are registered to match it.
 */

type Script = chrome.scripting.RegisteredContentScript;

/** The same three scripts that the manifest puts into the built-in sites. */
function scripts(matches: string[]): Script[] {
  const everywhere = { matches, allFrames: true, matchOriginAsFallback: true, persistAcrossSessions: true };
  return [
    { ...everywhere, id: "gate", js: ["gate.js"], css: ["underline.css"], runAt: "document_start" },
    { ...everywhere, id: "reader", js: ["reader.js"], runAt: "document_start", world: "MAIN" },
    { ...everywhere, id: "content", js: ["content.js"], runAt: "document_idle" },
  ];
}

/** The patterns among `granted` that the manifest does not already cover. */
export function added(granted: readonly string[], builtIn: readonly string[]): readonly string[] {
  return granted.filter((pattern) => !builtIn.includes(pattern)).sort();
}

/** The sites the person has added, as match patterns. */
export async function addedSites(): Promise<readonly string[]> {
  const { origins = [] } = await chrome.permissions.getAll();
  const { host_permissions = [], content_scripts = [] } = chrome.runtime.getManifest();
  return added(origins, [...host_permissions, ...content_scripts.flatMap(({ matches = [] }) => matches)]);
}

/** Registers our content scripts on exactly the sites that were added, and nowhere else. */
export function registerAdded(): Promise<void> {
  const change = last.then(async () => {
    const matches = [...(await addedSites())];
    const registered = await chrome.scripting.getRegisteredContentScripts();
    if (registered.length > 0) await chrome.scripting.unregisterContentScripts();
    if (matches.length === 0) return;
    await chrome.scripting.registerContentScripts(scripts(matches));
  });
  last = change.catch(() => undefined);
  return change;
}

/** Starts checking in tabs that already show a site just added, without a reload. */
export async function joinOpenTabs(patterns: readonly string[]): Promise<void> {
  const tabs = await chrome.tabs.query({ url: [...patterns] });
  await Promise.allSettled(
    tabs.map(async ({ id }) => {
      if (id === undefined) return;
      const target = { tabId: id, allFrames: true };
      await chrome.scripting.insertCSS({ target, files: ["underline.css"] });
      await chrome.scripting.executeScript({ target, files: ["reader.js"], world: "MAIN" });
      await chrome.scripting.executeScript({ target, files: ["gate.js", "content.js"] });
    }),
  );
}

let last: Promise<void> = Promise.resolve();
