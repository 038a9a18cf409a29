import { describe, expect, it } from "vitest";
import type { Finding, Policy } from "../../src/contract/wire";
import { contactFor, mailto } from "../../src/show/ask";

const POLICY: Policy = {
  policy: { title: "", version: "", review_due: "", overdue: false },
  organisation: "The Trust",
  contacts: {
    headteacher: { title: "Headteacher", email: "head@school.example" },
    dsl: { title: "Designated Safeguarding Lead" },
  },
  sections: [],
  clauses: [],
};

const FINDING: Finding = {
  id: "x",
  rule: "9.13-people/pupil",
  severity: "stop",
  clauses: [
    { id: "9.13", title: "", quote: "" },
    { id: "4.1.8", title: "", quote: "" },
  ],
  range: { start: 0, end: 6 },
  message: "Maisie can be recognised",
  short: "Maisie can be recognised",
  fixes: [],
  because: "“Maisie” was seen",
};

describe("asking", () => {
  it("writes an email that names the clauses and holds nothing of the draft", () => {
    const address = mailto(contactFor(POLICY), [FINDING]);
    const written = decodeURIComponent(address ?? "");
    expect(written).toMatch(/^mailto:head@school\.example\?subject=/);
    expect(written).toContain("9.13, 4.1.8");
    expect(written).not.toContain("Maisie");
  });

  it("has no email for somebody whose address is not known", () => {
    expect(mailto(contactFor(POLICY, "dsl"), [FINDING])).toBeNull();
    expect(contactFor(POLICY, "dsl").title).toBe("Designated Safeguarding Lead");
  });

  it("falls back on the Headteacher, also without a policy at hand", () => {
    expect(contactFor(POLICY, "nobody").title).toBe("Headteacher");
    expect(contactFor(null)).toEqual({ title: "Headteacher", email: null });
  });
});
