/** Settings: where PostCheck checks, what the person has told it, the keys, and everything that is recorded. */

import { isToday, ruleOf } from "../contract/breaks";
import type { Settings } from "../contract/messages";
import { h } from "../show/element";
import { SITES } from "../sites";
import { readSettings, setListed } from "../worker/settings";
import { addedSites } from "../worker/sites";
import { ask } from "./ask";
import { button, byId, toggle } from "./dom";
import { openShortcuts } from "./shortcuts";
import { showState } from "./state-line";

/** Sites on the web; the try-out page and the rules for unknown sites are no matter of choice. */
const KNOWN = SITES.filter(({ id }) => id !== "tryout" && id !== "generic");

const parts = {
  state: h("p", { class: "state", role: "status" }),
  helper: h("div"),
  sites: h("div"),
  told: h("div"),
  keys: h("div"),
  recorded: h("pre", { tabindex: "0", role: "region", "aria-label": "Everything that is recorded" }),
};

byId("page").append(
  h("h1", {}, "PostCheck settings"),
  parts.state,
  parts.helper,
  h("h2", { id: "sites" }, "Where PostCheck checks"),
  parts.sites,
  h("h2", { id: "told" }, "What you've told PostCheck"),
  h("p", {}, "This makes the advice fit. It is kept on this computer only."),
  parts.told,
  h("h2", { id: "keys" }, "Keyboard shortcuts"),
  parts.keys,
  h("h2", { id: "recorded" }, "What is recorded"),
  h(
    "p",
    {},
    "Only the settings on this page. No draft, no part of one, no page address and no history of what was found is ever written down. This is all there is:",
  ),
  parts.recorded,
  h("div", { class: "row" }, button("Export", exportAll), button("Delete everything", deleteAll)),
  h("h2", {}, "The policy"),
  h(
    "p",
    {},
    button("Read the policy", () => void ask({ kind: "open-page", page: "policy" }), "link"),
  ),
);

chrome.storage.onChanged.addListener(() => void showKept());
chrome.permissions.onAdded.addListener(() => void showKept());
chrome.permissions.onRemoved.addListener(() => void showKept());
void showState(parts.state, () => void showHelper());
void showKept();
void showKeys();
addEventListener("focus", () => void showKeys());

async function showKept(): Promise<void> {
  const [settings, added, all] = await Promise.all([
    readSettings(),
    addedSites(),
    chrome.storage.local.get(null),
  ]);
  const focused = document.activeElement?.getAttribute("aria-label");
  showSites(settings, added);
  showTold(settings);
  parts.recorded.textContent = JSON.stringify(all, null, 2);
  if (focused) document.querySelector<HTMLElement>(`[aria-label="${CSS.escape(focused)}"]`)?.focus();
}

function showSites({ off }: Settings, added: readonly string[]): void {
  const listed = new Set(KNOWN.flatMap(({ hosts }) => origins(hosts)));
  const set = (all: readonly string[]) => (on: boolean) => {
    for (const origin of all) void setListed("off", origin, !on);
  };
  parts.sites.replaceChildren(
    ...KNOWN.map(({ name, hosts }) => {
      const all = origins(hosts);
      if (all.length > 0)
        return named(name, toggle(name, !all.every((origin) => off.includes(origin)), set(all)));
      const where = "On. To switch it off, open PostCheck from the toolbar while you are there.";
      return h("p", { class: "switch" }, h("span", {}, name), h("span", { class: "soft small" }, where));
    }),
    ...added.map((pattern) => {
      const remove = button("Remove", () => void chrome.permissions.remove({ origins: [pattern] }));
      remove.setAttribute("aria-label", `Remove ${pattern}`);
      return h(
        "p",
        { class: "switch" },
        h("span", {}, `${pattern.replace(/\/\*$/, "")}, which you added`),
        remove,
      );
    }),
    ...off
      .filter((origin) => !listed.has(origin))
      .map((origin) => named(origin, toggle(origin, false, set([origin])))),
    h(
      "p",
      { class: "soft" },
      "On any other site, open PostCheck from the toolbar and choose “Check on this site too”.",
    ),
  );
}

/** The exact origins among match patterns; a pattern with a wildcard host has none. */
function origins(patterns: readonly string[]): readonly string[] {
  return patterns.filter((pattern) => !pattern.includes("://*")).map((pattern) => new URL(pattern).origin);
}

/** Rules that are silent for the rest of the day, each with a way to hear of it again. */
function breaks({ breaks: kept }: Settings): HTMLElement[] {
  return kept
    .filter((entry) => isToday(entry))
    .map((entry) => {
      const rule = ruleOf(entry);
      const again = button("Check it again", () => void setListed("breaks", entry, false));
      again.setAttribute("aria-label", `Check ${rule} again`);
      return h("p", { class: "switch" }, h("span", {}, `On a break today: ${rule}`), again);
    });
}

function showTold(settings: Settings): void {
  const tick = (list: "bioSaysSo" | "official", id: string, label: string) => {
    const box = h("input", { type: "checkbox", "aria-label": label, checked: settings[list].includes(id) });
    box.addEventListener("change", () => void setListed(list, id, box.checked));
    return h("td", { class: "tick" }, box);
  };
  parts.told.replaceChildren(
    ...breaks(settings),
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Site"),
          h("th", { scope: "col" }, "My bio says the views are my own"),
          h("th", { scope: "col" }, "I post for the Trust here"),
        ),
      ),
      h(
        "tbody",
        {},
        ...[...KNOWN, { id: "generic", name: "Sites you added" }].map(({ id, name }) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, name),
            tick("bioSaysSo", id, `${name}: my bio says the views are my own`),
            tick("official", id, `${name}: I post for the Trust here`),
          ),
        ),
      ),
    ),
  );
}

async function showKeys(): Promise<void> {
  const commands = await chrome.commands.getAll();
  parts.keys.replaceChildren(
    h(
      "table",
      {},
      h(
        "tbody",
        {},
        ...commands
          .filter(({ description }) => description)
          .map(({ description = "", shortcut }) =>
            h("tr", {}, h("td", {}, description), h("td", {}, shortcut ? h("kbd", {}, shortcut) : "not set")),
          ),
      ),
    ),
    h(
      "p",
      {},
      button("Choose other keys", () => void openShortcuts()),
    ),
  );
}

async function showHelper(): Promise<void> {
  const health = await ask({ kind: "health" });
  if (health === null) {
    parts.helper.replaceChildren();
    return;
  }
  const { version, policy, rulebook, rule_errors: errors } = health;
  parts.helper.replaceChildren(
    h(
      "p",
      { class: "soft" },
      `Helper ${version} · rules ${rulebook.version} · ${policy.title} ${policy.version}`,
    ),
    ...(errors.length === 0
      ? []
      : [
          h("p", { class: "note" }, "The newest rules can't be read, so the last good ones are in force:"),
          h("pre", { tabindex: "0", "aria-label": "What is wrong with the rules" }, errors.join("\n")),
        ]),
  );
}

function exportAll(): void {
  const file = new Blob([parts.recorded.textContent ?? ""], { type: "application/json" });
  const address = URL.createObjectURL(file);
  h("a", { href: address, download: "postcheck-settings.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address));
}

async function deleteAll(): Promise<void> {
  if (!confirm("Delete every setting and remove the sites you added?")) return;
  await chrome.storage.local.clear();
  const added = [...(await addedSites())];
  if (added.length > 0) await chrome.permissions.remove({ origins: added });
}

function named<T extends HTMLElement>(label: string, control: T): T {
  control.querySelector("input")?.setAttribute("aria-label", label);
  return control;
}
