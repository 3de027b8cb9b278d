import type { ReturnPlace } from '@hoithi/shared/contract/committee';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { admitPeople } from '@hoithi/shared/rulebook/judge/admit-people';
import type { OpenRound } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { lockRound } from '../contest/round-events-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Database } from '../platform/db/database.ts';
import { insertPlaceClaim, insertPlaceReturn, type PlaceClaim, readPlaceClaims } from './places-sql.ts';

type Held = { admitted: readonly string[]; reserves: readonly string[] };

/** Who has one of a round's counted places, and who waits for one, in order. Source: SPEC M24. */
export const holdersOf = (round: Pick<OpenRound, 'capacity'>, claims: readonly PlaceClaim[]): Held =>
  admitPeople(
    round,
    claims.map(({ contestant_id, unit_code, at_ms }) => ({
      id: contestant_id,
      unit: unit_code,
      registeredAtMs: at_ms,
    })),
  );

/** Asks for a place and says whether it is one; null: a place, else the number among the reserves. SPEC M24. */
export async function takePlace(
  db: Database,
  round: CachedRound,
  settings: Pick<OpenRound, 'capacity'>,
  { contestantId, unitCode, atMs }: { contestantId: string; unitCode: string | null; atMs: number },
): Promise<number | null> {
  const judge = async (queries: Pick<Database, 'query'>) => {
    const held = holdersOf(settings, await readPlaceClaims(queries, round.roundId));
    if (held.admitted.includes(contestantId)) return null;
    const at = held.reserves.indexOf(contestantId);
    return at === -1 ? undefined : at + 1;
  };
  const known = await judge(db);
  if (known !== undefined) return known;
  return db.transaction(async (tx) => {
    await lockRound(tx, round.roundId); // who asks first is first, whichever process
    await insertPlaceClaim(tx, round.roundId, { contestant_id: contestantId, unit_code: unitCode, at_ms: atMs });
    return (await judge(tx)) ?? null;
  });
}

/** Staff give a place back, with the reason; it goes to the next. SPEC M24. */
export async function returnPlace(
  app: Pick<App, 'clock' | 'db'>,
  by: { actor: string },
  { contest, round }: { contest: CachedContest; round: CachedRound },
  { contestantId, reason }: ReturnPlace,
): Promise<Result<Record<string, never>>> {
  const done = await app.db.transaction(async (tx) => {
    await lockRound(tx, round.roundId);
    const atMs = app.clock.nowMs();
    if (!(await insertPlaceReturn(tx, round.roundId, contestantId, { reason, atMs, actor: by.actor }))) return false;
    await writeAudit(tx, {
      contestId: contest.contestId,
      atMs,
      actor: by.actor,
      act: 'committee:place',
      object: `round ${round.ordinal}`,
      detail: { contestantId, reason, before: { place: 'held' }, after: { place: 'returned' } },
    });
    return true;
  });
  return done ? accept({}) : refuse({ code: 'not_found', what: 'place' });
}
