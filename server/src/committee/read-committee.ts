import type { CommitteeDesk } from '@hoithi/shared/contract/committee';
import { accept, type Result } from '@hoithi/shared/contract/result';
import { partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readDrawings } from '../contest/settled-sql.ts';
import { readHeldShows } from '../contest/show-places-sql.ts';
import { committeeLists } from './give-order.ts';
import { readLists } from './lists-sql.ts';
import { tableOf } from './load-brought.ts';
import { listsOf } from './named-lists.ts';
import { readOrders } from './orders-sql.ts';
import { holdersOf } from './places.ts';
import { readPlaceNames } from './places-sql.ts';
import { readNames } from './subjects-sql.ts';
import { readTableVersions } from './tables-sql.ts';

type Deps = Pick<App, 'clock' | 'db'>;

/** All that the rules leave to the committee to bring, and how far it is. SPEC M22 to M28. */
export async function readCommittee(app: Deps, contest: CachedContest): Promise<Result<CommitteeDesk>> {
  const { rulebook, rounds } = contest;
  const settingsOf = (round: CachedRound) => contest.settings(contest.rulesVersion, round.ordinal).round;
  const known = new Map((await readLists(app.db, contest.contestId)).map((row) => [row.list, row]));
  const held = new Set((await readHeldShows(app.db, contest.contestId)).map(({ show }) => show));
  return accept({
    lists: listsOf(rulebook).map(({ roster, label }) => {
      const row = known.get(roster);
      const { version = null, people = 0, source = '' } = row ?? {};
      return { list: roster, label, version, people, source, atMs: row?.at_ms ?? null };
    }),
    tables: await readTables(app, contest),
    orders: await readGivenOrders(app, contest),
    places: await readPlaces(app, contest),
    drawings: await readOpenDrawings(app, contest),
    shows: rounds.flatMap((round) =>
      settingsOf(round).parts.flatMap((part) =>
        part.kind === 'show' ? [{ show: part.id, round: round.label, held: held.has(part.id) }] : [],
      ),
    ),
  });
}

async function readTables(app: Deps, contest: CachedContest): Promise<CommitteeDesk['tables']> {
  const tables: CommitteeDesk['tables'] = [];
  for (const round of contest.rounds) {
    const settings = contest.settings(contest.rulesVersion, round.ordinal).round;
    const order = tableOf(contest.rulebook, settings);
    if (!order || !partOf(settings, 'table')) continue;
    tables.push({
      ...{ roundId: round.roundId, label: round.label, ofUnits: order.of === 'units', settled: round.settled },
      columns: [...order.columns],
      versions: (await readTableVersions(app.db, round.roundId)).map((row) => ({
        ...{ version: row.version, signedBy: row.signed_by, dated: row.dated, reason: row.reason },
        ...{ cells: row.cells, complete: row.complete, atMs: row.at_ms },
      })),
    });
  }
  return tables;
}

async function readGivenOrders(app: Deps, contest: CachedContest): Promise<CommitteeDesk['orders']> {
  const lists = committeeLists(contest.rulebook);
  if (lists.length === 0) return [];
  const given = await readOrders(app.db, contest.contestId, app.clock.nowMs());
  const orders: CommitteeDesk['orders'] = [];
  for (const { list, standing, period } of lists) {
    const row = given.find((each) => each.list === list);
    const names = new Map((await readNames(app.db, row?.ids ?? [])).map(({ id, name }) => [id, name]));
    const own = contest.rounds.filter(({ name }) => period.roundIds.includes(name));
    orders.push({
      ...{ list, label: standing.label, rounds: own.map(({ label }) => label), reason: row?.reason ?? null },
      settled: own.some(({ name, settled }) => name === period.dueAt && settled),
      names: (row?.ids ?? []).map((id) => names.get(id) ?? ''),
    });
  }
  return orders;
}

async function readPlaces(app: Deps, contest: CachedContest): Promise<CommitteeDesk['places']> {
  const places: CommitteeDesk['places'] = [];
  for (const round of contest.rounds) {
    const settings = contest.settings(contest.rulesVersion, round.ordinal).round;
    if (!settings.capacity) continue;
    const rows = await readPlaceNames(app.db, round.roundId);
    const { admitted, reserves } = holdersOf(settings, rows);
    const view = (id: string) => {
      const row = rows.find(({ contestant_id }) => contestant_id === id);
      const unit = row?.unit_code ? contest.units.unitOf(row.unit_code) : null;
      return { contestantId: id, name: row?.name ?? '', unitName: unit?.name ?? null };
    };
    places.push({
      ...{ roundId: round.roundId, label: round.label, max: settings.capacity.max },
      perUnit: settings.capacity.perUnit ?? null,
      held: admitted.map(view),
      reserves: reserves.map(view),
    });
  }
  return places;
}

async function readOpenDrawings(app: Deps, contest: CachedContest): Promise<CommitteeDesk['drawings']> {
  const drawn = contest.rulebook.awards.filter(({ take }) => take.kind === 'draw');
  if (drawn.length === 0) return [];
  const rows = await readDrawings(
    app.db,
    contest.rounds.map(({ roundId }) => roundId),
  );
  return rows.flatMap(({ round_id, standing_id, to_draw }) => {
    const award = drawn.find(({ id }) => standing_id.split(/[@/]/)[0] === id);
    const round = contest.rounds.find(({ roundId }) => roundId === round_id);
    return award && round ? [{ award: award.label, round: round.label, people: to_draw }] : [];
  });
}
