/**
 * Decides about a press on Post, at once, from what is already known; then speaks to the person.
 *
 * A press is held while a stop or a warning stands, and for at most `LIMIT` while the present text has no
 * answer yet. What nobody could check goes, and the person is told. A held press is never lost and a text
 * the person said to post anyway is never held again. It is a seat belt, not a lock: a site that sends by
 * `form.submit()` or by a bare request raises no event that could be held.
 */
import type { Box } from "../contract/box";
import type { Decision, Desk } from "../contract/gate";
import type { NotCheckedReason } from "../contract/link";
import { isElement } from "../show/element";
import type { Standing } from "../show/remap";
import { GATE } from "../show/words";
import type { Draft } from "./draft";
import { gravest, type Judgement, judge, judgeAnswered } from "./press";
import { type Press, replay } from "./replay";

/** How long a press may wait for an answer, in milliseconds. */
export const LIMIT = 1_500;

export interface DeskParts {
  readonly drafts: () => readonly Draft[];
  /** Is this event one of our own surfaces'? */
  readonly ours: (event: Event) => boolean;
  readonly panel: {
    readonly isOpen: () => boolean;
    readonly focus: () => void;
    readonly open: (
      draft: Draft,
      findings: readonly Standing[],
      back: () => void,
      anyway: () => void,
    ) => void;
  };
  readonly waiting: (draft: Draft, waiting: boolean) => void;
  /** Tells the person how a post went that nobody, or not everybody, looked at. */
  readonly tell: (draft: Draft, words: string, reason: NotCheckedReason | null) => void;
  /** Tells the person that a post did not go. */
  readonly nothingSent: (draft: Draft, words: string) => void;
  readonly held: (draft: Draft) => void;
}

interface Judged {
  readonly draft: Draft;
  readonly judgement: Judgement;
}

export class PostDesk implements Desk {
  readonly #parts: DeskParts;
  /** Drafts whose replay is running now, each with the text it was decided on. */
  #armed = new Map<Draft, string>();
  #downHeld = false;
  #waitingFor: Draft | null = null;
  #told = "";

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  decide(event: Event): Decision {
    if (isTyping(event) || this.#parts.ours(event)) return "let";
    const drafts = nearest(
      this.#parts.drafts().filter(({ box }) => sends(box, event)),
      event,
    );
    const first = drafts[0];
    if (!first) return "let";
    for (const draft of drafts) draft.refresh();
    if (drafts.every((draft) => this.#armed.get(draft) === draft.key)) return "let";
    const judged = gravest(drafts.map((draft): Judged => ({ draft, judgement: judge(draft) })));
    if (!judged) return "let";
    if (event.type === "pointerdown" || event.type === "mousedown") return this.#down(event, judged);
    const whole = event.type === "click" && this.#downHeld;
    if (event.type === "click") this.#downHeld = false;
    return this.#press(pressOf(event, judged.draft.box, whole), judged, drafts);
  }

  /** Some sites post on the way down. It is held like the click that follows, which then speaks. */
  #down(event: Event, { judgement }: Judged): Decision {
    const held = judgement.kind === "standing" || judgement.kind === "pending";
    if (event.type === "pointerdown") this.#downHeld = held;
    return held ? "hold" : "let";
  }

  #press(press: Press, { draft, judgement }: Judged, drafts: readonly Draft[]): Decision {
    if (this.#parts.panel.isOpen()) {
      this.#parts.panel.focus();
      return judgement.kind === "clear" ? "let" : "hold";
    }
    switch (judgement.kind) {
      case "standing":
        this.#show(press, draft, judgement.findings, drafts);
        return "hold";
      case "pending":
        void this.#wait(press, drafts);
        return "hold";
      case "not-checked":
        this.#tellOnce(draft, GATE.unchecked(judgement.reason), judgement.reason);
        return this.#go(press, drafts);
      case "partly-checked":
        this.#tellOnce(draft, GATE.partly(judgement.reason), null);
        return this.#go(press, drafts);
      case "cannot-check":
        this.#tellOnce(draft, GATE.unreadable(judgement.why), null);
        return this.#go(press, drafts);
      case "clear":
        return this.#go(press, drafts);
    }
  }

  /** Free to go. If its pointerdown was held, the whole press is made again, so that the site sees all of it. */
  #go(press: Press, drafts: readonly Draft[]): Decision {
    if (!press.whole) return "let";
    setTimeout(() => this.#replay(press, drafts, keysOf(drafts)));
    return "hold";
  }

  #show(press: Press, draft: Draft, findings: readonly Standing[], drafts: readonly Draft[]): void {
    const keys = keysOf(drafts);
    const caret = draft.box.caret();
    const restore = () => draft.box.focus(caret ?? undefined);
    this.#parts.panel.open(draft, findings, restore, () => {
      for (const each of drafts) each.refresh();
      if (!sameKeys(drafts, keys)) {
        this.#parts.nothingSent(draft, GATE.changed);
        return;
      }
      for (const each of drafts) each.allow();
      restore();
      this.#replay(press, drafts, keys);
    });
    this.#parts.held(draft);
  }

  async #wait(press: Press, drafts: readonly Draft[]): Promise<void> {
    if (this.#waitingFor) return;
    const draft = drafts[0];
    if (!draft) return;
    this.#waitingFor = draft;
    this.#parts.waiting(draft, true);
    const keys = keysOf(drafts);
    const answered = await Promise.all(drafts.map((each) => each.settle(LIMIT)));
    this.#waitingFor = null;
    this.#parts.waiting(draft, false);
    if (drafts.some(({ box }) => box.signal.aborted)) return;
    for (const each of drafts) each.refresh();
    if (!sameKeys(drafts, keys)) {
      this.#parts.nothingSent(draft, GATE.changed);
      return;
    }
    this.#afterWait(press, drafts, keys, answered.every(Boolean));
  }

  #afterWait(press: Press, drafts: readonly Draft[], keys: readonly string[], answered: boolean): void {
    const judged = gravest(
      drafts.map(
        (draft): Judged => ({ draft, judgement: draft.empty ? { kind: "clear" } : judgeAnswered(draft) }),
      ),
    );
    if (!judged) return;
    const { draft, judgement } = judged;
    if (judgement.kind === "standing") {
      this.#show(press, draft, judgement.findings, drafts);
      return;
    }
    if (judgement.kind === "not-checked") {
      this.#tellOnce(draft, GATE.unchecked(judgement.reason), judgement.reason);
    } else if (!answered) {
      this.#tellOnce(draft, GATE.timedOut, null);
      // The person was told; a site that submits a moment after the click must not be held all over again.
      for (const each of drafts) each.allow();
    } else if (judgement.kind === "partly-checked") {
      this.#tellOnce(draft, GATE.partly(judgement.reason), null);
    }
    this.#replay(press, drafts, keys);
  }

  /** One pass for exactly these texts, from just before the press is repeated until the next task. */
  #replay(press: Press, drafts: readonly Draft[], keys: readonly string[]): void {
    if (!sameKeys(drafts, keys)) return;
    this.#armed = new Map(drafts.map((draft) => [draft, draft.key]));
    setTimeout(() => this.#armed.clear());
    if (replay(press)) return;
    const draft = drafts[0];
    if (draft) this.#parts.nothingSent(draft, GATE.again);
  }

  /** A click and the submit it causes are one post: one word about it. */
  #tellOnce(draft: Draft, words: string, reason: NotCheckedReason | null): void {
    const told = `${draft.box.id} ${draft.version} ${words}`;
    if (told === this.#told) return;
    this.#told = told;
    this.#parts.tell(draft, words, reason);
  }
}

