/** Who may ask the worker for what. Everything that comes in is checked here before anything is done with it. */
import type { ToWorker } from "../contract/messages";

/** Where a message came from: one of our own pages, or our script inside a web page. */
export type Speaker =
  | { readonly as: "page" }
  | { readonly as: "content"; readonly tab: number; readonly frame: number; readonly document: string };

/** Kinds that change what we do on a site or show more than a draft's own findings: our own pages only. */
const PAGES_ONLY: ReadonlySet<ToWorker["kind"]> = new Set(["switch-site", "health"]);

/** Told from the browser's own record of the sender, never from the message. Null: not one of ours. */
export function speaker(sender: chrome.runtime.MessageSender, id: string, base: string): Speaker | null {
  if (sender.id !== id) return null;
  if (sender.url?.startsWith(base)) return { as: "page" };
  if (sender.tab?.id === undefined || sender.frameId === undefined) return null;
  return { as: "content", tab: sender.tab.id, frame: sender.frameId, document: sender.documentId ?? "" };
}

/** The message as one this speaker may send, or null. Unknown kinds and misshapen parts are refused. */
export function accept(message: unknown, from: Speaker): ToWorker | null {
  if (typeof message !== "object" || message === null) return null;
  const sent = message as ToWorker;
  if (from.as !== "page" && PAGES_ONLY.has(sent.kind)) return null;
  switch (sent.kind) {
    case "state":
    case "retry":
    case "policy":
    case "health":
      return sent;
    case "check":
      return Number.isInteger(sent.box) && typeof sent.request?.text === "string" ? sent : null;
    case "badge":
      return typeof sent.badge?.state === "string" && typeof sent.badge.counts === "object" ? sent : null;
    case "open-page":
      return ["options", "policy", "welcome"].includes(sent.page) ? sent : null;
    case "switch-site":
      return typeof sent.origin === "string" && typeof sent.on === "boolean" ? sent : null;
    default:
      return null;
  }
}
