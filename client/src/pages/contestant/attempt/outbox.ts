/**
 * Answers not yet acknowledged, stored on the device so that a page that was closed without network sends them under the
 * same ids when it is opened again. SPEC A4.
 */
export type OutboxAnswer = {
  answerId: string;
  attemptId: string;
  questionId: string;
  optionIds: string[];
  typed: string | null;
  /** When it was chosen, on the server's clock as this page knew it. */
  givenAtMs: number;
};

const keyOf = (attemptId: string): string => `hoithi.outbox.${attemptId}`;

export function readOutbox(attemptId: string): OutboxAnswer[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(attemptId)) ?? '[]');
    if (!Array.isArray(stored)) return [];
    // What the version before stored says nothing of typed answers.
    return (stored as OutboxAnswer[]).map((answer) => ({ ...answer, typed: answer.typed ?? null }));
  } catch {
    return []; // storage is closed or was damaged: the answers then live as long as the page
  }
}

export function writeOutbox(attemptId: string, answers: OutboxAnswer[]): void {
  try {
    if (answers.length === 0) localStorage.removeItem(keyOf(attemptId));
    else localStorage.setItem(keyOf(attemptId), JSON.stringify(answers));
  } catch {
    return; // the same: the answers live as long as the page
  }
}
