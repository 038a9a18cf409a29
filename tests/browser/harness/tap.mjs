/**
 * Stands between the browser and the registered native messaging host: starts the real host and passes every
 * message through, but tells the bench where the helper listens and hands the browser the bench's relay instead.
 * So a test sees what the helper really received and answered. Usage: node tap.mjs CONTROL-URL HOST [ARGS...]
 */
import { spawn } from "node:child_process";

const [control, host, ...args] = process.argv.slice(2);

const allowed = await fetch(`${control}/may-start`);
if (!allowed.ok) process.exit(1);

const child = spawn(host, args, { stdio: ["pipe", "pipe", "inherit"] });
process.stdin.pipe(child.stdin);
child.stdin.on("error", () => undefined);
child.on("exit", (code) => process.exit(code ?? 1));

for await (const message of frames(child.stdout)) {
  if (typeof message.port === "number") {
    const told = await fetch(`${control}/started`, {
      method: "POST",
      body: JSON.stringify({ port: message.port, pid: child.pid }),
    });
    message.port = (await told.json()).port;
  }
  const body = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  process.stdout.write(Buffer.concat([length, body]));
}

async function* frames(stream) {
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32LE(0)) {
      const end = 4 + rest.readUInt32LE(0);
      yield JSON.parse(rest.subarray(4, end).toString("utf8"));
      rest = rest.subarray(end);
    }
  }
}
