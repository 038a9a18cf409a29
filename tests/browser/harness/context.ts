/** Which browser this project of the suite runs in. */
import { inject } from "vitest";
import type { BrowserName } from "./profile";

declare module "vitest" {
  interface ProvidedContext {
    browser: BrowserName;
  }
}

export const browserName = inject("browser");
