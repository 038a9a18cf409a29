/** A box and a link that do as they are told. */
import type { Box, Reading } from "../../src/contract/box";
import type { Link, LinkState, Outcome } from "../../src/contract/link";
import type { CheckRequest, Context, Finding, Report, Severity } from "../../src/contract/wire";

export class FakeBox {
  readonly ending = new AbortController();
  readonly listeners = new Set<() => void>();
  readonly element = document.createElement("textarea");
  readonly post = document.createElement("button");
  text = "";
  context: Context = {};
  focusedAt: number | null | undefined = null;
  sendsOnEnter = false;
  form: HTMLFormElement | null = null;

  constructor(readonly id = 1) {
    document.body.append(this.element, this.post);
  }

  write(text: string): void {
    this.text = text;
    for (const listener of this.listeners) listener();
  }

  get box(): Box {
    const self = this;
    return {
      id: this.id,
      element: this.element,
      site: "generic",
      signal: this.ending.signal,
      read: (): Reading => ({ text: self.text, context: self.context }),
      health: () => ({ ok: true }),
      place: () => ({ in: "nowhere" }),
      offsetAt: () => null,
      caret: () => self.text.length,
      focus: (offset) => {
        self.focusedAt = offset;
      },
      apply: async () => "applied",
      onChange: (listener) => {
        self.listeners.add(listener);
      },
      isSendControl: (path) => path.includes(self.post),
      sendsOn: (event) => self.sendsOnEnter && event.key === "Enter",
      get form() {
        return self.form;
      },
      sendControl: () => (self.post.isConnected ? self.post : null),
    };
  }
}

interface Asked {
  readonly request: CheckRequest;
  readonly answer: (outcome: Outcome) => void;
}

export class FakeLink implements Link {
  readonly asked: Asked[] = [];
  readonly watchers: ((state: LinkState) => void)[] = [];

  check(request: CheckRequest): Promise<Outcome> {
    return new Promise((answer) => this.asked.push({ request, answer }));
  }

  retry(): Promise<LinkState> {
    return Promise.resolve({ kind: "ready" });
  }

  watch(listener: (state: LinkState) => void): void {
    this.watchers.push(listener);
    listener({ kind: "ready" });
  }

  policy(): Promise<null> {
    return Promise.resolve(null);
  }

  /** Answers a question (the latest unless told) with findings on these words. */
  async report(found: Readonly<Record<string, Severity>>, nth = this.asked.length - 1): Promise<void> {
    const asked = this.asked[nth];
    if (!asked) throw new Error(`no question number ${nth}`);
    asked.answer({ kind: "report", report: reportOn(asked.request, found) });
    await settled();
  }

  async refuse(
    reason: "unreachable" | "too-long" = "unreachable",
    nth = this.asked.length - 1,
  ): Promise<void> {
    this.asked[nth]?.answer({ kind: "not-checked", reason });
    await settled();
  }
}

export function reportOn(request: CheckRequest, found: Readonly<Record<string, Severity>>): Report {
  const findings = Object.entries(found).map(([words, severity]): Finding => {
    const start = request.text.indexOf(words);
    return {
      id: words,
      rule: `9.4-voice/${words}`,
      severity,
      clauses: [{ id: "9.4", title: "Speak for yourself", quote: "" }],
      range: { start, end: start + words.length },
      message: words,
      short: words,
      fixes: [],
      because: "",
    };
  });
  return {
    revision: request.revision,
    unit: "utf-16",
    policy: { title: "", version: "", review_due: "", overdue: false },
    rulebook: { version: "", digest: "" },
    verdict: "clear",
    incomplete: null,
    findings,
  };
}

/** Lets every promise already resolved run its course. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
}
