import { describe, expect, it } from "vitest";
import type { Policy } from "../../src/contract/wire";
import { ACTIONS, actionOf, isKnown } from "../../src/show/actions";
import { contactFor, mailto, numbersToRing } from "../../src/show/ask";

const policy = (contacts: Policy["contacts"]): Policy => ({
  policy: { title: "", version: "", review_due: "", overdue: false },
  organisation: "The Trust",
  contacts,
  sections: [],
  clauses: [],
});

const HEAD = { title: "Headteacher", email: "head@school.example" };

/** What rules may name, and what each is for. */
const CONTRACT = {
  email: [
    "ask-headteacher",
    "ask-senior-leader",
    "ask-exams-officer",
    "tell-dsl",
    "contact-hr",
    "contact-it",
    "report-headteacher",
    "raise-concern",
  ],
  dismiss: ["consent-held", "immediate-family", "old-friends", "warning-others"],
  advise: ["take-picture-off", "report-post"],
  keep: ["hold"],
  discard: ["discard"],
  break: ["on-a-break"],
  numbers: ["emergency"],
  policy: ["show-standard"],
  bio: ["bio-says-so"],
};

describe("the actions a rule may name", () => {
  it("are these and no others, each of its kind", () => {
    const kinds: Record<string, string[]> = {};
    for (const [name, { does }] of ACTIONS) kinds[does] = [...(kinds[does] ?? []), name];
    expect(sorted(kinds)).toEqual(sorted(CONTRACT));
  });

  it.each(CONTRACT.email)("%s goes to the Headteacher where there is no such contact", (name) => {
    const action = actionOf({ title: "", action: name });
    if (action?.does !== "email") throw new Error(`${name} is no email`);
    const address = mailto(contactFor(policy({ headteacher: HEAD }), action.to), [], action.letter);
    expect(decodeURIComponent(address ?? "")).toMatch(/^mailto:head@school\.example\?/);
    const own = { title: "Own", email: "own@school.example" };
    const named = policy({ headteacher: HEAD, [action.to]: own });
    const direct = mailto(contactFor(named, action.to), [], action.letter);
    expect(decodeURIComponent(direct ?? "")).toMatch(/^mailto:own@school\.example\?/);
  });

  it("that this version does not know are left off the card, and so is a fix that does nothing", () => {
    expect(isKnown({ title: "Fly", action: "fly-to-the-moon" })).toBe(false);
    expect(isKnown({ title: "Proto", action: "__proto__" })).toBe(false);
    expect(isKnown({ title: "Nothing" })).toBe(false);
    expect(isKnown({ title: "Nothing", edits: [] })).toBe(false);
    expect(isKnown({ title: "Write", edits: [{ range: { start: 0, end: 0 }, text: "x" }] })).toBe(true);
    expect(isKnown({ title: "Hold", action: "hold" })).toBe(true);
  });
});

describe("who to ring", () => {
  it("begins with 999, then the safeguarding lead and children's services, as far as they are on record", () => {
    const contacts = {
      headteacher: HEAD,
      dsl: { title: "Safeguarding Lead", telephone: "01524 1" },
      "childrens-services": { title: "Lancashire children's services", telephone: "0300 2" },
    };
    expect(numbersToRing(policy(contacts))).toEqual([
      { who: "If somebody is in danger now", number: "999" },
      { who: "Safeguarding Lead", number: "01524 1" },
      { who: "Lancashire children's services", number: "0300 2" },
    ]);
    expect(numbersToRing(null).map(({ number }) => number)).toEqual(["999", null, null]);
  });
});

function sorted(kinds: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(kinds).map(([kind, names]) => [kind, names.toSorted()]));
}
