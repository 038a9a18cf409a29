import { describe, expect, test } from "vitest";
import { find, fromBuild, fromHelper, inMonths, type ShownClause } from "../../src/pages/policy-source";

const clause = (id: string, text: string): ShownClause => ({
  id,
  text,
  by: ["inform"],
  planned: false,
  reason: "",
  rules: [],
});
const CLAUSES = [
  clause("4.1", "You are prohibited from using social media to:"),
  clause("4.1.1", "Breach our obligations"),
  clause("9.1", "Staff should not post disparaging statements"),
  clause("9.10", "Staff should never post anything confidential"),
];
const ids = (typed: string) => find(CLAUSES, typed).map(({ id }) => id);

describe("searching the policy", () => {
  test("9.1 is not 9.10", () => {
    expect(ids("9.1")).toEqual(["9.1"]);
  });

  test("a section's number finds everything under it", () => {
    expect(ids("4.1")).toEqual(["4.1", "4.1.1"]);
    expect(ids("Clause 9")).toEqual(["9.1", "9.10"]);
  });

  test("words may come in any order and any case", () => {
    expect(ids("POST staff")).toEqual(["9.1", "9.10"]);
    expect(ids("confidential")).toEqual(["9.10"]);
    expect(ids("confidential disparaging")).toEqual([]);
  });

  test("nothing typed shows everything", () => {
    expect(ids("  ")).toHaveLength(CLAUSES.length);
  });
});

test("dates are said as people say them", () => {
  expect(inMonths("2026-06")).toBe("June 2026");
  expect(inMonths("2026-06-30")).toBe("June 2026");
  expect(inMonths("when ready")).toBe("when ready");
});

describe("a clause that nothing checks yet is never shown as checked", () => {
  const stamp = { title: "Policy", version: "v1", review_due: "2026-06", overdue: false };

  test("when the helper says so", () => {
    const coverage = { by: ["rules"], planned: true };
    const said = { id: "4.1", title: "", text: "", modality: "must", coverage, rules: [] };
    const policy = { policy: stamp, organisation: "", contacts: {}, sections: [], clauses: [said] };
    expect(fromHelper(policy).clauses[0]?.planned).toBe(true);
  });

  test("when the copy in the build says so, in which every value is a string", () => {
    const document = { title: "Policy", organisation: "", version: "v1", review: "2026-06" };
    const built = (planned: string) => ({ id: "4.1", text: "", coverage: { by: ["rules"], planned } });
    const clauses = [built("true"), built("false")];
    expect(fromBuild({ document, sections: [], clauses }).clauses.map(({ planned }) => planned)).toEqual([
      true,
      false,
    ]);
  });
});
