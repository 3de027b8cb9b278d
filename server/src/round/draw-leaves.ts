import { hashLotList } from '@hoithi/shared/rules/lots';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import type { DrawLeaf, SeedLeaf } from '../log/leaves.ts';
import { readKnownPseudonyms } from '../log/pseudonyms-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { type DrawRow, type DrawStepRow, readDrawPeople } from './draws-sql.ts';
import { listIdOf } from './label-lists.ts';
import { readKnownDraws } from './view-draws.ts';

/** A draw is named: its source, over a frozen list. SPEC F40. */
export function namedLeaf(
  contest: Pick<CachedContest, 'rulebook'>,
  round: Pick<CachedRound, 'name'>,
  { id, rank, base_version: version, standing_id, people: count, list_hash: hash, source, at_ms }: DrawRow,
): SeedLeaf {
  const of = { round: round.name, version, rank };
  return {
    ...{ v: 1, kind: 'seed', at: at_ms, draw: id, step: 0, value: null },
    of:
      rank === null
        ? { ...of, kind: 'award', id: standing_id }
        : { ...of, kind: 'tie', id: listIdOf(contest, standing_id) },
    list: { count, hash },
    source:
      source.kind === 'lottery'
        ? {
            ...{ kind: 'lottery', company: source.company, prize: source.prize },
            ...{ at: source.atMs, digits: source.digits },
          }
        : source,
  };
}

/** It is over: its seed and whom the order names (`ids`, by pseudonym), or why it was called off; none while it is being typed. SPEC F41. */
export function overLeaves(
  { draw_id: draw, kind, at_ms: at, value, reason }: DrawStepRow,
  ids: string[],
): (SeedLeaf | DrawLeaf)[] {
  const seed = { v: 1, kind: 'seed', at, draw, step: 1 } as const;
  if (kind === 'off') return [{ ...seed, value: null, reason: reason ?? '' }];
  if (kind === 'typed') return [];
  return [
    { ...seed, value: value ?? '' },
    { v: 1, kind: 'draw', at, draw, ids },
  ];
}

/** People in the order of the numbers that were drawn. */
export async function peopleOf(db: Queries, drawId: string, numbers: readonly number[]): Promise<string[]> {
  const people = await readDrawPeople(db, drawId, numbers);
  const byNumber = new Map(people.map(({ number, contestant_id }) => [number, contestant_id]));
  return numbers.map((number) => byNumber.get(number) ?? '');
}

/** The same out of the ledger, where nothing may be written. A list that its people do not make is none of a leaf. */
export async function readDrawLeaves(
  db: Queries,
  contest: Pick<CachedContest, 'rulebook'>,
  round: Pick<CachedRound, 'name' | 'roundId'>,
): Promise<(SeedLeaf | DrawLeaf)[]> {
  const leaves: (SeedLeaf | DrawLeaf)[] = [];
  for (const { row, over } of await readKnownDraws(db, round.roundId)) {
    const people = await readDrawPeople(db, row.id);
    const known = await readKnownPseudonyms(
      db,
      people.map(({ contestant_id }) => contestant_id),
    );
    const isFrozen = known.length === row.people && hashLotList(known) === row.list_hash;
    leaves.push(namedLeaf(contest, round, isFrozen ? row : { ...row, list_hash: '' }));
    const byNumber = new Map(people.map(({ number }, at) => [number, known[at] ?? '']));
    const ids = (over?.numbers ?? []).map((number) => byNumber.get(number) ?? '');
    if (over) leaves.push(...overLeaves(over, ids));
  }
  return leaves;
}
