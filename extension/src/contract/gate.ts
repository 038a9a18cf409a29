/**
 * The desk between the first script (window-capture listeners, loaded before the page) and the
 * rest of us. Both live in the same isolated world and meet at `globalThis[DESK]`.
 */
export const DESK = "postcheck.desk";

/** `let`: none of our business, or free to go. `hold`: stop it now; the desk will speak to the person. */
export type Decision = "let" | "hold";

export interface Desk {
  /** Synchronous, never throws past the first script; called for click, pointerdown, mousedown, keydown and submit. */
  decide(event: Event): Decision;
}
