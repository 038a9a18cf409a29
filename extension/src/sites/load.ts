/** Makes site files safe to use: what cannot be used is dropped and counted, the rest works on. */
import type { BoxSpec, KindRule, Site, ThreadRule } from "./types";

export interface Loaded {
  readonly sites: readonly Site[];
  /** Selectors and expressions that were dropped, by site id. Never page text. */
  readonly dropped: Readonly<Record<string, number>>;
}

export function loadSites(
  files: readonly Site[],
  scope: ParentNode = document.createDocumentFragment(),
): Loaded {
  const dropped: Record<string, number> = {};
  const sites = files.flatMap((file) => {
    const check = new Check(scope);
    const site = loadSite(file, check);
    if (check.dropped > 0) dropped[file.id] = check.dropped;
    return site ? [site] : [];
  });
  return { sites, dropped };
}

class Check {
  dropped = 0;

  constructor(private readonly scope: ParentNode) {}

  readonly selector = (selector: string): boolean =>
    this.passes(() => {
      for (const step of selector.split(">>>")) this.scope.querySelector(step);
    });

  readonly pattern = (pattern: string): boolean => this.passes(() => new RegExp(pattern));

  private passes(attempt: () => unknown): boolean {
    try {
      attempt();
      return true;
    } catch {
      this.dropped += 1;
      return false;
    }
  }
}

function loadSite(site: Site, check: Check): Site | null {
  // A detector with a hole would recognise too much, so such a file is left out whole.
  if (site.detect && !site.detect.every(check.selector)) return null;
  return {
    ...site,
    ...only("never", site.never, check.selector),
    boxes: site.boxes.flatMap((box) => loadBox(box, check) ?? []),
  };
}

function loadBox(box: BoxSpec, check: Check): BoxSpec | null {
  const find = box.find.filter(check.selector);
  if (find.length === 0 || (box.parts && !check.selector(box.parts))) return null;
  // A broken exclusion would let in what it was to keep out.
  if (box.not && !box.not.every(check.selector)) return null;
  if (box.onlyOn !== undefined && !check.pattern(box.onlyOn)) return null;
  const { audience } = box;
  return {
    ...box,
    find,
    ...only("root", box.root, check.selector),
    ...only("submit", box.submit, check.selector),
    ...only("media", box.media, check.selector),
    ...only("kindIf", box.kindIf, (rule: KindRule) => goodKind(rule, check)),
    ...only("thread", box.thread, (rule: ThreadRule) => [rule.up ?? "a", rule.text].every(check.selector)),
    ...(typeof audience === "object" && {
      audience: {
        ...audience,
        find: audience.find.filter(check.selector),
        map: audience.map.filter(([pattern]) => check.pattern(pattern)),
      },
    }),
  };
}

function goodKind(rule: KindRule, check: Check): boolean {
  const selectors = [rule.has, rule.within].filter((selector) => selector !== undefined);
  const patterns = [rule.path, rule.attr?.[1], rule.submitSays].filter((pattern) => pattern !== undefined);
  return selectors.every(check.selector) && patterns.every(check.pattern);
}

function only<Item>(key: string, list: readonly Item[] | undefined, good: (item: Item) => boolean) {
  return list ? { [key]: list.filter(good) } : {};
}
