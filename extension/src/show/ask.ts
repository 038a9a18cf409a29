/** Whom to ask, and how: an email in the person's own mail program, never with words of the draft. */
import type { Finding, Policy } from "../contract/wire";

export interface Contact {
  readonly title: string;
  readonly email: string | null;
}

const DEFAULT = "headteacher";
const DEFAULT_TITLE = "Headteacher";

/** The contact with this key in the policy's list, else the Headteacher, known or not. */
export function contactFor(policy: Policy | null, key: string = DEFAULT): Contact {
  const contact = policy?.contacts[key] ?? policy?.contacts[DEFAULT];
  return { title: contact?.title ?? DEFAULT_TITLE, email: contact?.email || null };
}

/** A mailto address with the clauses in the subject and the question begun; null without an address. */
export function mailto(contact: Contact, findings: readonly Finding[]): string | null {
  if (!contact.email) return null;
  const ids = [...new Set(findings.flatMap((finding) => finding.clauses.map(({ id }) => id)))];
  const subject = `A question about the social media policy${ids.length ? ` (${ids.join(", ")})` : ""}`;
  const body = [
    `Dear ${contact.title},`,
    "",
    "I'm thinking of posting something on social media and would like to check it with you first.",
    ids.length
      ? `It touches on ${ids.length > 1 ? "clauses" : "clause"} ${ids.join(", ")} of the policy.`
      : "",
    "",
    "",
  ];
  return `mailto:${encodeURIComponent(contact.email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.join("\r\n"))}`;
}
