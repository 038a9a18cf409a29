/** What is shown of a post: the panel that pauses it, and the word about one that went, or did not. */
import type { Finding, Policy } from "../contract/wire";
import { GatePanel } from "../show/gate-panel";
import type { Host } from "../show/host";
import type { Live } from "../show/live";
import { Notice } from "../show/notice";
import type { Standing } from "../show/remap";
import type { Area } from "../show/spot";
import { GATE, tally } from "../show/words";
import type { DeskParts } from "./desk";
import type { Draft } from "./draft";

export interface PostStageParts {
  readonly host: Host;
  readonly live: Live;
  readonly signal: AbortSignal;
  readonly policy: () => Policy | null;
  readonly retry: () => void;
  readonly isDark: (draft: Draft) => boolean;
  readonly sendRect: (draft: Draft) => Area | null;
  /** The line the caret is on. */
  readonly writingLine: (draft: Draft) => readonly Area[];
  /** The panel is about to open. */
  readonly opening: () => void;
}

type Shown = Pick<DeskParts, "panel" | "tell" | "nothingSent" | "held">;

export class PostStage implements Shown {
  readonly #parts: PostStageParts;
  readonly #gate: GatePanel;
  readonly #notice: Notice;
  #for: { readonly draft: Draft; readonly key: string } | null = null;

  constructor(parts: PostStageParts) {
    this.#parts = parts;
    this.#gate = new GatePanel(parts.host);
    this.#notice = new Notice(parts.host, parts.signal);
  }

  readonly panel: DeskParts["panel"] = {
    isOpen: () => this.#gate.isOpen,
    focus: () => this.#gate.focus(),
    open: (draft, findings, back, anyway) => this.#open(draft, findings, back, anyway),
  };

  readonly tell: DeskParts["tell"] = (draft, words, reason) => {
    this.#notify(draft, words, reason !== null);
    this.#parts.live.say(words);
  };

  readonly nothingSent: DeskParts["nothingSent"] = (draft, words) => {
    this.#notify(draft, words, false);
    this.#parts.live.interrupt(words);
  };

  readonly held: DeskParts["held"] = (draft) => {
    this.#parts.live.interrupt(`${GATE.held} ${tally(draft.counts())}`);
  };

  /** Something for the person to do by hand. */
  advise(draft: Draft, words: string): void {
    this.#notify(draft, words, false);
    this.#parts.live.say(words);
  }

  get isOpen(): boolean {
    return this.#gate.isOpen;
  }

  place(): void {
    this.#gate.place();
  }

  /** What the panel speaks of is no longer the draft: it has been changed, or its box has gone. */
  outdated(draft: Draft, gone = false): void {
    if (this.#for?.draft !== draft || (!gone && this.#for.key === draft.key)) return;
    this.#for = null;
    this.#gate.close();
  }

  #open(draft: Draft, findings: readonly Standing[], back: () => void, anyway: () => void): void {
    this.#parts.opening();
    this.#notice.hide();
    this.#for = { draft, key: draft.key };
    const answered = (then: () => void) => () => {
      this.#for = null;
      then();
    };
    const content = {
      findings,
      dark: this.#parts.isDark(draft),
      policy: this.#parts.policy(),
      where: () => this.#besideSend(draft),
    };
    if (this.#gate.open(content, { back: answered(back), anyway: answered(anyway) })) return;
    // The page will not have us: the browser's own question cannot be taken away.
    this.#for = null;
    const problems = findings.map(({ finding, words }) =>
      GATE.problem(finding.short, clauseIds(finding), words),
    );
    setTimeout(() => (confirm(GATE.plainly(problems)) ? anyway() : back()));
  }

  #notify(draft: Draft, words: string, retry: boolean): void {
    const content = { words, dark: this.#parts.isDark(draft), ...this.#besideSend(draft) };
    this.#notice.show(retry ? { ...content, retry: this.#parts.retry } : content);
  }

  #besideSend(draft: Draft): { anchor: Area; keep: readonly Area[] } {
    const { host, sendRect, writingLine } = this.#parts;
    const anchor = sendRect(draft) ?? host.rectOf(host.frame ?? draft.box.element);
    return { anchor, keep: writingLine(draft) };
  }
}

function clauseIds({ clauses }: Finding): string[] {
  return clauses.map(({ id }) => id);
}
