/**
 * The try-out page. With the helper's token in its address it checks by itself, through the same capture, show
 * and session code as the extension; without one it leaves the checking to an installed extension.
 */
import "../gate";
import "../reader";
import { openSession } from "../content/open";
import type { LinkState } from "../contract/link";
import { h } from "../show/element";
import { NOT_CHECKED, RETRY, STATE } from "../show/words";
import { fillBoxes, type Posted } from "./boxes";
import { EXAMPLES } from "./examples";
import { listenForKeys } from "./keys";
import { linkByFetch } from "./link";
import { takeToken } from "./token";

const token = takeToken();
if (token !== null) {
  // An installed extension reads this and stands aside.
  document.head.append(h("meta", { name: "postcheck-tryout", content: "self" }));
}
const last = fillBoxes(part("compose"), show);
part("examples").append(
  ...EXAMPLES.map(({ title, text }) => {
    const use = h("button", { type: "button" }, h("strong", {}, title), h("span", {}, text));
    use.addEventListener("click", () => {
      last().write(text);
      last().focus();
    });
    return h("li", {}, use);
  }),
);
if (token === null) waitForExtension();
else checkHere(token);

function show({ text, from }: Posted): void {
  part("posted").prepend(h("li", {}, h("p", {}, text), h("p", { class: "soft" }, `from ${from}`)));
  part("none-posted").hidden = true;
}

function waitForExtension(): void {
  part("mode").append(
    "The PostCheck extension checks here, if this browser has it. Without it, open the full address that ",
    h("code", {}, "postcheck serve"),
    " prints: it ends in ",
    h("code", {}, "#token=…"),
    ". After a reload the page needs that address again.",
  );
}

function checkHere(held: string): void {
  const signal = new AbortController().signal;
  const link = linkByFetch(Number(location.port), held);
  const retry = h("button", { type: "button" }, RETRY);
  retry.addEventListener("click", () => void link.retry());
  link.watch((state) => {
    part("mode").replaceChildren(...described(state), ...(state.kind === "ready" ? [] : [retry]));
  }, signal);
  const session = openSession({ link, signal });
  listenForKeys((command) => session.command(command));
}

function described(state: LinkState): Node[] {
  if (state.kind === "ready") return [h("span", { class: "dot" }), h("span", {}, STATE.ready)];
  const { what, todo } = NOT_CHECKED[state.reason];
  return [h("span", { class: "ring" }), h("span", {}, `${STATE.notChecked}: ${what} ${todo}`)];
}

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The try-out page has no #${id}`);
  return found;
}
