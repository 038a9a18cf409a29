import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lightness } from "../../src/show/paper";

function linear(channel: number): number {
  return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** WCAG 2.2 contrast of two #rrggbb colours. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [one, other]
    .map((hex) => {
      const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
        linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    })
    .sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function sheet(name: string): string {
  return readFileSync(new URL(`../../src/show/${name}`, import.meta.url), "utf8");
}

describe("ink tells the paper", () => {
  it.each([
    ["rgb(28, 36, 51)", false],
    ["rgb(232, 235, 242)", true],
    ["rgba(255, 255, 255, 0.87)", true],
    ["color(srgb 0.1 0.1 0.1)", false],
    ["oklch(0.92 0.01 260)", true],
    ["lab(12% 3 4)", false],
    ["not a colour", false],
  ])("%s", (ink, dark) => {
    expect(lightness(ink) > 0.4).toBe(dark);
  });
});

describe("the lines", () => {
  const lines = [
    ...sheet("underline.css").matchAll(/::highlight\(([\w-]+)\) \{\s*text-decoration: [^#]*(#\w{6})/g),
  ];

  it("come in three shapes for light paper and three for dark", () => {
    expect(lines.map(([, name]) => name).sort()).toEqual([
      "lines-dotted",
      "lines-dotted-night",
      "lines-double",
      "lines-double-night",
      "lines-wavy",
      "lines-wavy-night",
    ]);
  });

  it.each(lines.map(([, name = "", colour = ""]) => [name, colour]))(
    "keep 3:1 on their paper: %s",
    (name, colour) => {
      const papers = name.endsWith("-night") ? ["#000000", "#15202b", "#1e232c"] : ["#ffffff", "#f5f6f9"];
      for (const paper of papers) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(3);
    },
  );

  it("have names that tell a page nothing about a draft", () => {
    for (const [, name = ""] of lines) expect(name).not.toMatch(/stop|warn|advice|policy|post/);
  });
});

describe("the surfaces", () => {
  it("keep 4.5:1 for every ink on every paper, light and dark", () => {
    const tokens = Object.fromEntries(
      [...sheet("host.css").matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
        ([, name, light, dark]) => [name, [light, dark] as const],
      ),
    );
    for (const mode of [0, 1] as const) {
      for (const paper of ["paper", "wash"]) {
        for (const ink of ["ink", "soft", "stop", "warn", "advice", "accent"]) {
          expect(
            contrast(tokens[ink]?.[mode] ?? "#000000", tokens[paper]?.[mode] ?? "#000000"),
          ).toBeGreaterThanOrEqual(4.5);
        }
      }
      expect(contrast(tokens["on-accent"]?.[mode] ?? "", tokens.accent?.[mode] ?? "")).toBeGreaterThanOrEqual(
        4.5,
      );
      expect(contrast(tokens.edge?.[mode] ?? "", tokens.paper?.[mode] ?? "")).toBeGreaterThanOrEqual(3);
    }
  });
});