/** A character being written sends nothing anywhere; told first, as it is by far the most common event. */
function isTyping(event: Event): boolean {
  if (event.type !== "keydown") return false;
  const { key, ctrlKey, metaKey } = event as KeyboardEvent;
  return key.length === 1 && !ctrlKey && !metaKey;
}

/** Would this event send the box? Asked afresh each time, so that a re-rendered button needs no re-attaching. */
function sends(box: Box, event: Event): boolean {
  if (box.signal.aborted) return false;
  switch (event.type) {
    case "submit":
      return box.form !== null && event.target === box.form;
    case "keydown":
      return event.composedPath().includes(box.element) && box.sendsOn(event as KeyboardEvent);
    default:
      return (event as MouseEvent).button === 0 && box.isSendControl(event.composedPath());
  }
}

/** Where boxes lie close together, more than one may claim a button: it is theirs whose own it is, if anybody's. */
function nearest(drafts: readonly Draft[], event: Event): readonly Draft[] {
  if (drafts.length < 2 || event.type === "submit" || event.type === "keydown") return drafts;
  const path = event.composedPath();
  const owners = drafts.filter(({ box }) => {
    const control = box.sendControl();
    return control !== null && path.includes(control);
  });
  return owners.length ? owners : drafts;
}

function pressOf(event: Event, box: Box, whole: boolean): Press {
  const target = event.composedPath().find(isClickable) ?? null;
  const submitter = (event as SubmitEvent).submitter ?? null;
  switch (event.type) {
    case "submit":
      return { box, how: "submit", target: null, submitter, key: null, whole };
    case "keydown":
      return { box, how: "key", target: null, submitter: null, key: event as KeyboardEvent, whole };
    default:
      return { box, how: "click", target, submitter: null, key: null, whole };
  }
}

/** An HTML element of whichever frame (a drawing inside a button cannot be clicked by script). */
function isClickable(target: EventTarget): target is HTMLElement {
  return isElement(target) && "click" in target;
}

function keysOf(drafts: readonly Draft[]): string[] {
  return drafts.map((draft) => draft.key);
}

function sameKeys(drafts: readonly Draft[], keys: readonly string[]): boolean {
  return drafts.every((draft, i) => draft.key === keys[i]);
}
