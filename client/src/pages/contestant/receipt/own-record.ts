import type { AnswerReceipt, AttemptReceipt, LogPromise, LogReceipt } from '@hoithi/shared/contract/contestant';

/** An answer as the server acknowledged it on this device. */
export type OwnAnswer = Pick<AnswerReceipt, 'questionId' | 'optionIds' | 'typed' | 'arrivedAtMs' | 'creditMs'>;

/**
 * What this device knows by itself of an attempt, and what the log proved to it. It is stored, so that a later look at the log
 * is compared with what was done here and not with what the server says now. SPEC Z9.
 */
export type OwnRecord = {
  answers: OwnAnswer[];
  /** The first answer to the submission, and the promise in it. */
  submitted: Omit<AttemptReceipt, 'promise'> | null;
  promise: LogPromise | null;
  /** The last that was proved, with its place once it had one. */
  proved: LogReceipt | null;
  /** What did not hold, and what the server showed then: evidence. */
  broken: { why: string; atMs: number; shown: LogReceipt | null } | null;
};

/** Of so many attempts the records are stored, the newest ones; and so much text of one. */
const [recordsMax, recordMax] = [20, 200_000];
const listKey = 'hoithi.receipts';
const keyOf = (attemptId: string): string => `hoithi.receipt.${attemptId}`;
const empty: OwnRecord = { answers: [], submitted: null, promise: null, proved: null, broken: null };
const inPage = new Map<string, OwnRecord>();

function readList(): string[] {
  const stored: unknown = JSON.parse(localStorage.getItem(listKey) ?? '[]');
  return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
}

export function readRecord(attemptId: string): OwnRecord {
  const known = inPage.get(attemptId);
  if (known) return known;
  try {
    const stored = JSON.parse(localStorage.getItem(keyOf(attemptId)) ?? 'null') as Partial<OwnRecord> | null;
    return Array.isArray(stored?.answers) ? { ...empty, ...stored } : empty;
  } catch {
    return empty; // storage is closed or was damaged: then the page alone knows
  }
}

export function changeRecord(attemptId: string, change: (known: OwnRecord) => OwnRecord): OwnRecord {
  const record = change(readRecord(attemptId));
  inPage.set(attemptId, record);
  try {
    const text = JSON.stringify(record);
    if (text.length > recordMax) return record;
    const list = [attemptId, ...readList().filter((each) => each !== attemptId)];
    for (const old of list.splice(recordsMax)) localStorage.removeItem(keyOf(old));
    localStorage.setItem(listKey, JSON.stringify(list));
    localStorage.setItem(keyOf(attemptId), text);
  } catch {
    return record; // the same: it lives as long as the page
  }
  return record;
}

export const noteOwnAnswer = (attemptId: string, saved: AnswerReceipt): OwnRecord =>
  changeRecord(attemptId, (known) => {
    const { questionId, optionIds, typed, arrivedAtMs, creditMs } = saved;
    const isKnown = known.answers.some(
      (each) => each.questionId === questionId && each.arrivedAtMs === arrivedAtMs, // a resend gets the first receipt
    );
    const own = { questionId, optionIds, typed, arrivedAtMs, creditMs };
    return isKnown ? known : { ...known, answers: [...known.answers, own] };
  });

/** The first answer stands: a later promise would give the server a later time. */
export function noteSubmitted({ promise, ...submitted }: AttemptReceipt): void {
  changeRecord(submitted.attemptId, (known) => ({
    ...known,
    submitted: known.submitted ?? submitted,
    promise: known.promise ?? promise ?? null,
  }));
}
