/** Whom to ask, and how: an email in the person's own mail program, never with words of the draft. */
import type { Finding, Policy } from "../contract/wire";

export interface Contact {
  readonly title: string;
  readonly email: string | null;
}

/** What a letter is for: leave to post, something seen, some help, or a concern about wrongdoing. */
export type Letter = "ask" | "tell" | "help" | "concern";

const LETTERS: Readonly<Record<Letter, { readonly subject: string; readonly begins: string }>> = {
  ask: {
    subject: "A question about the social media policy",
    begins: "I'm thinking of posting something on social media and would like to check it with you first.",
  },
  tell: {
    subject: "Something on social media that you should know about",
    begins: "I've come across something on social media that I'd like to let you know about.",
  },
  help: {
    subject: "Some help with social media, please",
    begins: "I'd like your advice about something on social media.",
  },
  concern: {
    subject: "A concern I'd like to raise",
    begins: "I'd like to raise a concern, rather than post about it. Please keep this confidential.",
  },
};

const DEFAULT = "headteacher";
const DEFAULT_TITLE = "Headteacher";

/** The contact with this key in the policy's list, else the Headteacher, known or not. */
export function contactFor(policy: Policy | null, key: string = DEFAULT): Contact {
  const contact = policy?.contacts[key] ?? policy?.contacts[DEFAULT];
  return { title: contact?.title ?? DEFAULT_TITLE, email: contact?.email || null };
}

/** A mailto address with the clauses in the subject and the letter begun; null without an address. */
export function mailto(
  contact: Contact,
  findings: readonly Finding[],
  letter: Letter = "ask",
): string | null {
  if (!contact.email) return null;
  const ids = [...new Set(findings.flatMap((finding) => finding.clauses.map(({ id }) => id)))];
  const { subject: about, begins } = LETTERS[letter];
  const subject = `${about}${ids.length ? ` (${ids.join(", ")})` : ""}`;
  const body = [
    `Dear ${contact.title},`,
    "",
    begins,
    ids.length
      ? `It touches on ${ids.length > 1 ? "clauses" : "clause"} ${ids.join(", ")} of the policy.`
      : "",
    "",
    "",
  ];
  return `mailto:${encodeURIComponent(contact.email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.join("\r\n"))}`;
}

/** One number to ring. */
export interface Ring {
  readonly who: string;
  /** Null where none is on record. */
  readonly number: string | null;
}

/** Who to ring when somebody may be in danger, the most urgent first. */
export function numbersToRing(policy: Policy | null): Ring[] {
  const contacts = policy?.contacts ?? {};
  const lead = contacts.dsl ?? contacts[DEFAULT];
  const council = contacts["childrens-services"];
  return [
    { who: "If somebody is in danger now", number: "999" },
    { who: lead?.title ?? "Designated Safeguarding Lead", number: lead?.telephone || null },
    { who: council?.title ?? "Your council's children's services", number: council?.telephone || null },
  ];
}
