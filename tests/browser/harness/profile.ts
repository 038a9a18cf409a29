/** A throw-away browser profile with the native messaging host registered in it by the product's own command. */
import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { python, ROOT, TAP } from "./places";

export type BrowserName = "chromium" | "firefox";

const HOST = "app.postcheck.helper";
const run = promisify(execFile);

export interface Profile {
  /** Chromium's user data folder; Firefox's home folder. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** With `control`, the helper is reached through the bench's tap; without, exactly as registered. */
export async function makeProfile(browser: BrowserName, control?: string): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), `postcheck-${browser}-`));
  const where = browser === "chromium" ? ["--user-data-dir", folder] : ["--home", folder];
  await run(python(), ["-m", "helper", "register", "--browser", browser, ...where], {
    cwd: ROOT,
    timeout: 30_000,
  });
  if (control !== undefined) await insertTap(manifestPath(browser, folder), folder, control);
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

function manifestPath(browser: BrowserName, folder: string): string {
  const hosts = browser === "chromium" ? "NativeMessagingHosts" : ".mozilla/native-messaging-hosts";
  return join(folder, hosts, `${HOST}.json`);
}

async function insertTap(path: string, folder: string, control: string): Promise<void> {
  const manifest = JSON.parse(await readFile(path, "utf8")) as { path: string };
  const script = join(folder, "tap.sh");
  await writeFile(
    script,
    `#!/bin/sh\nexec '${process.execPath}' '${TAP}' '${control}' '${manifest.path}' "$@"\n`,
  );
  await chmod(script, 0o700);
  await writeFile(path, JSON.stringify({ ...manifest, path: script }));
}
