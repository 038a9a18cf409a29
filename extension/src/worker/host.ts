/**
 * The native port that starts the helper and keeps it alive. The helper speaks first: where it listens, the
 * token for this run, and the API versions it knows. The token lives in this object and nowhere else.
 */
import type { NotCheckedReason } from "../contract/link";
import { type ApiRange, type Health, overlaps, whyClosed } from "./health";

export const HOST = "app.postcheck.helper";
/** How long a draft waits for a helper that is starting; then it is told "Not checked". */
export const HELLO_MS = 3_000;
/** How long we go on listening for the first words of a helper on a slow computer before we give it up. */
export const PATIENCE_MS = 20_000;
export const IDLE_MS = 5 * 60_000;
/** Waits between attempts after a failure; then we rest until somebody asks again. */
export const BACK_OFF_MS = [500, 1_000, 2_000, 4_000] as const;
/** Once the back-off is used up, asking again starts the helper at most four times a minute. */
export const REST_MS = 15_000;

export interface Session {
  readonly port: number;
  readonly token: string;
}

export type Reached = { readonly session: Session } | { readonly reason: NotCheckedReason };

/** The few parts of `chrome.runtime.Port` we use; `error` is Firefox's. */
export interface NativePort {
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: (port: NativePort) => void): void };
  readonly error?: { readonly message: string } | null;
  postMessage(message: unknown): void;
  disconnect(): void;
}

export interface HostParts {
  /** Opens the port; may throw where native messaging is withheld. */
  open(): NativePort;
  /** What the browser says about the port that just closed (Chromium's `runtime.lastError`). */
  lastError(): string | undefined;
  /** Our own origin, told to the helper so that it answers nobody else. */
  origin: string;
  health: Health;
}

