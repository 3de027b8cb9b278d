import { strict as assert } from 'node:assert';
import type { CollectiveAwardHead, CollectiveBasis, JudgedAward } from '@hoithi/shared/contract/collective-standing';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { listUnitAwards, type UnitAward } from '@hoithi/shared/rulebook/judge/judge-units';
import type { App } from '../app-parts.ts';
import { type By, reaches } from '../contest/contest-scope.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { computeUnitAwards } from '../round/compute-standings.ts';
import { judgeAside } from '../round/judge-aside.ts';
import type { SettledBasis } from '../round/read-basis.ts';

/** A contest that this session may act on. */
export function findContest(app: Pick<App, 'contests'>, by: By, contestId: string): Result<CachedContest> {
  const contest = app.contests.byId(contestId);
  if (!contest || !reaches(by, contest)) return refuse({ code: 'not_found', what: 'contest' });
  return accept(contest);
}

/** One award of units, by its number among them. */
export function findAward(
  app: Pick<App, 'contests'>,
  by: By,
  contestId: string,
  at: number,
): Result<{ contest: CachedContest; award: UnitAward }> {
  const found = findContest(app, by, contestId);
  if (!found.ok) return found;
  const award = listUnitAwards(found.value.rulebook)[at];
  return award ? accept({ contest: found.value, award }) : refuse({ code: 'not_found', what: 'award' });
}

/** The rounds that an award counts. */
export const roundsOf = ({ rounds }: CachedContest, { period }: UnitAward): CachedRound[] =>
  rounds.filter(({ name }) => period.roundIds.includes(name));

/** The round standings that an award counts now. */
export const basisOf = (rounds: readonly CachedRound[]): CollectiveBasis =>
  rounds.map(({ ordinal, label, standingVersion }) => ({ ordinal, label, standingVersion }));

export const headOf = ({ award, standing: { by } }: UnitAward): CollectiveAwardHead => ({
  label: award.label,
  decimals: by.kind === 'formula' ? by.decimals : null,
  groups: by.kind === 'formula' ? by.filter.mandatory.map(({ name }) => name) : [],
});

/**
 * Every award of units as of now, from the ledger: people and attempts as submitted, prizes from the rounds' standings, orders as
 * the committee gave them. Nothing is saved. SPEC G3 to G8, G13, M13.
 */
export const judgeUnits = async (db: Queries, contest: CachedContest, nowMs: number): Promise<JudgedAward[]> =>
  (await computeUnitAwards(db, contest, { nowMs, judge: judgeAside })).awards;

export async function judgeCollective(
  db: Queries,
  contest: CachedContest,
  at: number,
  nowMs: number,
): Promise<{ judged: JudgedAward; basis: SettledBasis }> {
  const { awards, basis } = await computeUnitAwards(db, contest, { nowMs, judge: judgeAside });
  const judged = awards[at];
  assert(judged, 'the award is in the rules');
  return { judged, basis };
}

/** What was judged for pages: several people open them at once, and a large contest takes seconds. */
const known = new WeakMap<CachedContest, { atMs: number; judged: Promise<JudgedAward[]> }>();
const judgedLastsMs = 10_000;

/** The same for a page: at most so old while rounds run, and one reckoning for all who open it. SPEC G8, W10. */
export function judgeForPage(app: Pick<App, 'clock' | 'db'>, contest: CachedContest): Promise<JudgedAward[]> {
  const nowMs = app.clock.nowMs();
  const last = known.get(contest);
  if (last && nowMs - last.atMs < judgedLastsMs) return last.judged;
  const judged = judgeUnits(app.db, contest, nowMs);
  known.set(contest, { atMs: nowMs, judged });
  judged.catch(() => known.delete(contest)); // an outage is not remembered
  return judged;
}

/** What the committee or a table has just changed is judged anew. */
export const forgetJudged = (contest: CachedContest): boolean => known.delete(contest);
