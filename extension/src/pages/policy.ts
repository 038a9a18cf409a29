/** The policy in full, clause by clause, with what PostCheck does about each one. `#9.5` goes to that clause. */
import builtIn from "../../../rules/policy.yaml";
import type { Policy } from "../contract/wire";
import { h } from "../show/element";
import { ask } from "./ask";
import { helpFor } from "./clause-help";
import { byId } from "./dom";
import { find, fromBuild, fromHelper, inMonths, type ShownClause, type ShownPolicy } from "./policy-source";

const DOES: Readonly<Record<string, string>> = {
  rules: "Your words are checked against this.",
  context: "What you are answering, or where, is taken into account.",
  action: "PostCheck helps you ask or put something right.",
  inform: "Shown here for you to read; a draft is not checked against it.",
  none: "Nothing a draft could show, so it is not checked.",
};

function show(policy: ShownPolicy, live: boolean, source: Policy | null): void {
  const typed = document.querySelector<HTMLInputElement>("#search")?.value;
  const search = h("input", {
    type: "search",
    value: typed,
    id: "search",
    "aria-label": "Search the clauses",
    placeholder: "A clause number, such as 9.5, or a few words",
    autocomplete: "off",
  });
  const count = h("p", { class: "soft small", role: "status" });
  const body = h("div");
  const list = () => {
    const found = find(policy.clauses, search.value);
    count.textContent = search.value === "" ? "" : `${found.length} of ${policy.clauses.length} clauses`;
    body.replaceChildren(...sections(policy, found, source));
  };
  search.addEventListener("input", list);
  byId("page").replaceChildren(
    h("h1", {}, policy.title),
    h(
      "p",
      { class: "soft" },
      `${policy.organisation} · ${policy.version} · review due ${inMonths(policy.reviewDue)}`,
    ),
    overdue(policy.reviewDue),
    live ? "" : notLive(),
    search,
    count,
    body,
  );
  list();
  goToClause();
}

function sections(
  { sections }: ShownPolicy,
  found: readonly ShownClause[],
  source: Policy | null,
): HTMLElement[] {
  return sections.flatMap(({ number, title }) => {
    const mine = found.filter(({ id }) => id.split(".")[0] === number);
    if (mine.length === 0) return [];
    return [h("section", {}, h("h2", {}, `${number}. ${title}`), ...mine.map((one) => clause(one, source)))];
  });
}

const NOT_YET = "PostCheck does not look for this yet.";

function clause({ id, text, by, planned, reason, rules }: ShownClause, source: Policy | null): HTMLElement {
  const does = planned ? NOT_YET : by.map((way) => DOES[way] ?? "").join(" ");
  return h(
    "article",
    { class: "clause", id, tabindex: "-1", "aria-label": `Clause ${id}` },
    h("h3", {}, h("a", { href: `#${id}` }, id)),
    h(
      "div",
      {},
      h("p", {}, text),
      h("p", { class: "soft small" }, `${does} ${reason}`.trim()),
      helpFor(id, source),
      rules.length > 0 && h("p", { class: "soft small" }, `Rules: ${rules.join(", ")}`),
    ),
  );
}

function overdue(date: string): HTMLElement | "" {
  // A date without a day means the end of that month.
  const due = /^\d{4}-\d{2}$/.test(date) ? nextMonth(date) : Date.parse(date);
  if (Number.isNaN(due) || Date.now() < due) return "";
  return h(
    "p",
    { class: "note" },
    `This policy was due for review in ${inMonths(date)}. It still applies until the Trust replaces it.`,
  );
}

function nextMonth(date: string): number {
  const [year = 0, month = 0] = date.split("-").map(Number);
  return Date.UTC(year, month, 1);
}

function notLive(): HTMLElement {
  return h(
    "p",
    { class: "note" },
    "The helper isn't running, so this is the copy that came with the extension. A newer one may be in force.",
  );
}

/** Brings the clause in the address into view and to the keyboard. */
function goToClause(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const asked = id === "" ? null : document.getElementById(id);
  for (const before of document.querySelectorAll(".asked")) before.classList.remove("asked");
  if (asked === null) return;
  asked.classList.add("asked");
  asked.scrollIntoView({ block: "center" });
  asked.focus({ preventScroll: true });
}

/** A helper that is only just starting answers a moment later. */
const ASK_AGAIN_MS = 1000;
const MOST_TIMES = 5;

async function start(): Promise<void> {
  addEventListener("hashchange", goToClause);
  show(fromBuild(builtIn), true, null);
  for (let times = 1; times <= MOST_TIMES; times += 1) {
    const policy = await ask({ kind: "policy" }).catch(() => null);
    if (policy !== null) return show(fromHelper(policy), true, policy);
    if (times === 1) show(fromBuild(builtIn), false, null);
    await new Promise((done) => setTimeout(done, ASK_AGAIN_MS));
  }
}

void start();
