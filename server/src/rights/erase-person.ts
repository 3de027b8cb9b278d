import { randomBytes } from 'node:crypto';
import type { ErasureNote, ErasureWait } from '@hoithi/shared/contract/data-rights';
import { birthDayLeft } from '@hoithi/shared/rulebook/judge/birth-day-left';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import {
  deleteContact,
  deletePersonIn,
  insertErased,
  insertErasedNumber,
  lockPerson,
  readWaits,
  type WaitsRow,
} from './erase-sql.ts';

const keyBytes = 32;

/** What an erasure of each of these people waits for, and what of them stays readable after it. SPEC S65, S67. */
export async function waitsOf(
  db: Queries,
  contest: CachedContest,
  ids: readonly string[],
): Promise<Map<string, { waits: ErasureWait[]; notes: ErasureNote[] }>> {
  const rows = await readWaits(db, ids);
  return new Map(rows.map((row) => [row.contestant_id, { waits: listWaits(contest, row), notes: listNotes(row) }]));
}

function listWaits({ rounds }: CachedContest, row: WaitsRow): ErasureWait[] {
  const unpublished = rounds.some(({ roundId, published }) => !published && row.rounds.includes(roundId));
  return [
    ...(row.attempt ? (['attempt'] as const) : []),
    ...(unpublished ? (['result'] as const) : []),
    ...(row.complaint ? (['complaint'] as const) : []),
  ];
}

const listNotes = ({ prize }: WaitsRow): ErasureNote[] => (prize ? ['prize'] : []);

/**
 * Erases a person's data in one contest: name, contact and the key of their seals. The ledger has them by ids from then on, and
 * what is settled stays as it was.
 *
 * Answers the person whose sessions end with it; null: nothing was there, or other contests have the person still.
 *
 * Source  SPEC S66, S68.
 */
export async function erasePerson(
  tx: Queries,
  app: Pick<App, 'clock'>,
  contest: CachedContest,
  contestantId: string,
  because: 'request' | 'retention',
): Promise<{ personId: string; signedOut: boolean } | null> {
  const person = await lockPerson(tx, contestantId);
  if (!person) return null;
  const atMs = app.clock.nowMs();
  const { timezone } = contest.rulebook.locale;
  const birthDate = person.birth_date === null ? null : birthDayLeft(person.birth_date, person.at_ms, timezone);
  await insertErased(tx, { contestantId, atMs, because, birthDate });
  const runs = contest.rounds.some(({ closesAtMs }) => atMs < closesAtMs);
  if (runs && person.phone !== null)
    await insertErasedNumber(tx, contest.contestId, person.phone, randomBytes(keyBytes));
  await deletePersonIn(tx, contest.contestId, contestantId);
  return { personId: person.person_id, signedOut: await deleteContact(tx, person.person_id, runs) };
}
