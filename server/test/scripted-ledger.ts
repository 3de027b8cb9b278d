import { randomUUID } from 'node:crypto';
import type { Audience } from '@hoithi/shared/contract/rules';
import type { CachedContest, CachedRound } from '../src/contest/contests.ts';
import type { Database } from '../src/platform/db/database.ts';

type Person = {
  unitCode: string | null;
  audience?: Audience;
  simulated?: boolean;
  /** Units chosen later: from an instant on. */
  moves?: { unitCode: string; sinceMs: number }[];
};

/** A person of a contest, written straight into the ledger. Gives back the contestant's id. */
export async function insertContestant(db: Database, contest: CachedContest, person: Person): Promise<string> {
  const personId = randomUUID();
  const id = randomUUID();
  const simulated = person.simulated ?? false;
  const units = [
    ...(person.unitCode === null ? [] : [{ unitCode: person.unitCode, sinceMs: 1 }]),
    ...(person.moves ?? []),
  ];
  await db.transaction(async (tx) => {
    await tx.query('insert into people (id, simulated, made_at_ms) values ($1, $2, 1)', [personId, simulated]);
    await tx.query(
      `insert into contestants (id, contest_id, person_id, audience, simulated, registered_at_ms) values ($1, $2, $3, $4, $5, 1)`,
      [id, contest.contestId, personId, person.audience ?? 'OFFICIAL', simulated],
    );
    await tx.query('insert into profiles (contestant_id, name) values ($1, $2)', [id, 'Nguyễn Văn Thử']);
    for (const { unitCode, sinceMs } of units) {
      await tx.query('insert into unit_memberships (contestant_id, since_ms, unit_code) values ($1, $2, $3)', [
        id,
        sinceMs,
        unitCode,
      ]);
    }
  });
  return id;
}

/** A submitted attempt of 15 questions at 10 points, written straight into the ledger. */
export async function insertSubmission(
  db: Database,
  round: CachedRound,
  contestantId: string,
  entry: { right: number; elapsedMs: number; ordinal?: number; practice?: boolean },
): Promise<void> {
  await db.query(
    `insert into submissions (attempt_id, round_id, contestant_id, practice, ordinal, started_at_ms, at_ms, submitted_by,
       question_count, answered, right_count, points, elapsed_ms, credit_ms)
     values ($1, $2, $3, $4, $5, $6, $7, 'contestant', 15, 15, $8, $9, $10, 0)`,
    [
      randomUUID(),
      round.roundId,
      contestantId,
      entry.practice ?? false,
      entry.ordinal ?? 1,
      round.opensAtMs + 1_000,
      round.opensAtMs + 1_000 + entry.elapsedMs,
      entry.right,
      entry.right * 10,
      entry.elapsedMs,
    ],
  );
}
