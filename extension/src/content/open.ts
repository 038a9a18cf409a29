/** A session with the real capture and the sites we know, for whoever brings a link: content script or try-out page. */
import { startCapture } from "../capture";
import { today } from "../contract/breaks";
import type { Link } from "../contract/link";
import { type Badge, SETTINGS, type Settings } from "../contract/messages";
import { SITES } from "../sites";
import { type Session, startSession } from "./session";

export interface OpenParts {
  readonly link: Link;
  readonly signal: AbortSignal;
  /** The settings as they are now; call the session's `settingsChanged` when they change. */
  readonly settings?: () => Settings;
  /** The person has said that this site's bio carries the disclaimer. */
  readonly bioSaysSo?: (site: string) => void;
  /** The person wants to hear nothing more of this rule today. */
  readonly takeBreak?: (rule: string) => void;
  readonly badge?: (badge: Badge) => void;
  readonly openPolicy?: (clause: string) => void;
}

/** Starts at once; everything ends with `signal`. Without settings of its own it keeps them for this page only. */
export function openSession(parts: OpenParts): Session {
  const { link, signal, settings, bioSaysSo, takeBreak, badge, openPolicy } = parts;
  const said = new Set<string>();
  const breaks = new Set<string>();
  const current = settings ?? (() => SETTINGS);
  let session: Session | null = null;
  const capture = startCapture({
    sites: SITES,
    signal,
    ours: (node) => session?.isOurs(node) ?? false,
    bioSaysSo: (site) => said.has(site) || current().bioSaysSo.includes(site),
    official: (site) => current().official.includes(site),
  });
  session = startSession({
    capture,
    link,
    signal,
    settings: {
      bioSaysSo: (site) => {
        said.add(site);
        bioSaysSo?.(site);
      },
      takeBreak: (rule) => {
        breaks.add(today(rule));
        takeBreak?.(rule);
      },
      onBreak: (rule) => breaks.has(today(rule)) || current().breaks.includes(today(rule)),
    },
    page: { badge: (looks) => badge?.(looks), openPolicy },
  });
  return session;
}
