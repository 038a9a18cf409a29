/** The content script: one session a frame, unless the person has switched this site off. */
import { type Description, SETTINGS, type Settings, type ToContent } from "../contract/messages";
import { readSettings, setListed, takeBreak } from "../worker/settings";
import { BadgeLine } from "./badge-line";
import { openSession } from "./open";
import type { Session } from "./session";
import { WorkerLink } from "./worker-link";

const OFF: Description = { site: null, state: { kind: "switched-off" }, findings: [] };

class Frame {
  #settings: Settings = SETTINGS;
  #session: Session | null = null;
  #end: AbortController | null = null;

  constructor() {
    chrome.runtime.onMessage.addListener((message: ToContent, sender, answer) => {
      if (sender.id === chrome.runtime.id) this.#hear(message, answer);
    });
    chrome.storage.onChanged.addListener((_, area) => {
      if (area === "local") void this.#learn();
    });
    void this.#learn();
  }

  async #learn(): Promise<void> {
    this.#settings = await readSettings();
    if (this.#settings.off.includes(originOf(location))) this.stop();
    else if (this.#session) this.#session.settingsChanged();
    else this.#start();
  }

  #start(): void {
    const end = new AbortController();
    this.#end = end;
    const link = new WorkerLink(end.signal);
    const badges = new BadgeLine(link, end.signal);
    this.#session = openSession({
      link,
      signal: end.signal,
      settings: () => this.#settings,
      bioSaysSo: (site) => void setListed("bioSaysSo", site, true),
      takeBreak: (rule) => void takeBreak(rule),
      openPolicy: (clause) => void link.send({ kind: "open-page", page: "policy", at: clause }),
      badge: (badge) => badges.send(badge),
    });
  }

  /** Takes everything off the page. */
  stop(): void {
    this.#end?.abort();
    this.#end = null;
    this.#session = null;
  }

  #hear(message: ToContent, answer: (description: Description) => void): void {
    switch (message.kind) {
      case "describe":
        answer(this.#session?.describe() ?? OFF);
        return;
      case "show-finding":
        this.#session?.showFinding(message.box, message.finding);
        return;
      case "command":
        this.#session?.command(message.command);
        return;
    }
  }
}

/** A frame without an address of its own belongs to the page that made it. */
function originOf({ origin, ancestorOrigins }: Location): string {
  return origin === "null" ? (ancestorOrigins?.[0] ?? origin) : origin;
}

/** Our own try-out page, opened with the helper's token, checks by itself; two sessions on one box would quarrel. */
function checksItself(): boolean {
  const ours = location.hostname === "127.0.0.1" && location.pathname.startsWith("/tryout");
  return ours && document.querySelector('meta[name="postcheck-tryout"][content="self"]') !== null;
}

/** After an update the old script stays in the page, and a page may be joined twice: the newest one takes over. */
const PLACE = "postcheck.frame";

if (!checksItself()) {
  const world = globalThis as { [PLACE]?: Frame };
  world[PLACE]?.stop();
  world[PLACE] = new Frame();
}
