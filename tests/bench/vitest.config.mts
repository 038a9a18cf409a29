/** The browser half of `make bench`: the same harness as the browser tests, other files. */
import { join } from "node:path";
import tests from "../browser/vitest.config.mts";

const { test: settings } = tests;

export default {
  ...tests,
  root: import.meta.dirname,
  test: {
    ...settings,
    // One browser at a time, so that neither slows the other down.
    maxWorkers: 1,
    testTimeout: 240_000,
    globalSetup: [join(import.meta.dirname, "../browser/fixtures/setup.ts")],
    projects: settings.projects.map((project) => ({
      ...project,
      test: { ...project.test, include: ["*.measure.ts"] },
    })),
  },
};
