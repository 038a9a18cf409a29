import { describe, expect, it } from "vitest";
import { type Area, around, beside, overlap, within } from "../../src/show/spot";

const VIEW: Area = { left: 0, top: 0, width: 800, height: 600 };
const SIZE = { width: 372, height: 220 };

function at(spot: { left: number; top: number }): Area {
  return { ...spot, ...SIZE };
}

describe("the card's spot", () => {
  it("is right under the words", () => {
    const words = { left: 100, top: 50, width: 80, height: 20 };
    expect(beside(words, SIZE, [], VIEW)).toEqual({ left: 100, top: 78 });
  });

  it("is over the words when the line being written lies under them", () => {
    const words = { left: 100, top: 300, width: 80, height: 20 };
    const line = { left: 80, top: 322, width: 500, height: 20 };
    const spot = beside(words, SIZE, [line], VIEW);
    expect(overlap(at(spot), line)).toBe(0);
    expect(spot.top + SIZE.height).toBeLessThanOrEqual(words.top);
  });

  it("never covers the line being written, wherever that is, while the screen has room", () => {
    for (let top = 0; top < 580; top += 20) {
      for (let lineTop = 0; lineTop < 580; lineTop += 20) {
        const words = { left: 100, top, width: 80, height: 20 };
        const line = { left: 80, top: lineTop, width: 300, height: 20 };
        const spot = beside(words, SIZE, [line], VIEW);
        expect(overlap(at(spot), line)).toBe(0);
      }
    }
  });

  it("is on screen, also on a narrow one", () => {
    const narrow = { left: 0, top: 0, width: 320, height: 640 };
    const size = { width: 304, height: 300 };
    const spot = beside({ left: 250, top: 100, width: 60, height: 20 }, size, [], narrow);
    expect(spot.left).toBeGreaterThanOrEqual(8);
    expect(spot.left + size.width).toBeLessThanOrEqual(312);
  });

  it("starts at the top left when it is larger than the screen", () => {
    expect(within({ left: 50, top: 50 }, { width: 900, height: 900 }, VIEW)).toEqual({ left: 8, top: 8 });
  });

  it("is told from all the lines the words run over", () => {
    expect(around([])).toBeNull();
    expect(
      around([
        { left: 300, top: 10, width: 100, height: 20 },
        { left: 20, top: 30, width: 50, height: 20 },
      ]),
    ).toEqual({ left: 20, top: 10, width: 380, height: 40 });
  });
});
