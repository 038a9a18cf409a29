/** What the popup shows of a frame: the state of the box last written in, and every finding that stands. */
import type { Description, FrameState } from "../contract/messages";
import type { Draft } from "./draft";

export function describe(current: Draft | null, drafts: readonly Draft[], state: FrameState): Description {
  return {
    site: current?.box.site ?? null,
    state,
    findings: drafts.flatMap((draft) =>
      draft.standing.map(({ finding, words }) => ({ box: draft.box.id, finding, words })),
    ),
  };
}
