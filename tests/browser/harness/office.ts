/**
 * The extension's own side of things, seen from one of its own pages: the welcome page that a fresh install opens.
 * It stays open in the background, and tests ask there what only the extension may know (the toolbar button, its
 * tabs), or pass on a keyboard command as the browser does.
 */
import type { Browser, Page } from "puppeteer-core";
import { vi } from "vitest";
import type { Command, Description } from "../../../extension/src/contract/messages";

export class Office {
  readonly page: Page;
  private constructor(page: Page) {
    this.page = page;
  }

  /** Waits for the welcome page; from then on the extension is installed and running. */
  static async open(browser: Browser): Promise<Office> {
    const found = await vi.waitFor(
      async () => {
        for (const page of await browser.pages()) {
          const address = await page.evaluate(() => location.href).catch(() => "");
          if (address.endsWith("/pages/welcome.html")) return page;
        }
        throw new Error("no welcome page yet");
      },
      { timeout: 30_000, interval: 100 },
    );
    return new Office(found);
  }

  /** What the toolbar button of the tab with this address says on hover, and beside its icon. */
  toolbar(address: string): Promise<{ title: string; text: string }> {
    return this.page.evaluate(async (url) => {
      const tab = (await chrome.tabs.query({})).find((each) => each.url === url);
      if (tab?.id === undefined) throw new Error(`no tab shows ${url}`);
      return {
        title: await chrome.action.getTitle({ tabId: tab.id }),
        text: await chrome.action.getBadgeText({ tabId: tab.id }),
      };
    }, address);
  }

  /** What the worker does when the browser hears one of our keyboard shortcuts; drivers' keys do not reach the browser's own. */
  async command(address: string, command: Command): Promise<void> {
    await this.page.evaluate(
      async (url, name) => {
        const tab = (await chrome.tabs.query({})).find((each) => each.url === url);
        if (tab?.id === undefined) throw new Error(`no tab shows ${url}`);
        await chrome.tabs.sendMessage(tab.id, { kind: "command", command: name }).catch(() => undefined);
      },
      address,
      command,
    );
  }

  /** What the popup is told by the top frame of the tab. */
  describe(address: string): Promise<Description> {
    return this.page.evaluate(async (url) => {
      const tab = (await chrome.tabs.query({})).find((each) => each.url === url);
      if (tab?.id === undefined) throw new Error(`no tab shows ${url}`);
      return (await chrome.tabs.sendMessage(tab.id, { kind: "describe" }, { frameId: 0 })) as Description;
    }, address);
  }
}
