/** Looks at the screen itself: is the line really painted, and only under the words? */
import type { Stage } from "./stage";

type Colour = readonly [red: number, green: number, blue: number];

export interface Strip {
  /** Pixels of about this colour just under the words, and in the same strip beside them. */
  readonly inside: number;
  readonly beside: number;
}

/** How far a channel may be from the colour: lines are smoothed at their edges. */
const NEAR = 40;
const AROUND = 24;

export async function strip(stage: Stage, words: string, colour: Colour): Promise<Strip> {
  const drawn = (await stage.drawn()).find((each) => each.words === words);
  if (drawn === undefined) throw new Error(`"${words}" is not underlined`);
  const left = Math.floor(drawn.x - drawn.width / 2);
  const clip = {
    x: left - AROUND,
    y: Math.floor(drawn.y),
    width: Math.ceil(drawn.width) + 2 * AROUND,
    height: Math.ceil(drawn.height / 2) + 4,
  };
  const image = await stage.page.screenshot({ clip, encoding: "base64" });
  const page = await stage.bench.browser.newPage();
  try {
    return await page.evaluate(count, {
      image,
      colour,
      near: NEAR,
      from: AROUND - 1,
      to: AROUND + Math.ceil(drawn.width) + 1,
    });
  } finally {
    await page.close();
  }
}

interface Asked {
  readonly image: string;
  readonly colour: Colour;
  readonly near: number;
  readonly from: number;
  readonly to: number;
}

/** Runs in an empty page: decodes the picture and counts. */
async function count({ image, colour, near, from, to }: Asked): Promise<{ inside: number; beside: number }> {
  const bytes = Uint8Array.from(atob(image), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  let inside = 0;
  let beside = 0;
  for (let at = 0; at < data.length; at += 4) {
    const x = (at / 4) % bitmap.width;
    const alike = colour.every((channel, index) => Math.abs((data[at + index] ?? 0) - channel) <= near);
    if (alike && x >= from && x <= to) inside += 1;
    else if (alike) beside += 1;
  }
  return { inside, beside };
}
