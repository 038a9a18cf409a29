/**
 * The only part of PostCheck that makes a request: JSON to the helper on this computer, with its token.
 * One retry through a fresh helper when the old one has gone; no draft text in any error.
 */
import type { NotCheckedReason } from "../contract/link";
import type { CheckRequest, Health as HelperHealth, Policy, Report } from "../contract/wire";
import type { Host, Reached, Session } from "./host";

export const ANSWER_MS = 1_500;

export type Checked = { readonly report: Report } | { readonly reason: NotCheckedReason };
type Answer = { readonly body: unknown } | { readonly reason: NotCheckedReason; readonly gone: boolean };

export interface ClientParts {
  host: Pick<Host, "reach" | "renew" | "worked" | "failed">;
  fetch: typeof fetch;
  /** May we reach 127.0.0.1 at all? Only asked when a request failed, to say why. */
  mayReach(): Promise<boolean>;
}

export class Client {
  readonly #parts: ClientParts;
  #timeouts = 0;

  constructor(parts: ClientParts) {
    this.#parts = parts;
  }

  /** Judges one draft. `signal` lets a later revision overtake it; the answer is then of no interest. */
  async check(request: CheckRequest, signal: AbortSignal): Promise<Checked> {
    const answer = await this.#ask("/v1/check", signal, request);
    if ("reason" in answer) return answer;
    const report = answer.body as Report;
    const sound =
      typeof report === "object" &&
      report !== null &&
      report.unit === "utf-16" &&
      report.revision === request.revision &&
      Array.isArray(report.findings);
    if (!sound) {
      this.#parts.host.failed("refused");
      return { reason: "refused" };
    }
    return { report };
  }

  /** The policy in force, or null while the helper cannot be reached. */
  async policy(): Promise<Policy | null> {
    const answer = await this.#ask("/v1/policy", undefined);
    return "body" in answer ? (answer.body as Policy) : null;
  }

  /** How the helper and its rules are, or null while it cannot be reached. */
  async health(): Promise<HelperHealth | null> {
    const answer = await this.#ask("/v1/health", undefined);
    return "body" in answer ? (answer.body as HelperHealth) : null;
  }

  async #ask(
    path: string,
    signal: AbortSignal | undefined,
    body?: CheckRequest,
  ): Promise<{ readonly body: unknown } | { readonly reason: NotCheckedReason }> {
    let reached: Reached = await this.#parts.host.reach();
    for (let attempt = 0; ; attempt += 1) {
      if ("reason" in reached) return reached;
      const answer = await this.#send(reached.session, path, signal, body);
      if ("body" in answer) {
        this.#parts.host.worked();
        return answer;
      }
      if (signal?.aborted) return { reason: "unreachable" };
      if (!answer.gone || attempt > 0) {
        const reason = (await this.#parts.mayReach()) ? answer.reason : "permission";
        if (reason !== "too-long") this.#parts.host.failed(reason);
        return { reason };
      }
      reached = await this.#parts.host.renew(reached.session);
    }
  }

  async #send(
    session: Session,
    path: string,
    signal: AbortSignal | undefined,
    body?: CheckRequest,
  ): Promise<Answer> {
    const limit = AbortSignal.timeout(ANSWER_MS);
    const headers: Record<string, string> = { Authorization: `Bearer ${session.token}` };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    try {
      const response = await this.#parts.fetch(`http://127.0.0.1:${session.port}${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        referrerPolicy: "no-referrer",
      });
      this.#timeouts = 0;
      if (response.ok) return { body: await response.json() };
      if (response.status === 401 || response.status === 403) return { reason: "unreachable", gone: true };
      return { reason: response.status === 413 ? "too-long" : "refused", gone: false };
    } catch {
      if (signal?.aborted) return { reason: "unreachable", gone: false };
      if (!limit.aborted) return { reason: "unreachable", gone: true };
      // One slow answer may be a busy computer; two in a row is a helper that hangs.
      this.#timeouts += 1;
      return { reason: "unreachable", gone: this.#timeouts > 1 };
    }
  }
}
