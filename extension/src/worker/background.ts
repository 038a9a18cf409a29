/**
 * The worker: between our scripts in pages and the helper on this computer. Every listener is registered at the
 * top level, because the browser stops and restarts this script whenever it likes.
 */
import type { LinkState } from "../contract/link";
import {
  BADGES,
  type Command,
  type OurPage,
  type ToContent,
  type ToWorker,
  type WorkerAnswers,
} from "../contract/messages";
import { Badges } from "./badge";
import { Client } from "./client";
import { Health, mayReachHelper } from "./health";
import { HOST, Host } from "./host";
import { accept, type Speaker, speaker } from "./messages";
import { Queue } from "./queue";
import { setListed } from "./settings";
import { joinOpenTabs, registerAdded } from "./sites";

const health = new Health();
const host = new Host({
  open: () => chrome.runtime.connectNative(HOST),
  lastError: () => chrome.runtime.lastError?.message,
  origin: location.origin,
  health,
});
const client = new Client({ host, fetch: (...asked) => fetch(...asked), mayReach: mayReachHelper });
const queue = new Queue((request, signal) => client.check(request, signal));
const badges = new Badges();

health.onChange((state) => {
  void tellEveryTab({ kind: "link-state", state });
  chrome.runtime.sendMessage({ kind: "link-state", state } satisfies ToContent).catch(() => undefined); // our own pages
});

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  const from = speaker(sender, chrome.runtime.id, chrome.runtime.getURL(""));
  const sent = from === null ? null : accept(message, from);
  if (from === null || sent === null) return false;
  void carryOut(sent, from).then(answer, () => answer(undefined));
  return true;
});

chrome.runtime.onConnect.addListener((port) => {
  const from = port.sender && speaker(port.sender, chrome.runtime.id, chrome.runtime.getURL(""));
  if (from?.as !== "content" || port.name !== BADGES) {
    port.disconnect();
    return;
  }
  port.onDisconnect.addListener(() => badges.drop(from.tab, from.frame, from.document));
});

chrome.commands.onCommand.addListener((command, tab) => {
  if (command === "retry") void host.retry();
  if (tab?.id !== undefined) void tell(tab.id, { kind: "command", command: command as Command });
});

chrome.tabs.onRemoved.addListener(leave);
chrome.tabs.onUpdated.addListener((tab, { status }) => {
  if (status === "loading") leave(tab);
});

chrome.permissions.onAdded.addListener(({ origins = [] }) => {
  void registerAdded().then(() => joinOpenTabs(origins.filter((origin) => !origin.includes("127.0.0.1"))));
});
chrome.permissions.onRemoved.addListener(() => void registerAdded());

chrome.runtime.onInstalled.addListener(({ reason }) => {
  void registerAdded();
  if (reason === "install") void openPage("welcome");
});
chrome.runtime.onStartup.addListener(() => void registerAdded());

async function carryOut(sent: ToWorker, from: Speaker): Promise<WorkerAnswers[ToWorker["kind"]]> {
  switch (sent.kind) {
    case "check":
      return from.as === "content"
        ? queue.ask(`${from.tab}:${from.frame}:${from.document}:${sent.box}`, sent.request)
        : queue.ask(`page:${sent.box}`, sent.request);
    case "state":
      // A page that is merely open starts nothing; the first draft does, and so does looking at our own pages.
      if (from.as === "content") return host.asleep ? { kind: "ready" } : health.state;
      await host.reach();
      return health.state;
    case "retry":
      await host.retry();
      return health.state;
    case "policy":
      return client.policy();
    case "health":
      return client.health();
    case "badge":
      if (from.as === "content") badges.set(from.tab, from.frame, sent.badge, from.document);
      return;
    case "open-page":
      await openPage(sent.page, sent.at);
      return;
    case "switch-site":
      await setListed("off", sent.origin, !sent.on);
      return;
  }
}

function leave(tab: number): void {
  queue.forget(`${tab}:`);
  badges.clear(tab);
}

async function openPage(page: OurPage, at?: string): Promise<void> {
  const hash = at === undefined ? "" : `#${encodeURIComponent(at)}`;
  await chrome.tabs.create({ url: chrome.runtime.getURL(`pages/${page}.html${hash}`) });
}

async function tellEveryTab(message: { kind: "link-state"; state: LinkState }): Promise<void> {
  const tabs = await chrome.tabs.query({});
  await Promise.all(tabs.map(({ id }) => (id === undefined ? undefined : tell(id, message))));
}

async function tell(tab: number, message: ToContent): Promise<void> {
  try {
    await chrome.tabs.sendMessage(tab, message);
  } catch {
    // No script of ours in that tab.
  }
}
