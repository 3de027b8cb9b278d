import { partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { readSealedPeople, type SealedPersonRow } from '../attempt/sealed-people-sql.ts';
import { askedAbout, digitsOf } from '../attempt/submission-leaf.ts';
import { readBroughtCells } from '../committee/tables-sql.ts';
import { type CachedContest, type CachedRound, heldRounds } from '../contest/contests.ts';
import { readShowPlaces } from '../contest/show-places-sql.ts';
import type { CloseLeaf } from '../log/leaves.ts';
import type { Queries } from '../platform/db/database.ts';

type Contest = Pick<CachedContest, 'contestId' | 'demo' | 'rulebook' | 'rounds' | 'units'>;
type Round = Pick<CachedRound, 'roundId' | 'name'>;
const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a table or a show is a part of the round. */
export const bringsNumbers = (contest: Contest, { name }: Round): boolean => {
  const round = heldRounds(contest.rulebook, contest.rounds).find(({ id }) => id === name);
  return round !== undefined && (partOf(round, 'table') !== undefined || partOf(round, 'show') !== undefined);
};

/** Contestants whom tables and shows of a round give a number, as they counted when it was settled, in the order of ids. */
export async function readBroughtIds(
  db: Queries,
  contest: Contest,
  round: Round,
  settledAtMs: number,
): Promise<string[]> {
  const held = heldRounds(contest.rulebook, contest.rounds).find(({ id }) => id === round.name);
  if (!held) return [];
  const ids = new Set<string>();
  if (partOf(held, 'table'))
    for (const { subject } of await readBroughtCells(db, [round.roundId], settledAtMs))
      if (isUuid.test(subject)) ids.add(subject);
  const shows = held.parts.flatMap((part) => (part.kind === 'show' ? [part.id] : []));
  const pairs = { roundIds: shows.map(() => round.roundId), shows };
  if (shows.length > 0)
    for (const { contestant_id } of await readShowPlaces(db, contest.contestId, pairs, settledAtMs))
      ids.add(contestant_id);
  return [...ids].toSorted();
}

/** What populations look at of them, as at the close. SPEC Z1, Z2. */
export async function broughtPeople(
  db: Queries,
  contest: CachedContest,
  round: CachedRound,
  settledAtMs: number,
  readPeople: typeof readSealedPeople = readSealedPeople,
): Promise<NonNullable<CloseLeaf['brought']>> {
  const ids = await readBroughtIds(db, contest, round, settledAtMs);
  const atMs = round.closesAtMs - 1; // the close itself is after the round
  const of = { contestantIds: ids, roundIds: ids.map(() => round.roundId), atMs: ids.map(() => atMs) };
  const people = ids.length === 0 ? [] : await readPeople(db, of, askedAbout(contest.rulebook));
  const counts = ({ simulated }: SealedPersonRow) => contest.demo || !simulated;
  return people
    .filter(counts)
    .map((person): [string, number, string] => [
      person.pseudonym,
      person.registered_at_ms,
      digitsOf(contest, contest.rulebook, person, { atMs, ageAtMs: round.opensAtMs }),
    ])
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}
