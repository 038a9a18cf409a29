/**
 * A copy of the built extension that holds access to the bench's own hosts (*.example), as though the person had
 * allowed them: no driver can press the browser's own permission prompt. Nothing but the manifest's lists of hosts
 * differs from dist/.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIST } from "./places";

const ADDED = "https://*.example/*";

interface Manifest {
  host_permissions: string[];
  content_scripts: { matches: string[] }[];
}

export interface Copy {
  readonly folder: string;
  remove(): Promise<void>;
}

export async function copyWithBoards(): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), "postcheck-dist-"));
  await cp(DIST, folder, { recursive: true });
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as Manifest;
  manifest.host_permissions.push(ADDED);
  for (const script of manifest.content_scripts) {
    if (!script.matches.some((match) => match.startsWith("http://127.0.0.1"))) script.matches.push(ADDED);
  }
  await writeFile(path, JSON.stringify(manifest));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
