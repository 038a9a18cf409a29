/** The state of the link in one line: a filled dot when checking works, a hollow ring when it does not. */
import type { LinkState } from "../contract/link";
import type { ToContent } from "../contract/messages";
import { h } from "../show/element";
import { NOT_CHECKED, RETRY, STATE } from "../show/words";
import { ask } from "./ask";
import { button } from "./dom";

/** Keeps `line` on the present state; `changed` is called after each change. Resolves when the first is known. */
export async function showState(line: HTMLElement, changed: () => void = () => undefined): Promise<void> {
  const show = (state: LinkState) => {
    line.replaceChildren(...described(state, retry));
    line.dataset.state = state.kind;
    changed();
  };
  const retry = async () => {
    show({ kind: "not-checked", reason: "starting" });
    show(await ask({ kind: "retry" }));
  };
  chrome.runtime.onMessage.addListener((message: ToContent) => {
    if (message.kind === "link-state") show(message.state);
  });
  show(await ask({ kind: "state" }));
}

function described(state: LinkState, retry: () => Promise<void>): Node[] {
  if (state.kind === "ready") {
    return [h("span", { class: "dot", "aria-hidden": "true" }), h("span", {}, STATE.ready)];
  }
  const { what, todo } = NOT_CHECKED[state.reason];
  const words = h(
    "span",
    { class: "words" },
    h("strong", {}, `${STATE.notChecked}: `),
    what,
    " ",
    h("span", { class: "soft" }, todo),
  );
  const ways = state.reason === "starting" ? [] : [button(RETRY, () => void retry(), "link")];
  if (state.reason === "permission") {
    ways.unshift(
      button("Allow", () => {
        void chrome.permissions.request({ origins: ["http://127.0.0.1/*"] }).then(retry);
      }),
    );
  }
  return [h("span", { class: "ring", "aria-hidden": "true" }), words, ...ways];
}