export class Host {
  readonly #parts: HostParts;
  #port: NativePort | null = null;
  #session: Session | null = null;
  #opening: Promise<Reached> | null = null;
  #reaching: Promise<Reached> | null = null;
  #failures = 0;
  #lastReason: NotCheckedReason = "starting";
  #notBefore = 0;
  #again: ReturnType<typeof setTimeout> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  /** The running helper, started now if it has to be. During a back-off it answers at once with the last reason. */
  reach(): Promise<Reached> {
    this.#touch();
    if (this.#session !== null) return Promise.resolve({ session: this.#session });
    if (this.#reaching !== null) return this.#reaching;
    if (performance.now() < this.#notBefore) return Promise.resolve({ reason: this.#lastReason });
    return this.#start();
  }

  /** Nobody has needed the helper yet, or not for a while: it is not running, and nothing is known to be wrong. */
  get asleep(): boolean {
    return this.#session === null && this.#opening === null && this.#failures === 0;
  }

  /** Forgets every failure and tries now: the person pressed Retry. */
  retry(): Promise<Reached> {
    if (this.#opening !== null) return this.#await(this.#opening);
    this.#failures = 0;
    this.#notBefore = 0;
    if (this.#parts.health.state.kind !== "ready") this.drop();
    return this.reach();
  }

  /**
   * The helper of `session` no longer answers: starts a fresh one at once, so that the same request can be
   * tried again. A helper that keeps failing is left to the back-off.
   */
  renew(session: Session): Promise<Reached> {
    if (this.#session === session) this.drop();
    if (this.#failures <= 1) this.#notBefore = 0;
    return this.reach();
  }

  /** A request was answered, so the helper is well. */
  worked(): void {
    this.#failures = 0;
    this.#parts.health.set({ kind: "ready" });
  }

  /** A request was not answered while the helper seemed to run. */
  failed(reason: NotCheckedReason): void {
    this.#parts.health.set({ kind: "not-checked", reason });
  }

  /** Lets the helper go; it ends when its port closes. The next `reach` starts a fresh one. */
  drop(): void {
    const port = this.#port;
    this.#port = null;
    this.#session = null;
    clearTimeout(this.#idle);
    port?.disconnect();
  }

  #start(): Promise<Reached> {
    clearTimeout(this.#again);
    this.#parts.health.set({ kind: "not-checked", reason: "starting" });
    this.#opening = this.#open().then((reached) => {
      this.#opening = null;
      this.#reaching = null;
      if ("session" in reached) {
        this.#session = reached.session;
        this.#notBefore = 0;
        this.#parts.health.set({ kind: "ready" });
        this.#touch();
      } else {
        this.#fail(reached.reason);
      }
      return reached;
    });
    this.#reaching = this.#await(this.#opening);
    return this.#reaching;
  }

  /** What the opening comes to, or "no-hello" when that takes too long to wait for. */
  #await(opening: Promise<Reached>): Promise<Reached> {
    return new Promise((settle) => {
      const late = setTimeout(() => {
        this.#parts.health.set({ kind: "not-checked", reason: "no-hello" });
        settle({ reason: "no-hello" });
      }, HELLO_MS);
      void opening.then((reached) => {
        clearTimeout(late);
        settle(reached);
      });
    });
  }

  #open(): Promise<Reached> {
    return new Promise((settle) => {
      let port: NativePort;
      try {
        port = this.#parts.open();
      } catch (error) {
        settle({ reason: whyClosed(error instanceof Error ? error.message : undefined) });
        return;
      }
      this.#port = port;
      const late = setTimeout(() => {
        this.drop();
        settle({ reason: "no-hello" });
      }, PATIENCE_MS);
      port.onMessage.addListener((message) => {
        if (this.#port !== port || this.#session !== null) return;
        clearTimeout(late);
        const hello = readHello(message);
        if (hello !== null && overlaps(hello.api)) {
          settle({ session: { port: hello.port, token: hello.token } });
          return;
        }
        this.drop();
        if (hello !== null) settle({ reason: "version" });
        else settle({ reason: isRuleTrouble(message) ? "rules" : "no-hello" });
      });
      port.onDisconnect.addListener((closed) => {
        const reason = whyClosed(this.#parts.lastError() ?? closed.error?.message);
        clearTimeout(late);
        settle({ reason });
        if (this.#port !== port) return;
        const wasRunning = this.#session !== null;
        this.#port = null;
        this.#session = null;
        if (wasRunning) this.#fail(reason);
      });
      port.postMessage({ kind: "hello", origin: this.#parts.origin });
    });
  }

  #fail(reason: NotCheckedReason): void {
    this.#lastReason = reason;
    clearTimeout(this.#idle);
    const mayHeal = reason === "host-exited" || reason === "no-hello";
    const wait = mayHeal ? BACK_OFF_MS[this.#failures] : undefined;
    this.#failures += 1;
    this.#notBefore = performance.now() + (wait ?? REST_MS);
    this.#parts.health.set({ kind: "not-checked", reason });
    if (wait !== undefined) {
      this.#again = setTimeout(() => {
        this.#notBefore = 0;
        void this.reach();
      }, wait);
    }
  }

  #touch(): void {
    clearTimeout(this.#idle);
    if (this.#session !== null) this.#idle = setTimeout(() => this.drop(), IDLE_MS);
  }
}

/** The helper's first words, or null when they are not what we know. */
export function readHello(message: unknown): (Session & { readonly api: ApiRange }) | null {
  if (typeof message !== "object" || message === null) return null;
  const { port, token, api } = message as Record<string, unknown>;
  if (!Number.isInteger(port) || (port as number) < 1 || (port as number) > 65_535) return null;
  if (typeof token !== "string" || token.length < 32) return null;
  if (typeof api !== "object" || api === null) return null;
  const { min, max } = api as Record<string, unknown>;
  if (!Number.isInteger(min) || !Number.isInteger(max)) return null;
  return { port: port as number, token, api: { min: min as number, max: max as number } };
}

/** The helper's word that it cannot start because its rules cannot be read. */
function isRuleTrouble(message: unknown): boolean {
  if (typeof message !== "object" || message === null) return false;
  const { type, reason } = message as Record<string, unknown>;
  return type === "failed" && reason === "rules";
}
