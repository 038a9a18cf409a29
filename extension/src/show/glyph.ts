/** A severity's sign. Shape says it first: octagon, triangle, circle; the word and the colour follow. */
import type { Severity } from "../contract/wire";
import { drawing } from "./element";

const MARK = ["M12 7v6", "M12 16.5v.5"];
const LETTER_I = ["M12 11v6", "M12 7v.5"];

const SHAPES: Readonly<Record<Severity, readonly string[]>> = {
  stop: ["M8.1 2.5h7.8l5.6 5.6v7.8l-5.6 5.6H8.1l-5.6-5.6V8.1z", ...MARK],
  warn: ["M12 3 22 20.5H2z", "M12 9.5v5", "M12 17.2v.4"],
  advice: ["M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19z", ...LETTER_I],
  info: ["M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19z", ...LETTER_I],
};

export function glyph(severity: Severity): SVGSVGElement {
  return drawing(`glyph ${severity}`, SHAPES[severity]);
}
