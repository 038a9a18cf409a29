/**
 * The bench's ear on the wire: a relay on 127.0.0.1 between the extension and the real helper. It passes requests
 * through unchanged and keeps, in memory only, what was asked and answered. It can also hold answers back, offer
 * other fixes than the rules do, and refuse to let a helper start, so that all these are conditions and not races.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CheckRequest, Fix, Report } from "../../../extension/src/contract/wire";

export interface Exchange {
  readonly asked: CheckRequest;
  readonly answered: Report;
  /** `performance.now()` of this process when the request had arrived, and when the answer left. */
  readonly arrived: number;
  readonly left: number;
}

export class Relay {
  readonly exchanges: Exchange[] = [];
  /** Requests that have arrived, answered or not. */
  arrivals = 0;
  /** How often the browser has started a helper, or tried to. */
  starts = 0;
  #helper: { port: number; pid: number } | null = null;
  #refusing = false;
  #gate: Promise<void> = Promise.resolve();
  #offered: readonly Fix[] | null = null;
  readonly #control = createServer((asked, answer) => void this.#controlled(asked, answer));
  readonly #data = createServer((asked, answer) => void this.#relay(asked, answer));

  static async start(): Promise<Relay> {
    const relay = new Relay();
    for (const server of [relay.#control, relay.#data]) {
      await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    }
    return relay;
  }

  get controlUrl(): string {
    return `http://127.0.0.1:${portOf(this.#control)}`;
  }

  /** Ends the running helper the hard way, as a crash does. */
  kill(): void {
    if (this.#helper !== null) process.kill(this.#helper.pid, "SIGKILL");
    this.#helper = null;
  }

  get running(): boolean {
    return this.#helper !== null;
  }

  /** While refused, a helper that the browser starts ends at once. */
  refuse(refusing: boolean): void {
    this.#refusing = refusing;
  }

  /** From now on every finding comes with these fixes and no others, as a rule could offer them; null ends it. */
  offer(fixes: readonly Fix[] | null): void {
    this.#offered = fixes;
  }

  /** Holds back every answer from now until the returned function is called. */
  hold(): () => void {
    let release: () => void = () => undefined;
    this.#gate = new Promise((open) => {
      release = open;
    });
    return release;
  }

  async stop(): Promise<void> {
    for (const server of [this.#control, this.#data]) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  }

  async #controlled(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    if (asked.url === "/may-start") {
      this.starts += 1;
      answer.writeHead(this.#refusing ? 503 : 204).end();
      return;
    }
    this.#helper = JSON.parse(String(await whole(asked))) as { port: number; pid: number };
    answer.end(JSON.stringify({ port: portOf(this.#data) }));
  }

  async #relay(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const arrived = performance.now();
    const body = await whole(asked);
    const check = asked.method === "POST" && asked.url === "/v1/check";
    if (check) this.arrivals += 1;
    const helper = this.#helper;
    if (helper === null) {
      asked.socket.destroy();
      return;
    }
    const heard = await passOn(helper.port, asked, body).catch(() => null);
    const reply = heard && check ? this.#withOffer(heard) : heard;
    await this.#gate;
    if (reply === null) {
      asked.socket.destroy();
      return;
    }
    if (check && reply.status === 200) {
      const asking = JSON.parse(body.toString("utf8")) as CheckRequest;
      const report = JSON.parse(reply.body.toString("utf8")) as Report;
      this.exchanges.push({ asked: asking, answered: report, arrived, left: performance.now() });
    }
    answer.writeHead(reply.status, reply.headers).end(reply.body);
  }

  #withOffer(reply: Reply): Reply {
    if (this.#offered === null || reply.status !== 200) return reply;
    const report = JSON.parse(reply.body.toString("utf8")) as Report;
    for (const finding of report.findings) finding.fixes = [...this.#offered];
    const body = Buffer.from(JSON.stringify(report));
    return { ...reply, headers: { ...reply.headers, "content-length": String(body.length) }, body };
  }
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

function passOn(port: number, asked: IncomingMessage, body: Buffer): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = { ...asked.headers, host: `127.0.0.1:${port}` };
    const onward = request(
      { host: "127.0.0.1", port, method: asked.method, path: asked.url, headers },
      (reply) => {
        whole(reply).then(
          (got) => resolve({ status: reply.statusCode ?? 502, headers: reply.headers, body: got }),
          reject,
        );
      },
    );
    onward.on("error", reject);
    onward.end(body);
  });
}

async function whole(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function portOf(server: ReturnType<typeof createServer>): number {
  return (server.address() as AddressInfo).port;
}
