/**
 * One draft in one box: what was asked of the helper, what it answered, and what still holds of that answer
 * for the text as it is now. Latest wins; one question at a time; nothing runs while nothing changes.
 *
 * Offsets are UTF-16 code units. Nothing of a draft outlives this object.
 */
import type { Box, BoxHealth, Reading } from "../contract/box";
import type { Link, NotCheckedReason, Outcome } from "../contract/link";
import type { FrameState } from "../contract/messages";
import type { Severity } from "../contract/wire";
import { remap, type Standing, standOn } from "../show/remap";

/** Idle time after the last change before the helper is asked, in milliseconds. */
export const PAUSE = 150;

export interface DraftParts {
  readonly box: Box;
  readonly link: Link;
  /** Called after the standing findings or the state have changed. */
  readonly onUpdate: (draft: Draft) => void;
  /** Has the person asked to hear nothing more of this rule today? */
  readonly onBreak?: (rule: string) => boolean;
}

export class Draft {
  readonly box: Box;
  readonly #parts: DraftParts;
  #reading: Reading = { text: "", context: {} };
  /** The text and circumstances as one string: equal keys, equal question. */
  #key = "";
  #version = 0;
  #answeredKey: string | null = null;
  #standing: readonly Standing[] = [];
  #shown: readonly Standing[] | null = null;
  #state: FrameState = { kind: "checking" };
  #revision = 0;
  #waiting = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changed = 0;
  #due = false;
  #dismissed = new Set<string>();
  #allowed: string | null = null;
  #settled: (() => void)[] = [];

  constructor(parts: DraftParts) {
    this.#parts = parts;
    this.box = parts.box;
    this.box.onChange(() => this.refresh());
    this.box.signal.addEventListener("abort", () => this.#end(), { once: true });
    this.refresh();
  }

  get text(): string {
    return this.#reading.text;
  }

  get state(): FrameState {
    return this.#state;
  }

  get health(): BoxHealth {
    return this.box.health();
  }

  /** Nothing in the box to check: no words but white space, nothing attached. */
  get empty(): boolean {
    return this.#reading.text.trim() === "" && !this.#reading.context.attachments?.length;
  }

  /** Findings that hold for the text as it is now, less those the person does not want to hear of. */
  get standing(): readonly Standing[] {
    this.#shown ??= this.#standing.filter(
      ({ finding }) => !this.#dismissed.has(finding.id) && !this.#parts.onBreak?.(finding.rule),
    );
    return this.#shown;
  }

  /** Has anything changed since the last answer? */
  get pending(): boolean {
    return this.#key !== this.#answeredKey;
  }

  /** The text and circumstances a decision is made on; a later, different key means: decide again. */
  get key(): string {
    return this.#key;
  }

  /** Counts the changes of the text or its circumstances. */
  get version(): number {
    return this.#version;
  }

  /** True for exactly the text the person said to post anyway. */
  get allowed(): boolean {
    return this.#allowed !== null && this.#allowed === this.#key;
  }

  counts(): Record<Severity, number> {
    const counts: Record<Severity, number> = { stop: 0, warn: 0, advice: 0, info: 0 };
    for (const { finding } of this.standing) counts[finding.severity]++;
    return counts;
  }

