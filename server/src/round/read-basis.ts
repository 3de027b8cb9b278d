import { type OpenRound, partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { type Facts, noFacts, type UnitRow } from '@hoithi/shared/rulebook/judge/facts';
import type { UnitOrder } from '@hoithi/shared/rulebook/judge/judge-units';
import { dayOf } from '@hoithi/shared/rulebook/judge/zoned-time';
import { readListed } from '../committee/lists-sql.ts';
import { listsOf } from '../committee/named-lists.ts';
import { readOrders } from '../committee/orders-sql.ts';
import { readBroughtCells } from '../committee/tables-sql.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readHeadcountsOf, readKindHeadcounts } from '../contest/headcounts-sql.ts';
import { readShowPlaces } from '../contest/show-places-sql.ts';
import { headcountKinds, unitFacts } from '../contest/unit-facts.ts';
import { readUnitGroups } from '../contest/unit-groups-sql.ts';
import type { Queries } from '../platform/db/database.ts';

/** Units and lists as they are when a round is settled; they are saved with its standing and stay. SPEC M26. */
export type SettledBasis = { units: UnitRow[]; listed: Record<string, string[]> };

/** What results follow from beside the people and what they submitted: units, lists, and what the committee brought and decided. */
export type Basis = SettledBasis & { facts: Facts; orders: UnitOrder[] };

type Contest = Pick<CachedContest, 'contestId' | 'rulebook' | 'rounds' | 'units'>;

/**
 * Reads it as of an instant. `rounds`: those whose attempts count, as they were held; `settled`: what a standing went by before.
 *
 * Source  SPEC M5, M11, M22 to M26, C20.
 */
export async function readBasis(
  db: Queries,
  contest: Contest,
  { rounds, nowMs, settled }: { rounds: readonly OpenRound[]; nowMs: number; settled: SettledBasis | null },
): Promise<Basis> {
  const { contestId } = contest;
  const { units, listed } = settled ?? (await readSettling(db, contest, rounds));
  const orders = await readOrders(db, contestId, nowMs);
  return {
    ...{ units, listed },
    orders: orders.map(({ list, ids, reason, at_ms }) => ({ list, ids, reason, decidedAtMs: at_ms })),
    facts: {
      ...noFacts,
      units,
      orders: orders.map(({ list, ids }) => ({ list, ids })),
      tables: await readTables(db, contest, rounds, nowMs),
      shows: await readShows(db, contest, rounds, nowMs),
    },
  };
}

async function readSettling(db: Queries, contest: Contest, rounds: readonly OpenRound[]): Promise<SettledBasis> {
  const { contestId, rulebook, units } = contest;
  const closesAtMs = Math.max(...rounds.map((round) => round.closesAtMs));
  const day = dayOf(closesAtMs - 1, rulebook.locale.timezone); // the close itself is after the round
  const kinds = headcountKinds(rulebook);
  const figures = {
    headcounts: await readHeadcountsOf(db, contestId, day),
    byKind: kinds.length === 0 ? [] : await readKindHeadcounts(db, contestId, day),
    groups: kinds.length === 0 ? [] : await readUnitGroups(db, contestId),
  };
  return {
    units: unitFacts(units, kinds, figures),
    listed: listsOf(rulebook).length === 0 ? {} : await readListed(db, contestId),
  };
}

async function readTables(
  db: Queries,
  contest: Contest,
  rounds: readonly OpenRound[],
  nowMs: number,
): Promise<Facts['tables']> {
  const withTables = rounds.filter((round) => partOf(round, 'table'));
  if (withTables.length === 0) return [];
  const names = new Map(contest.rounds.map(({ roundId, name }) => [roundId, name]));
  const ids = contest.rounds
    .filter(({ name }) => withTables.some(({ id }) => id === name))
    .map(({ roundId }) => roundId);
  const cells = await readBroughtCells(db, ids, nowMs);
  return cells.map(({ round_id, column_id, subject, value, at_ms }) => ({
    ...{ roundId: names.get(round_id) ?? '', column: column_id, subject, value, signedAtMs: at_ms },
  }));
}

async function readShows(
  db: Queries,
  contest: Contest,
  rounds: readonly OpenRound[],
  nowMs: number,
): Promise<Facts['shows']> {
  const names = new Map(contest.rounds.map(({ roundId, name }) => [roundId, name]));
  const parts = rounds.flatMap((round) => {
    const held = contest.rounds.find(({ name }) => name === round.id);
    return held ? round.parts.flatMap((part) => (part.kind === 'show' ? [[held.roundId, part.id] as const] : [])) : [];
  });
  if (parts.length === 0) return [];
  const pairs = { roundIds: parts.map(([roundId]) => roundId), shows: parts.map(([, show]) => show) };
  const places = await readShowPlaces(db, contest.contestId, pairs, nowMs);
  return places.map(({ round_id, show, contestant_id, place, points }) => ({
    ...{ roundId: names.get(round_id) ?? '', showId: show, personId: contestant_id, place, points },
  }));
}
