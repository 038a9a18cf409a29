/** The toolbar popup: is checking working, what was found in this tab, and does PostCheck check this site. */
import type { DescribedFinding, FrameState, ToContent, ToWorker } from "../contract/messages";
import { h } from "../show/element";
import { glyph } from "../show/glyph";
import { CANNOT_CHECK, CARD, NOT_CHECKED, SEVERITY, STATE } from "../show/words";
import { readSettings } from "../worker/settings";
import { ask } from "./ask";
import { button, byId, toggle } from "./dom";
import { framesOf, type Heard, hear } from "./frames";
import { openShortcuts } from "./shortcuts";
import { showState } from "./state-line";

/** `popup.html?tab=7` is the same list as an ordinary page, for people who need it larger. */
const asked = Number(new URLSearchParams(location.search).get("tab")) || null;

async function show(): Promise<void> {
  const tab = await shownTab();
  void showState(byId("state"), () => void showFindings(tab));
  await Promise.all([showSite(tab), showFooter(tab)]);
  chrome.runtime.onMessage.addListener((message: ToWorker, sender) => {
    if (message.kind === "badge" && sender.tab?.id === tab?.id) void showFindings(tab);
  });
}

async function shownTab(): Promise<chrome.tabs.Tab | undefined> {
  if (asked !== null) return chrome.tabs.get(asked);
  const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
  return active;
}

async function showFindings(tab: chrome.tabs.Tab | undefined): Promise<void> {
  const heard = tab?.id === undefined ? [] : await hear(tab.id, await framesOf(tab.id));
  const rows = heard.flatMap((frame) => frame.description.findings.map((found) => ({ frame, found })));
  byId("findings").replaceChildren(
    ...(rows.length === 0
      ? [h("p", { class: "say soft" }, nothing(heard))]
      : [
          h(
            "ul",
            { class: "plain" },
            ...rows.map(({ frame, found }) => h("li", {}, row(tab?.id, frame, found))),
          ),
        ]),
    ...partly(heard),
  );
}

function row(tab: number | undefined, { frame }: Heard, { box, finding, words }: DescribedFinding) {
  const ids = finding.clauses.map(({ id }) => id);
  const made = h(
    "button",
    { type: "button", class: "finding" },
    glyph(finding.severity),
    h(
      "span",
      {},
      h("strong", {}, finding.short),
      words === "" ? null : h("span", { class: "seen" }, `“${words}”`),
      h("span", { class: "small soft" }, `${SEVERITY[finding.severity]} · ${CARD.clause(ids)}`),
    ),
  );
  made.addEventListener("click", async () => {
    if (tab === undefined) return;
    const message: ToContent = { kind: "show-finding", box, finding: finding.id };
    await chrome.tabs.sendMessage(tab, message, { frameId: frame });
    if (asked !== null) await chrome.tabs.update(tab, { active: true });
    else window.close();
  });
  return made;
}

/** What to say when no frame has a finding: the frame that knows most speaks. */
function nothing(heard: readonly Heard[]): string {
  const states = heard.map(({ description }) => description.state);
  const is = (kind: FrameState["kind"]) => states.some((state) => state.kind === kind);
  const unchecked = states.find((state) => state.kind === "not-checked");
  if (unchecked) return `${STATE.notChecked}. ${NOT_CHECKED[unchecked.reason].what}`;
  const cannot = states.find((state) => state.kind === "cannot-check");
  if (cannot) {
    const known = Object.entries(CANNOT_CHECK).find(([why]) => why === cannot.why)?.[1];
    return known === undefined ? `${STATE.cannotCheck}.` : `${known.what} ${known.todo}`;
  }
  if (is("checking")) return STATE.checking;
  if (is("incomplete")) return "Nothing found so far.";
  if (is("checked")) return "Nothing to point out in this draft.";
  if (is("switched-off")) return `${STATE.off}. Nothing here is read.`;
  if (is("no-box")) return "Click into a post or a comment, and it is checked as you write.";
  return "PostCheck is not on this page, so nothing here is read or checked.";
}

function partly(heard: readonly Heard[]): HTMLElement[] {
  return heard.flatMap(({ description: { state } }) =>
    state.kind === "incomplete"
      ? [h("p", { class: "say soft" }, `${STATE.incomplete}: ${state.reason}`)]
      : [],
  );
}

async function showSite(tab: chrome.tabs.Tab | undefined): Promise<void> {
  const place = byId("site");
  const url = URL.parse(tab?.url ?? "");
  if (url === null || !["https:", "http:"].includes(url.protocol)) {
    // Opened as a page, we are not told the address of a site that was never added.
    const said =
      tab !== undefined && tab.url === undefined
        ? "PostCheck is not on that site. Open it from the toolbar there to have it check that site too."
        : "PostCheck does not read pages of this kind.";
    place.replaceChildren(h("p", { class: "soft" }, said));
    return;
  }
  const covered = await chrome.permissions.contains({ origins: [`${url.origin}/*`] }).catch(() => false);
  if (covered || url.hostname === "127.0.0.1") {
    const { off } = await readSettings();
    place.replaceChildren(
      toggle(`Check on ${url.host}`, !off.includes(url.origin), (on) => {
        void ask({ kind: "switch-site", origin: url.origin, on }).then(() => showFindings(tab));
      }),
    );
    return;
  }
  const pattern = `${url.protocol}//${url.hostname}/*`;
  place.replaceChildren(
    h("p", {}, `${url.hostname} is not one of the sites PostCheck knows.`),
    button(
      "Check on this site too",
      () => {
        void chrome.permissions.request({ origins: [pattern] }).then((granted) => {
          if (granted) void showSite(tab);
        });
      },
      "primary",
    ),
  );
}

async function showFooter(tab: chrome.tabs.Tab | undefined): Promise<void> {
  const go = (label: string, open: () => unknown) =>
    button(
      label,
      () => {
        open();
        if (asked === null) window.close();
      },
      "link",
    );
  const links = [
    go("Settings", () => ask({ kind: "open-page", page: "options" })),
    go("The policy", () => ask({ kind: "open-page", page: "policy" })),
    go("Keyboard shortcuts", openShortcuts),
  ];
  if (asked === null && tab?.id !== undefined) {
    const url = chrome.runtime.getURL(`pages/popup.html?tab=${tab.id}`);
    links.push(go("Open as a page", () => chrome.tabs.create({ url })));
  }
  byId("footer").replaceChildren(...links);
}

void show();
