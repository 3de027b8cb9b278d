import type { AttemptReceipt, LogReceipt } from '@hoithi/shared/contract/contestant';
import type { Result } from '@hoithi/shared/contract/result';
import { type Decided, readDecided } from '@hoithi/verifier/decided';
import { readPromise } from '@hoithi/verifier/notes';
import { untilMs } from '@hoithi/verifier/receipts';
import { useCallback, useEffect, useState } from 'react';
import { getJson } from '../../../connection/api.ts';
import { compareLeaf, type LeafPart } from './compare-leaf.ts';
import { hasGrown, type Judged, judgeReceipt, type ReceiptFault } from './judge-receipt.ts';
import { changeRecord, type OwnRecord, readRecord } from './own-record.ts';

/** none: the contest has no log, or the submission is from before it had one. */
export type LogState =
  | { is: 'loading' }
  | { is: 'none' }
  | (Seen & { is: 'waiting'; untilMs: number; receipt: LogReceipt })
  | (Seen & { is: 'logged'; receipt: LogReceipt })
  | (Seen & { is: 'broken'; why: ReceiptFault; receipt: LogReceipt | null });
type Seen = {
  /** What this device knows by itself: what of the leaf differs, and from how many answers it was built. */
  differs: LeafPart[];
  answers: number;
  elsewhere: number;
  /** The server could not be reached: this is what was proved before. */
  offline: boolean;
  /** What was decided about it. */
  decided: Decided[];
  /** What once did not hold, though it does now. */
  once: ReceiptFault | null;
};

const againMs = 4_000;
const logPath = (slug: string, rest: string): string => `/api/log/${encodeURIComponent(slug)}/${rest}`;

/**
 * The own submission in the log: fetched and judged on this device, again while it waits for its place, and stored. It is one
 * HTTP request, however the answers were sent. SPEC Z9.
 */
export function useLogReceipt(slug: string, receipt: AttemptReceipt, serverNowMs: () => number) {
  const { attemptId } = receipt;
  const [state, setState] = useState<LogState>({ is: 'loading' });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn looks again; a receipt of the same attempt says the same
  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const seen = await lookUp(slug, receipt, serverNowMs);
      if (left) return;
      setState(seen);
      const waits = seen.is === 'waiting' || ('offline' in seen && seen.offline);
      if (waits) timer = setTimeout(() => void look(), againMs * (0.8 + Math.random() * 0.4));
    };
    void look();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [slug, attemptId, serverNowMs, turn]);
  return { state, again: useCallback(() => setTurn((n) => n + 1), []) };
}

async function lookUp(slug: string, receipt: AttemptReceipt, serverNowMs: () => number): Promise<LogState> {
  const { attemptId } = receipt;
  const answer = await getJson<LogReceipt>(logPath(slug, `receipts/${attemptId}`));
  const record = readRecord(attemptId);
  const nowMs = serverNowMs();
  if (!answer.ok) return withoutAnswer(answer, record, receipt, nowMs);
  const given = { shown: answer.value, promise: record.promise, proved: record.proved, nowMs };
  const judged = await compareWithBefore(slug, judgeReceipt(given), record);
  const after = changeRecord(attemptId, (known) =>
    judged.is === 'broken'
      ? { ...known, broken: { why: judged.why, atMs: nowMs, shown: answer.value } }
      : { ...known, proved: judged.receipt },
  );
  return show(judged, after, receipt, false);
}

/** The newer log must only add to the one that was proved to this device before. */
async function compareWithBefore(slug: string, judged: Judged, { proved }: OwnRecord): Promise<Judged> {
  const before = proved?.place;
  if (judged.is !== 'logged' || !before || !judged.receipt.place || proved.origin !== judged.receipt.origin)
    return judged;
  const { size, checkpoint } = judged.receipt.place;
  if (size < before.size)
    return { ...judged, receipt: { ...judged.receipt, place: before, decided: proved.decided ?? [] } }; // of a cache between
  const path = logPath(slug, `consistency?from=${before.size}&to=${size}`);
  const growth = await getJson<{ proof: string[] }>(path);
  if (!growth.ok) return { ...judged, receipt: { ...judged.receipt, place: before, decided: proved.decided ?? [] } };
  return hasGrown(before.checkpoint, checkpoint, growth.value.proof) ? judged : { is: 'broken', why: 'fork' };
}

/** Without a network what was proved stands; a log that has no such submission has broken its promise when its time is over. */
function withoutAnswer(
  answer: Extract<Result<unknown>, { ok: false }>,
  record: OwnRecord,
  receipt: AttemptReceipt,
  nowMs: number,
): LogState {
  const isGone = answer.refusal.code === 'not_found';
  const promised = record.promise && readPromise(record.promise.note);
  if (isGone && promised && nowMs > untilMs(promised)) {
    const after = changeRecord(receipt.attemptId, (known) => ({
      ...known,
      broken: { why: 'missing', atMs: nowMs, shown: null },
    }));
    return show({ is: 'broken', why: 'missing' }, after, receipt, false);
  }
  const { proved } = record;
  if (!proved) return isGone ? { is: 'none' } : { is: 'loading' };
  const until = readPromise(proved.promise.note);
  const judged: Judged =
    proved.place === null
      ? { is: 'waiting', untilMs: until ? untilMs(until) : 0, receipt: proved }
      : { is: 'logged', receipt: proved };
  return show(judged, record, receipt, true);
}

function show(judged: Judged, record: OwnRecord, receipt: AttemptReceipt, offline: boolean): LogState {
  const shown = judged.is === 'broken' ? (record.proved ?? record.broken?.shown ?? null) : judged.receipt;
  const own = { receipt: record.submitted ?? receipt, isOwn: record.submitted !== null, answers: record.answers };
  const compared = shown ? compareLeaf(shown.leaf, own) : { differs: [], answers: record.answers.length, elsewhere: 0 };
  const once = judged.is === 'broken' ? null : ((record.broken?.why ?? null) as ReceiptFault | null);
  const decided =
    shown?.place && judged.is !== 'broken' ? readDecided(shown.leaf, shown.place, shown.decided ?? []) : [];
  const seen = { ...compared, offline, once, decided: decided ?? [] };
  return judged.is === 'broken' ? { ...judged, ...seen, receipt: evidenceOf(record, shown) } : { ...judged, ...seen };
}

/** The file of evidence: what was promised, with the leaf as it was shown; what was proved before, where there is that. */
const evidenceOf = ({ promise }: OwnRecord, shown: LogReceipt | null): LogReceipt | null =>
  shown && { ...shown, promise: promise ?? shown.promise };
