/** The answer given and not yet acknowledged, kept on the phone: a page that is killed sends it again under the same id. SPEC A4. */
export type PendingAnswer = { answerId: string; asking: number; optionId: string };

const keyOf = (runId: string): string => `hoithi.show.${runId}`;

export function readPending(runId: string): PendingAnswer | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(runId)) ?? 'null') as PendingAnswer | null;
  } catch {
    return null; // storage is closed or was damaged
  }
}

export function storePending(runId: string, answer: PendingAnswer | null): void {
  try {
    if (answer === null) localStorage.removeItem(keyOf(runId));
    else localStorage.setItem(keyOf(runId), JSON.stringify(answer));
  } catch {
    return; // the answer then lives as long as the page
  }
}
