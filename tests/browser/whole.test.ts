/** The extension exactly as built, the helper exactly as registered, and nobody in between. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ADVICE } from "./behaviours/drafts";
import { SITES } from "./fixtures/catalogue";
import { browserName } from "./harness/context";
import { launch } from "./harness/launch";
import { PATIENCE, Stage } from "./harness/stage";

/** Processes below `parent`, by their command lines. */
function below(parent: number): { pid: number; command: string }[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const isBelow = (pid: number): boolean => {
    const up = parents.get(pid);
    return up === parent || (up !== undefined && up > 1 && isBelow(up));
  };
  return [...parents.keys()].filter(isBelow).flatMap((pid) => {
    try {
      return [{ pid, command: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ") }];
    } catch {
      return [];
    }
  });
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("the browser starts the helper, the words are underlined, and the helper goes when the browser goes", async () => {
  const [post] = SITES;
  if (post === undefined) throw new Error("no scene");
  const bench = await launch(browserName, { untouched: true });
  let helpers: { pid: number; command: string }[] = [];
  try {
    await Stage.play(bench, post, async (stage) => {
      await stage.write(ADVICE.text);
      await stage.waitForDrawn(ADVICE.words);
    });
    expect(bench.relay.arrivals).toBe(0);
    const browser = bench.browser.process()?.pid;
    if (browser === undefined) throw new Error("no browser process");
    helpers = below(browser).filter(({ command }) => /python/.test(command));
    expect(helpers).not.toEqual([]);
    for (const { command } of helpers) expect(command).not.toContain("Ripley");
  } finally {
    await bench.close();
  }
  await expect.poll(() => helpers.filter(({ pid }) => alive(pid)), PATIENCE).toEqual([]);
});
