/** Asks every frame of a tab what it found. */
import type { Description, ToContent } from "../contract/messages";

export interface Heard {
  readonly frame: number;
  readonly description: Description;
}

/** The frames of the tab that we may reach, the top one first. */
export async function framesOf(tabId: number): Promise<readonly number[]> {
  try {
    const reached = await chrome.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: () => undefined,
    });
    return reached.map(({ frameId }) => frameId).sort((a, b) => a - b);
  } catch {
    return [0];
  }
}

/** What each frame says; frames without our script are left out. */
export async function hear(tabId: number, frames: readonly number[]): Promise<readonly Heard[]> {
  const message: ToContent = { kind: "describe" };
  const answers = await Promise.all(
    frames.map(async (frame) => {
      try {
        const description: Description | undefined = await chrome.tabs.sendMessage(tabId, message, {
          frameId: frame,
        });
        return description === undefined ? null : { frame, description };
      } catch {
        return null;
      }
    }),
  );
  return answers.filter((answer): answer is Heard => answer !== null);
}
