/**
 * Looks into closed shadow roots, which no page can. Chromium's and Firefox's remote protocols each hand out such a
 * root as a node; functions are then run on it in a world of the bench's own, so that the page gains nothing.
 */
import type { CDPSession, Page } from "puppeteer-core";
import type { BrowserName } from "./profile";

/** Runs `look(root, argument)` on every closed shadow root of the page and its frames; one result a root. */
export interface Shade {
  look<Result, Argument>(
    look: (root: ShadowRoot, argument: Argument) => Result,
    argument: Argument,
  ): Promise<Result[]>;
}

export async function shadeOf(name: BrowserName, page: Page): Promise<Shade> {
  return name === "chromium" ? new ChromiumShade(await page.createCDPSession()) : new FirefoxShade(page);
}

interface DomNode {
  readonly backendNodeId: number;
  readonly frameId?: string;
  readonly shadowRootType?: string;
  readonly shadowRoots?: readonly DomNode[];
  readonly children?: readonly DomNode[];
  readonly contentDocument?: DomNode;
}

class ChromiumShade implements Shade {
  readonly #session: CDPSession;
  constructor(session: CDPSession) {
    this.#session = session;
  }

  async look<Result, Argument>(
    look: (root: ShadowRoot, argument: Argument) => Result,
    argument: Argument,
  ): Promise<Result[]> {
    const { root } = await this.#session.send("DOM.getDocument", { depth: -1, pierce: true });
    const { frameTree } = await this.#session.send("Page.getFrameTree");
    const results: Result[] = [];
    for (const { backendNodeId, frameId } of closedRoots(root as DomNode, frameTree.frame.id)) {
      const { executionContextId } = await this.#session.send("Page.createIsolatedWorld", {
        frameId,
        worldName: "bench",
      });
      const found = await this.#session
        .send("DOM.resolveNode", { backendNodeId, executionContextId })
        .catch(() => null); // It left the page meanwhile.
      if (found?.object.objectId === undefined) continue;
      const { result, exceptionDetails } = await this.#session.send("Runtime.callFunctionOn", {
        executionContextId,
        functionDeclaration: `function (root, argument) { return (${look.toString()})(root, argument); }`,
        arguments: [{ objectId: found.object.objectId }, { value: argument }],
        returnByValue: true,
      });
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? "");
      results.push(result.value as Result);
    }
    return results;
  }
}

function* closedRoots(node: DomNode, frameId: string): Generator<{ backendNodeId: number; frameId: string }> {
  for (const root of node.shadowRoots ?? []) {
    if (root.shadowRootType === "closed") yield { backendNodeId: root.backendNodeId, frameId };
    yield* closedRoots(root, frameId);
  }
  for (const child of node.children ?? []) yield* closedRoots(child, frameId);
  if (node.contentDocument !== undefined) yield* closedRoots(node.contentDocument, node.frameId ?? frameId);
}

interface Connection {
  send(method: string, parameters: object): Promise<{ result: BidiResult }>;
}

interface BidiResult {
  readonly type: string;
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string };
}

interface BidiNode {
  readonly shadowRoot?: { readonly sharedId?: string; readonly value?: { readonly mode?: string } } | null;
}

/** The hosts we look for are empty elements without an open root, right under <html>, a dialog or a popover. */
const HOSTS = `[...document.querySelectorAll("html > :not(head, body), body > *, dialog *, [popover] *, :fullscreen *")]
  .filter((element) => element.childNodes.length === 0 && element.shadowRoot === null)`;

class FirefoxShade implements Shade {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  async look<Result, Argument>(
    look: (root: ShadowRoot, argument: Argument) => Result,
    argument: Argument,
  ): Promise<Result[]> {
    const { connection } = this.#page.browser() as unknown as { connection: Connection };
    const results: Result[] = [];
    for (const frame of this.#page.frames()) {
      const target = { context: (frame as unknown as { _id: string })._id, sandbox: "bench" };
      for (const sharedId of await this.#closedRoots(connection, target)) {
        const { result } = await connection.send("script.callFunction", {
          functionDeclaration: `(root, argument) => JSON.stringify((${look.toString()})(root, JSON.parse(argument)) ?? null)`,
          arguments: [{ sharedId }, { type: "string", value: JSON.stringify(argument ?? null) }],
          target,
          awaitPromise: false,
        });
        if (result.type === "exception") throw new Error(result.exceptionDetails?.text);
        results.push(JSON.parse(String(result.result?.value)) as Result);
      }
    }
    return results;
  }

  async #closedRoots(connection: Connection, target: object): Promise<string[]> {
    const { result } = await connection.send("script.evaluate", {
      expression: HOSTS,
      target,
      awaitPromise: false,
      serializationOptions: { maxDomDepth: 1, includeShadowTree: "all" },
    });
    const hosts = (result.result?.value ?? []) as { value?: BidiNode }[];
    return hosts.flatMap(({ value }) => {
      const root = value?.shadowRoot;
      return root?.value?.mode === "closed" && root.sharedId !== undefined ? [root.sharedId] : [];
    });
  }
}
