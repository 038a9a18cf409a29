/** What the policy page offers beside a clause that asks people to do something: a letter, or steps. */
import type { Policy } from "../contract/wire";
import { contactFor, type Letter, mailto } from "../show/ask";
import { h } from "../show/element";

interface Help {
  /** An email in the person's own mail program; nothing is sent by itself. */
  readonly letter?: { readonly label: string; readonly about: Letter };
  readonly steps?: { readonly title: string; readonly list: readonly string[] };
}

const HELP: ReadonlyMap<string, Help> = new Map([
  [
    "1.8",
    {
      steps: {
        title: "I've been asked to take a post down",
        list: [
          "Facebook: the three dots at the top of the post, then Move to bin.",
          "X, Instagram, LinkedIn, Mastodon, Bluesky: the three dots beside the post, then Delete.",
          "A blog: move the article to the bin, and then empty the bin.",
          "Wikipedia and other wikis: undo your edit. The history keeps it, so tell an administrator if it must go altogether.",
          "A private group or chat: delete it for everyone, and ask people not to pass it on.",
          "Then let whoever asked you know that it's gone. You needn't do it alone: the Headteacher can help.",
        ],
      },
      letter: { label: "Tell the Headteacher", about: "help" },
    },
  ],
  ["3.4", { letter: { label: "Report misuse to the Headteacher", about: "tell" } }],
  ["3.5", { letter: { label: "Ask the Headteacher about the policy", about: "ask" } }],
  ["9.8", { letter: { label: "Ask the Headteacher before posting", about: "ask" } }],
  ["9.9", { letter: { label: "Tell the Headteacher what you've seen", about: "tell" } }],
]);

/** The help for this clause, or nothing. `policy` is the helper's, for whom to write to; null while it is away. */
export function helpFor(id: string, policy: Policy | null): HTMLElement | "" {
  const help = HELP.get(id);
  if (help === undefined) return "";
  const address = help.letter && mailto(contactFor(policy), [], help.letter.about);
  return h(
    "div",
    { class: "clause-help" },
    help.steps &&
      h(
        "details",
        {},
        h("summary", {}, help.steps.title),
        h("ol", {}, ...help.steps.list.map((step) => h("li", {}, step))),
      ),
    help.letter && address && h("p", {}, h("a", { href: address }, help.letter.label)),
  );
}
