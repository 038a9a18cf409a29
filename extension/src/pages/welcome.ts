/** The first page a person sees: what is read, when, where it goes, what is kept, and how to switch it off. */
import { h } from "../show/element";
import { ask } from "./ask";
import { button, byId } from "./dom";
import { showState } from "./state-line";

const PROMISES: readonly (readonly [question: string, answer: string])[] = [
  [
    "What is read?",
    "The post, comment or message you are writing, on the sites listed in the settings, and the words you are answering. Never passwords, searches, card numbers or one-time codes.",
  ],
  [
    "When?",
    "While you write in a box, and once more when you press Post. Nothing is read while you are only looking.",
  ],
  [
    "Where does it go?",
    "To a small helper program on this computer, and nowhere else. It is never sent to the Trust, to us or to anybody on the internet.",
  ],
  [
    "What is kept?",
    "Of your drafts, nothing. The extension keeps the few settings you choose, and you can look at them, export them and delete them.",
  ],
  [
    "Who decides?",
    "You do. PostCheck shows what the policy says and offers a wording. It may ask you to pause, and you can always post anyway. Nobody is told.",
  ],
];

const STEPS: readonly string[] = [
  "Write a post as you always do.",
  "If the policy has something to say, the words are underlined: dotted for a suggestion, wavy for something worth changing, double for something to change before you post.",
  "Point at the underline, or press Alt+Shift+1, to see the clause and put it right with one click.",
];

const state = h("p", { class: "state", role: "status" });
byId("page").append(
  h("h1", {}, "Welcome to PostCheck"),
  h("p", {}, "A second pair of eyes on the social media policy, while you write."),
  state,
  h("h2", {}, "How it works"),
  h("ol", {}, ...STEPS.map((step) => h("li", {}, step))),
  h("h2", {}, "Your privacy"),
  ...PROMISES.flatMap(([question, answer]) => [h("h3", {}, question), h("p", {}, answer)]),
  h("h3", {}, "Private windows"),
  h("p", {}, "PostCheck does not run in private or incognito windows."),
  h("h2", {}, "Where to go next"),
  h(
    "p",
    { class: "row" },
    button("Settings", () => void ask({ kind: "open-page", page: "options" })),
    button("Read the policy", () => void ask({ kind: "open-page", page: "policy" })),
  ),
);
void showState(state);
