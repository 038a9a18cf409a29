import type { BoxSpec } from "../sites/types";
import { BlockSurface } from "./blocks";
import { CodeSurface } from "./code";
import { editorOf } from "./editors";
import { type Field, FieldSurface } from "./field";
import type { Surface } from "./surface";

/** The way to read and point at an editor. */
export function surfaceOf(element: HTMLElement, spec: BoxSpec): Surface {
  const editor = editorOf(element);
  if (editor === "field") return new FieldSurface(element as Field);
  if (editor === "codemirror5" || editor === "codemirror6") return new CodeSurface(element, editor);
  return new BlockSurface(element, spec.parts);
}
