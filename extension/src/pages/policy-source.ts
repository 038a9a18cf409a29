/** The policy to show: the helper's, which has the rules in force, or the copy this build was made with. */
import type { Policy } from "../contract/wire";

export interface ShownClause {
  readonly id: string;
  readonly text: string;
  readonly by: readonly string[];
  /** Decided but not built: nothing checks it yet. */
  readonly planned: boolean;
  readonly reason: string;
  readonly rules: readonly string[];
}

export interface ShownPolicy {
  readonly title: string;
  readonly organisation: string;
  readonly version: string;
  /** ISO 8601, or a year and month. */
  readonly reviewDue: string;
  readonly sections: readonly { readonly number: string; readonly title: string }[];
  readonly clauses: readonly ShownClause[];
}

/** rules/policy.yaml as far as we read it. */
export interface BuiltInPolicy {
  readonly document: {
    readonly title: string;
    readonly organisation: string;
    readonly version: string;
    readonly review: string;
  };
  readonly sections: readonly { readonly number: string; readonly title: string }[];
  readonly clauses: readonly {
    readonly id: string;
    readonly text: string;
    readonly coverage: {
      readonly by: readonly string[];
      readonly planned?: string;
      readonly reason?: string;
    };
  }[];
}

export function fromHelper({ policy, organisation, sections, clauses }: Policy): ShownPolicy {
  return {
    title: policy.title,
    organisation,
    version: policy.version,
    reviewDue: policy.review_due,
    sections,
    clauses: clauses.map(({ id, text, coverage, rules }) => ({
      id,
      text,
      by: coverage.by,
      planned: coverage.planned ?? false,
      reason: coverage.reason ?? "",
      rules,
    })),
  };
}

export function fromBuild({ document, sections, clauses }: BuiltInPolicy): ShownPolicy {
  return {
    title: document.title,
    organisation: document.organisation,
    version: document.version,
    reviewDue: document.review,
    sections,
    clauses: clauses.map(({ id, text, coverage }) => ({
      id,
      text,
      by: coverage.by,
      planned: coverage.planned === "true",
      reason: coverage.reason ?? "",
      rules: [],
    })),
  };
}

/** Clauses that match what was typed: a number by its beginning at a full stop (9.1 is not 9.10), or every word. */
export function find(clauses: readonly ShownClause[], typed: string): readonly ShownClause[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return clauses;
  const number = /^(?:clause\s+)?(\d+(?:\.\d+)*)\.?$/.exec(wanted)?.[1];
  if (number !== undefined) return clauses.filter(({ id }) => id === number || id.startsWith(`${number}.`));
  const words = wanted.split(/\s+/);
  return clauses.filter(({ id, text }) => {
    const searched = `${id} ${text}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
}

const MONTHS = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** "June 2026" for 2026-06 or 2026-06-30; the text itself where it is no date. */
export function inMonths(date: string): string {
  const parsed = Date.parse(date);
  return Number.isNaN(parsed) ? date : MONTHS.format(parsed);
}
