import type { Queries } from '../platform/db/database.ts';

/** What happened to a round after its timetable. SPEC F1. */
export type RoundEvent =
  | { kind: 'closed-early' | 'extended'; detail: { closesAtMs: number; reason: string } }
  | { kind: 'settled'; detail: { standingVersion: number } }
  | { kind: 'decided'; detail: { standingVersion: number; decisionNo: number | null } }
  | { kind: 'finalized'; detail: Finalized }
  | { kind: 'published'; detail: { standingVersion: number } }
  | { kind: 'corrected'; detail: { standingVersion: number; reason: string } };

/** Who confirmed which standing. From before people did, the standing alone. SPEC F10. */
export type Finalized = {
  standingVersion: number;
  /** SHA-256 over the standing's lists. */
  hash?: string;
  /** Accounts, and who they were by name in `acts_for_two`; one where the rules say one. */
  by?: string[];
  /** Passkeys' assertions over what was confirmed, where there are any. */
  signed?: object[];
  /** Whether a second scorer, code of its own, came to the same. */
  scorer?: 'agreed' | 'none';
};

export type RoundEventRow = RoundEvent & { round_id: string; seq: number; at_ms: number; actor: string };

export const readRoundEvents = (db: Queries, roundIds: readonly string[]): Promise<RoundEventRow[]> =>
  db.query<RoundEventRow>('select * from round_events where round_id = any($1::uuid[]) order by round_id, seq', [
    roundIds,
  ]);

/** Compare-and-set: takes the next place after `afterSeq`. false: somebody else took it first. */
export async function appendRoundEvent(
  db: Queries,
  roundId: string,
  afterSeq: number,
  event: RoundEvent,
  atMs: number,
  actor: string,
): Promise<boolean> {
  const rows = await db.query(
    `insert into round_events (round_id, seq, kind, at_ms, actor, detail) values ($1, $2, $3, $4, $5, $6::jsonb)
     on conflict do nothing returning seq`,
    [roundId, afterSeq + 1, event.kind, atMs, actor, JSON.stringify(event.detail)],
  );
  return rows.length === 1;
}

/** Blocks new attempts of the round until this transaction ends. SPEC F2. */
export const lockRound = (tx: Queries, roundId: string): Promise<unknown> =>
  tx.query('select 1 from rounds where id = $1 for update', [roundId]);
