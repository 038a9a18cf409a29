/**
 * Brings the parts together on one page: boxes from capture, reports from the link, and what is shown of
 * them. Used by the content script and by the try-out page, so it knows nothing of the extension.
 *
 * Everything hangs on `signal`; nothing is drawn before a box has had the focus.
 */
import type { Box, Capture } from "../contract/box";
import { DESK, type Desk } from "../contract/gate";
import type { Link, LinkState } from "../contract/link";
import type { Badge, Command, Description, FrameState } from "../contract/messages";
import type { Policy } from "../contract/wire";
import { describe } from "./describe";
import { Draft } from "./draft";
import { Stage } from "./stage";

/** How long the badge may lag behind the page, in milliseconds: about as long as an answer takes. */
const BADGE_LAG = 400;

export interface SettingsDesk {
  /** The person has said that this site's bio carries the disclaimer; kept for next time. */
  bioSaysSo(site: string): void;
  /** Nothing more of this rule today; kept until then. */
  takeBreak(rule: string): void;
  onBreak(rule: string): boolean;
}

export interface PageParts {
  /** Called when the badge should look different. */
  readonly badge: (badge: Badge) => void;
  /** Shows a clause of the policy in a tab of its own, where there is a page for it. */
  readonly openPolicy?: ((clause: string) => void) | undefined;
}

export interface SessionParts {
  readonly capture: Capture;
  readonly link: Link;
  readonly settings: SettingsDesk;
  readonly signal: AbortSignal;
  readonly page: PageParts;
}

export interface Session {
  describe(): Description;
  command(command: Command): void;
  showFinding(box: number, finding: string): void;
  /** Something the helper is told about a site has changed. */
  settingsChanged(): void;
  /** Is this node of what we show? Capture asks: the focus may go there without leaving the box. */
  isOurs(node: Node): boolean;
}

export function startSession(parts: SessionParts): Session {
  return new PageSession(parts);
}

