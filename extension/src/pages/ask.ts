/** Our pages' way to the worker: one message, one typed answer. */
import type { ToWorker, WorkerAnswers } from "../contract/messages";

export function ask<K extends ToWorker["kind"]>(
  message: Extract<ToWorker, { kind: K }>,
): Promise<WorkerAnswers[K]> {
  return chrome.runtime.sendMessage(message);
}
