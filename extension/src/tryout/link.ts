/**
 * The try-out page's own way to the helper that serves it: the same checks as the extension's worker makes, with
 * the token from the address and no native messaging in between.
 */
import type { Link, LinkState } from "../contract/link";
import { Client } from "../worker/client";
import { Health, overlaps } from "../worker/health";
import type { Reached } from "../worker/host";
import { Queue } from "../worker/queue";

/** A link to the helper on this page's own port. */
export function linkByFetch(port: number, token: string): Link {
  const health = new Health();
  const reached: Reached = { session: { port, token } };
  const client = new Client({
    host: {
      reach: async () => reached,
      renew: async () => ({ reason: "unreachable" }),
      worked: () => health.set({ kind: "ready" }),
      failed: (reason) => health.set({ kind: "not-checked", reason }),
    },
    fetch: (...asked) => fetch(...asked),
    mayReach: async () => true,
  });
  const queue = new Queue((request, signal) => client.check(request, signal));
  let spoken: Promise<boolean> | undefined;

  /** Asks once, before the first draft is sent, whether we and the helper speak a common version. */
  const speaks = async (): Promise<boolean> => {
    spoken ??= client.health().then((helper) => {
      if (helper === null) return false;
      if (overlaps(helper.api)) return true;
      health.set({ kind: "not-checked", reason: "version" });
      return false;
    });
    const agreed = await spoken;
    if (!agreed) spoken = undefined;
    return agreed;
  };
  const now = async (): Promise<LinkState> => {
    await speaks();
    return health.state;
  };

  return {
    check: async (request, box = 0) => {
      if (await speaks()) return queue.ask(String(box), request);
      const { state } = health;
      return { kind: "not-checked", reason: state.kind === "ready" ? "unreachable" : state.reason };
    },
    retry: now,
    watch: (listener, signal) => {
      if (signal.aborted) return;
      listener(health.state);
      health.onChange((state) => {
        if (!signal.aborted) listener(state);
      });
      void now();
    },
    policy: () => client.policy(),
  };
}
