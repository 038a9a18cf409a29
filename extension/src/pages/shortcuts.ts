/** Where each browser lets people choose their own keys. */

/** Firefox has a call for it; Chromium browsers have an address. */
export async function openShortcuts(): Promise<void> {
  const commands = chrome.commands as typeof chrome.commands & { openShortcutSettings?(): Promise<void> };
  if (commands.openShortcutSettings !== undefined) await commands.openShortcutSettings();
  else await chrome.tabs.create({ url: "chrome://extensions/shortcuts" });
}
