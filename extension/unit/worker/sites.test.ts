import { expect, test } from "vitest";
import { added } from "../../src/worker/sites";

test("the sites a person added are those the manifest does not name", () => {
  const granted = ["https://x.com/*", "https://forum.example/*", "http://127.0.0.1/*", "https://a.example/*"];
  const builtIn = ["https://x.com/*", "http://127.0.0.1/*"];
  expect(added(granted, builtIn)).toEqual(["https://a.example/*", "https://forum.example/*"]);
});
