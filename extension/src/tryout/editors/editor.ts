/** What the page needs of an editor, whichever library it is. */
export interface Editor {
  /** The words as the editor's own model has them, a line a block. */
  read(): string;
  /** Replaces everything, the way the library's own calls do it. */
  write(text: string): void;
  focus(): void;
}

export type Mount = (place: HTMLElement, label: string) => Editor;

/** The marks a well-made page gives a rich editor. */
export function named(element: HTMLElement, label: string): void {
  element.setAttribute("role", "textbox");
  element.setAttribute("aria-multiline", "true");
  element.setAttribute("aria-label", label);
}