  /** Reads the box; after a change moves the findings along and asks again after a pause. */
  refresh(): void {
    if (this.box.signal.aborted) return;
    const reading = this.box.read();
    const key = keyOf(reading);
    if (key === this.#key) return;
    const before = this.#reading.text;
    this.#reading = reading;
    this.#key = key;
    this.#version++;
    this.#keep(remap(this.#standing, before, reading.text));
    if (this.empty) {
      this.#startAfresh();
      return;
    }
    if (this.#state.kind === "checked" || this.#state.kind === "incomplete")
      this.#state = { kind: "checking" };
    this.#askAfterPause();
    this.#parts.onUpdate(this);
  }

  /** Asks now, whatever the pause. */
  recheck(): void {
    this.refresh();
    if (this.empty || this.box.signal.aborted) return;
    this.#answeredKey = null;
    this.#ask();
  }

  /**
   * Resolves once the present text has its answer, or after `limit` milliseconds.
   * True when it has been answered (also with "not checked"), false when time ran out.
   */
  async settle(limit: number): Promise<boolean> {
    this.refresh();
    if (!this.pending) return true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const answered = new Promise<boolean>((resolve) => {
      this.#settled.push(() => resolve(true));
      timer = setTimeout(() => resolve(false), limit);
    });
    this.#ask();
    const inTime = await answered;
    clearTimeout(timer);
    return inTime;
  }

  /** Leaves a finding out of this draft from now on. */
  dismiss(id: string): void {
    this.#dismissed.add(id);
    this.#shown = null;
    this.#parts.onUpdate(this);
  }

  /** The person has said to post exactly this text anyway. */
  allow(): void {
    this.#allowed = this.#key;
  }

  /** The helper has become reachable, or has ceased to be. */
  linkChanged(ready: boolean, reason: NotCheckedReason | null): void {
    if (ready) {
      if (this.#state.kind !== "not-checked") return;
      this.#state = { kind: this.empty ? "checked" : "checking" };
      if (this.empty) this.#parts.onUpdate(this);
      else this.recheck();
    } else if (reason) {
      this.#state = { kind: "not-checked", reason };
      this.#parts.onUpdate(this);
    }
  }

  #startAfresh(): void {
    this.#dismissed.clear();
    this.#allowed = null;
    this.#keep([]);
    this.#rest();
    this.#revision++; // whatever is still on its way belongs to the draft that has gone
    this.#answeredKey = this.#key;
    if (this.#state.kind !== "not-checked") this.#state = { kind: "checked" };
    this.#release();
    this.#parts.onUpdate(this);
  }

  #askAfterPause(): void {
    this.#changed = performance.now();
    this.#timer ??= setTimeout(this.#paused, PAUSE);
  }

  /** One timer while the person writes on, set again for what is left of the pause. */
  readonly #paused = (): void => {
    const left = this.#changed + PAUSE - performance.now();
    this.#timer = left > 0 ? setTimeout(this.#paused, left) : undefined;
    if (this.#timer !== undefined) return;
    if (this.#waiting) this.#due = true;
    else this.#ask();
  };

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #ask(): void {
    this.#rest();
    this.#due = false;
    const asked = { revision: ++this.#revision, key: this.#key, text: this.#reading.text };
    this.#waiting++;
    if (this.#state.kind !== "not-checked" && this.#state.kind !== "checking") {
      this.#state = { kind: "checking" };
      this.#parts.onUpdate(this);
    }
    const request = { text: asked.text, revision: asked.revision, context: this.#reading.context };
    this.#parts.link.check(request, this.box.id).then((outcome) => {
      this.#waiting--;
      if (this.box.signal.aborted) return;
      if (asked.revision === this.#revision) this.#take(outcome, asked.key, asked.text);
      if (this.#due && !this.#waiting) this.#ask();
    });
  }

  #take(outcome: Outcome, key: string, text: string): void {
    if (outcome.kind === "superseded") return;
    if (outcome.kind === "report") {
      const { report } = outcome;
      this.#keep(remap(standOn(report.findings, text), text, this.#reading.text));
      this.#state = report.incomplete
        ? { kind: "incomplete", reason: report.incomplete.reason }
        : { kind: "checked" };
      if (key !== this.#key) this.#state = { kind: "checking" };
    } else {
      this.#state = { kind: "not-checked", reason: outcome.reason };
    }
    this.#answeredKey = key;
    if (key === this.#key) this.#release();
    this.#parts.onUpdate(this);
  }

  #keep(standing: readonly Standing[]): void {
    this.#standing = standing;
    this.#shown = null;
  }

  #release(): void {
    const settled = this.#settled;
    this.#settled = [];
    for (const done of settled) done();
  }

  #end(): void {
    this.#rest();
    this.#standing = [];
    this.#shown = null;
    this.#dismissed.clear();
    this.#reading = { text: "", context: {} };
    this.#release();
  }
}

/** The time of day is no part of the question: it would make every reading a new one. */
function keyOf({ text, context }: Reading): string {
  const { now: _, ...lasting } = context;
  return `${JSON.stringify(lasting)}\n${text}`;
}
