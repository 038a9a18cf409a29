/**
 * The first script on a page: listens at the window before the site does, and lets the desk decide.
 * Nothing is decided here; without a desk (no box has been written in) every event goes its way.
 */
import { listenForPresses } from "./content/listen";
import { DESK, type Desk } from "./contract/gate";

/** The desk is set up later, by the content script in this same world. */
listenForPresses(window, () => (globalThis as { [DESK]?: Desk })[DESK]);
