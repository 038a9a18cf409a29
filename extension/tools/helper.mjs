/** Starts and stops the helper's own commands for the tools in this folder. */
import { execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);

/** `python -m helper …`, with its answer read as JSON. */
export async function helper(python, ...words) {
  const { stdout } = await run(python, ["-m", "helper", ...words], { cwd: ROOT });
  return JSON.parse(stdout);
}

/** Runs the helper until its standard input ends: the one sign of our own end that nobody can keep back. */
const UNTIL_WE_END = `
import _thread, os, runpy, threading

def wait():
    while os.read(0, 1024):
        pass
    _thread.interrupt_main()

threading.Thread(target=wait, daemon=True).start()
runpy.run_module("helper", run_name="__main__", alter_sys=True)
`;

/** A running `serve`: {port, token, api, stop()}. Its own messages go to our standard error. */
export async function serve(python) {
  const child = spawn(python, ["-c", UNTIL_WE_END, "serve", "--json"], {
    cwd: ROOT,
    stdio: ["pipe", "pipe", "inherit"],
    // Ctrl+C is for us; we then end the helper in order.
    detached: process.platform !== "win32",
  });
  const ended = new Promise((settle) => child.once("exit", settle));
  const first = new Promise((settle, fail) => {
    createInterface({ input: child.stdout }).once("line", settle);
    child.once("error", fail);
    child.once("exit", (code) => fail(new Error(`The helper ended at once (exit code ${code}).`)));
  });
  const announced = JSON.parse(await first);
  return {
    ...announced,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
