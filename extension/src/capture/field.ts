/** A textarea or a text input. */
import type { Place } from "../contract/box";
import type { Range16 } from "../contract/wire";
import { pointUnder } from "./selection";
import { type Span, type Surface, WELL } from "./surface";

export type Field = HTMLTextAreaElement | HTMLInputElement;

export class FieldSurface implements Surface {
  readonly editor = "field";

  constructor(readonly element: Field) {}

  text(): string {
    return this.element.value;
  }

  stale(): void {}

  place({ start, end }: Range16): Place {
    return end <= this.element.value.length
      ? { in: "field", field: this.element, start, end }
      : { in: "nowhere" };
  }

  offsetAt(x: number, y: number): number | null {
    const point = pointUnder(this.element, x, y);
    return point?.[0] === this.element ? point[1] : null;
  }

  selection(): Span | null {
    const { selectionStart, selectionEnd, selectionDirection } = this.element;
    if (selectionStart === null || selectionEnd === null) return null;
    const [anchor, focus] =
      selectionDirection === "backward" ? [selectionEnd, selectionStart] : [selectionStart, selectionEnd];
    return { anchor, focus };
  }

  select({ anchor, focus }: Span): boolean {
    const backward = focus < anchor;
    const [start, end] = backward ? [focus, anchor] : [anchor, focus];
    this.element.setSelectionRange(start, end, backward ? "backward" : "none");
    return false;
  }

  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  readOnly(): boolean {
    return this.element.readOnly || this.element.disabled;
  }

  health() {
    return WELL;
  }
}
