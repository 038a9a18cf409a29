/** What a press on Post may do, told from the draft's state alone. Pure, so that every case can be tried. */
import type { BoxHealth } from "../contract/box";
import type { NotCheckedReason } from "../contract/link";
import type { FrameState } from "../contract/messages";
import type { Standing } from "../show/remap";

/** What a decision rests on. */
export interface DraftFacts {
  readonly empty: boolean;
  readonly allowed: boolean;
  readonly pending: boolean;
  readonly state: FrameState;
  readonly health: BoxHealth;
  readonly standing: readonly Standing[];
}

export type Judgement =
  | { readonly kind: "clear" }
  /** Nothing is known yet for this very text: hold, ask, then judge again. */
  | { readonly kind: "pending" }
  /** A stop or a warning stands: hold, and put it before the person, gravest first. */
  | { readonly kind: "standing"; readonly findings: readonly Standing[] }
  /** Nobody looked at it: it may go, and the person is told. */
  | { readonly kind: "not-checked"; readonly reason: NotCheckedReason }
  | { readonly kind: "partly-checked"; readonly reason: string }
  /** The box's words cannot be read, so that it only looks empty or unchanged. */
  | { readonly kind: "cannot-check"; readonly why: Extract<BoxHealth, { ok: false }>["why"] };

/** Judges a press on the present text. The order matters: the person's own word first, then what is known. */
export function judge(draft: DraftFacts): Judgement {
  if (!draft.health.ok) return { kind: "cannot-check", why: draft.health.why };
  if (draft.empty || draft.allowed) return { kind: "clear" };
  if (draft.pending) return { kind: "pending" };
  return judgeAnswered(draft);
}

/** The same once there is an answer, or once waiting for one is over. */
export function judgeAnswered(draft: DraftFacts): Judgement {
  const held = draft.standing.filter(({ finding }) => isHeldFor(finding.severity));
  const findings = held.sort(
    (a, b) => Number(b.finding.severity === "stop") - Number(a.finding.severity === "stop"),
  );
  if (findings.length) return { kind: "standing", findings };
  if (draft.state.kind === "not-checked") return { kind: "not-checked", reason: draft.state.reason };
  if (draft.state.kind === "incomplete") return { kind: "partly-checked", reason: draft.state.reason };
  return { kind: "clear" };
}

/** Levels that pause a post: the clause says must not, or should not with clear evidence. */
export function isHeldFor(severity: Standing["finding"]["severity"]): boolean {
  return severity === "stop" || severity === "warn";
}

const ORDER = ["standing", "pending", "not-checked", "cannot-check", "partly-checked", "clear"] as const;

/** Of several boxes behind one Post button, the judgement that asks for most care. */
export function gravest<T extends { readonly judgement: Judgement }>(judged: readonly T[]): T | undefined {
  return [...judged].sort((a, b) => ORDER.indexOf(a.judgement.kind) - ORDER.indexOf(b.judgement.kind))[0];
}
