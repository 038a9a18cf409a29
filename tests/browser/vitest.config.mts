/**
 * The browser tests, each in real Chromium and in real Firefox:
 *   cd extension && npx vitest run --config ../tests/browser/vitest.config.mts [--project chromium] [NAME]
 * The packages live in extension/node_modules, so bare imports are resolved from there.
 */
import { join } from "node:path";

const EXTENSION = join(import.meta.dirname, "../../extension");

const fromExtension = {
  name: "packages-of-the-extension",
  enforce: "pre" as const,
  resolveId(
    this: { resolve(id: string, from: string, more: object): Promise<unknown> },
    id: string,
    from?: string,
  ) {
    if (from === undefined || !from.includes("/tests/") || !/^[@a-z]/.test(id) || id.startsWith("node:"))
      return null;
    return this.resolve(id, join(EXTENSION, "package.json"), { skipSelf: true });
  },
};

const browsers = ["chromium", "firefox"] as const;

export default {
  root: import.meta.dirname,
  plugins: [fromExtension],
  server: { fs: { allow: [join(EXTENSION, "..")] } },
  test: {
    globalSetup: [join(import.meta.dirname, "fixtures/setup.ts")],
    maxWorkers: 2,
    minWorkers: 1,
    pool: "forks",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 0,
    projects: browsers.map((browser) => ({
      extends: true as const,
      test: { name: browser, include: ["*.test.ts"], provide: { browser } },
    })),
  },
};
