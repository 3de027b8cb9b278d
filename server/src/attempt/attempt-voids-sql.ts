import type { Queries } from '../platform/db/database.ts';

/** Attempts that do not count. The latest word of an attempt stands. SPEC A13. */
export type AttemptVoidRow = {
  attempt_id: string;
  seq: number;
  voided: boolean;
  at_ms: number;
  actor: string;
  reason: string;
  /** The decision that it follows from; null: from before there were any. */
  decision_no: number | null;
};

export async function readLatestVoid(db: Queries, attemptId: string): Promise<AttemptVoidRow | null> {
  const rows = await db.query<AttemptVoidRow>(
    'select * from attempt_voids where attempt_id = $1 order by seq desc limit 1',
    [attemptId],
  );
  return rows[0] ?? null;
}

/** false: another word on this attempt took the number first. */
export async function appendAttemptVoid(tx: Queries, row: AttemptVoidRow): Promise<boolean> {
  const rows = await tx.query(
    `insert into attempt_voids (attempt_id, seq, voided, at_ms, actor, reason, decision_no) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing returning seq`,
    [row.attempt_id, row.seq, row.voided, row.at_ms, row.actor, row.reason, row.decision_no],
  );
  return rows.length === 1;
}

export type AttemptOfPerson = {
  attemptId: string;
  roundId: string;
  ordinal: number;
  practice: boolean;
  startedAtMs: number;
  submittedAtMs: number | null;
  points: number | null;
  elapsedMs: number | null;
  voided: boolean;
  voidReason: string | null;
  latePongs: number;
};

/**
 * Everything a person began in a contest, newest first, at most `limit`. latePongs: answers that came sooner than their own
 * round trip of `judgedLagMs` or more and `reactionMs` allow. [T4b]
 */
export const readAttemptsOfPerson = (
  db: Queries,
  contestantId: string,
  limit: number,
  { judgedLagMs, reactionMs }: { judgedLagMs: number; reactionMs: number },
): Promise<AttemptOfPerson[]> =>
  db.query<AttemptOfPerson>(
    `select a.id as "attemptId", a.round_id as "roundId", a.ordinal, a.practice, a.started_at_ms as "startedAtMs",
            s.at_ms as "submittedAtMs", s.points, s.elapsed_ms as "elapsedMs", coalesce(v.voided, false) as voided,
            case when v.voided then v.reason end as "voidReason",
            (select count(*) from answers w where w.attempt_id = a.id and w.round_trip_ms >= $3::integer
               and w.elapsed_ms + w.credit_ms < w.round_trip_ms + $4::integer) as "latePongs"
     from attempts a left join submissions s on s.attempt_id = a.id
     left join lateral (select voided, reason from attempt_voids where attempt_id = a.id order by seq desc limit 1) v on true
     where a.contestant_id = $1 order by a.started_at_ms desc limit $2`,
    [contestantId, limit, judgedLagMs, reactionMs],
  );
