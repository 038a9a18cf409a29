/** The little we use of libraries that carry no types of their own. */
declare module "react" {
  export interface Element {
    readonly type: unknown;
  }
  export function createElement(
    type: unknown,
    attributes?: object | null,
    ...children: readonly Element[]
  ): Element;
  export function useState<T>(first: T): [T, (next: T) => void];
}

declare module "react-dom" {
  export function flushSync<T>(work: () => T): T;
}

declare module "react-dom/client" {
  import type { Element } from "react";
  export function createRoot(place: HTMLElement): { render(element: Element): void };
}

declare module "draft-js" {
  export class ContentState {
    static createFromText(text: string): ContentState;
    getPlainText(delimiter: string): string;
  }
  export class EditorState {
    static createEmpty(): EditorState;
    static push(state: EditorState, content: ContentState, change: string): EditorState;
    static moveFocusToEnd(state: EditorState): EditorState;
    getCurrentContent(): ContentState;
  }
  export class Editor {
    focus(): void;
  }
}