class PageSession implements Session {
  readonly #parts: SessionParts;
  readonly #drafts = new Map<Box, Draft>();
  #stage: Stage | null = null;
  #current: Draft | null = null;
  #link: LinkState = { kind: "ready" };
  #policy: Policy | null = null;
  #badge = "";
  #badgeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    const { capture, signal } = parts;
    capture.onBox((box) => this.#adopt(box));
    capture.onFocus((box) => this.#focused(box));
    signal.addEventListener("abort", () => this.#end(), { once: true });
  }

  describe(): Description {
    return describe(this.#current, [...this.#drafts.values()], this.#state());
  }

  command(command: Command): void {
    if (command === "retry") {
      void this.#retry();
      return;
    }
    const [stage, draft] = [this.#stage, this.#current];
    if (!stage || !draft || !(stage.hasFocus || isWrittenIn())) return;
    if (command === "next-finding") stage.step(draft, 1);
    else if (command === "previous-finding") stage.step(draft, -1);
    else if (command === "open-card") stage.openAtCaret(draft);
    else stage.applyFirst(draft);
  }

  showFinding(box: number, finding: string): void {
    const draft = [...this.#drafts.values()].find((each) => each.box.id === box);
    const standing = draft?.standing.find((each) => each.finding.id === finding);
    if (draft && standing) this.#stage?.openCard(draft, standing, true);
  }

  settingsChanged(): void {
    for (const draft of this.#drafts.values()) draft.recheck();
  }

  isOurs(node: Node): boolean {
    return this.#stage?.host.is(node) ?? false;
  }

  #adopt(box: Box): void {
    if (this.#drafts.has(box) || this.#parts.signal.aborted) return;
    this.#stage ??= this.#raiseStage();
    this.#stage.host.mount(box.element);
    const { link, settings } = this.#parts;
    const draft = new Draft({
      box,
      link,
      onUpdate: (updated) => this.#updated(updated),
      onBreak: (rule) => settings.onBreak(rule),
    });
    this.#drafts.set(box, draft);
    this.#current ??= draft;
    if (this.#link.kind === "not-checked") draft.linkChanged(false, this.#link.reason);
    box.signal.addEventListener("abort", () => this.#forget(box), { once: true });
    this.#stage.enter(draft);
    this.#updated(draft);
  }

  #raiseStage(): Stage {
    const { signal, settings, link, page } = this.#parts;
    const stage = new Stage({
      signal,
      drafts: () => this.#inOrder(),
      policy: () => this.#policy,
      retry: () => void this.#retry(),
      bioSaysSo: (site) => {
        settings.bioSaysSo(site);
        this.settingsChanged();
      },
      takeBreak: (rule) => {
        settings.takeBreak(rule);
        this.settingsChanged();
      },
      openPolicy: page.openPolicy,
    });
    const meeting = globalThis as { [DESK]?: Desk };
    meeting[DESK] = stage.desk;
    signal.addEventListener("abort", () => {
      if (meeting[DESK] === stage.desk) delete meeting[DESK];
    });
    link.watch((state) => this.#linkChanged(state), signal);
    return stage;
  }

  /** The last focused first, as capture has them. */
  #inOrder(): Draft[] {
    return this.#parts.capture.boxes().flatMap((box) => this.#drafts.get(box) ?? []);
  }

  #focused(box: Box | null): void {
    const draft = box && this.#drafts.get(box);
    if (draft) {
      this.#current = draft;
      this.#stage?.host.mount(draft.box.element);
      draft.refresh();
      this.#stage?.enter(draft);
      this.#updated(draft);
    } else if (this.#current) {
      this.#stage?.away(this.#current);
    }
  }

  #forget(box: Box): void {
    const draft = this.#drafts.get(box);
    this.#drafts.delete(box);
    if (!draft) return;
    this.#stage?.leave(draft);
    if (this.#current === draft) this.#current = this.#inOrder()[0] ?? null;
    this.#showBadge();
  }

  #updated(draft: Draft): void {
    if (!this.#drafts.has(draft.box)) return;
    this.#stage?.update(draft, draft === this.#current);
    this.#showBadge();
  }

  #linkChanged(state: LinkState): void {
    this.#link = state;
    const ready = state.kind === "ready";
    for (const draft of this.#drafts.values()) draft.linkChanged(ready, ready ? null : state.reason);
    if (ready) void this.#learnPolicy();
    this.#showBadge();
  }

  async #retry(): Promise<void> {
    const state = await this.#parts.link.retry();
    if (state.kind === "ready") for (const draft of this.#drafts.values()) draft.recheck();
  }

  async #learnPolicy(): Promise<void> {
    if (this.#policy) return;
    this.#policy = await this.#parts.link.policy();
  }

  #state(): FrameState {
    if (this.#current) {
      const health = this.#current.box.health();
      return health.ok ? this.#current.state : { kind: "cannot-check", why: health.why };
    }
    return this.#link.kind === "ready" ? { kind: "no-box" } : this.#link;
  }

  /**
   * A message to the worker costs more than all else a key causes, so the badge follows a moment later, and only
   * where it would look different. While an answer is on its way it stays as it was.
   */
  #showBadge(): void {
    if (this.#badgeTimer !== undefined || !this.#newBadge()) return;
    this.#badgeTimer = setTimeout(() => {
      this.#badgeTimer = undefined;
      const badge = this.#newBadge();
      if (!badge) return;
      this.#badge = JSON.stringify(badge);
      this.#parts.page.badge(badge);
    }, BADGE_LAG);
  }

  #newBadge(): Badge | null {
    const state = this.#state().kind;
    if (this.#badge !== "" && state === "checking") return null;
    const counts = this.#current?.counts() ?? { stop: 0, warn: 0, advice: 0, info: 0 };
    const badge: Badge = { state, counts };
    return JSON.stringify(badge) === this.#badge ? null : badge;
  }

  #end(): void {
    clearTimeout(this.#badgeTimer);
    for (const draft of this.#drafts.values()) this.#stage?.leave(draft);
    this.#drafts.clear();
    this.#current = null;
  }
}

/** A command reaches every frame of a tab; only the one being written in is meant. */
function isWrittenIn(): boolean {
  if (document.activeElement?.localName === "iframe") return false;
  return window === window.top || document.hasFocus();
}
