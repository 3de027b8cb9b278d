import { strict as assert } from 'node:assert';
import type { CollectiveAward } from '@hoithi/shared/contract/collective';
import type { CollectiveBasis, JudgedAward } from '@hoithi/shared/contract/collective-standing';
import { type PrizeRank, prizeRanks } from '@hoithi/shared/contract/prize-rank';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { judgeAward } from '@hoithi/shared/rules/collective/judge-award';
import { wordsOfPrizeRank } from '@hoithi/shared/rules/printed-rules/value-words';
import { citizensApart } from '@hoithi/shared/rules/units/citizens-apart';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import { type By, reaches } from '../contest/contest-scope.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readHeadcountsOf } from '../contest/headcounts-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { readTieDecisions } from './collective-standings-sql.ts';
import { factsOfUnits } from './unit-facts.ts';
import { readUnitGroups } from './unit-groups-sql.ts';
import { measureUnits } from './unit-metrics-sql.ts';

/** A contest that this session may act on. */
export function findContest(app: Pick<App, 'contests'>, by: By, contestId: string): Result<CachedContest> {
  const contest = app.contests.byId(contestId);
  if (!contest || !reaches(by, contest)) return refuse({ code: 'not_found', what: 'contest' });
  return accept(contest);
}

/** One award of a contest, by its place in the rules' list. */
export function findAward(
  app: Pick<App, 'contests'>,
  by: By,
  contestId: string,
  at: number,
): Result<{ contest: CachedContest; award: CollectiveAward }> {
  const found = findContest(app, by, contestId);
  if (!found.ok) return found;
  const award = found.value.rules.prizes.collective[at];
  return award ? accept({ contest: found.value, award }) : refuse({ code: 'not_found', what: 'award' });
}

/** The rounds that an award counts; all of the contest's where it names none. */
export function roundsOf(contest: CachedContest, { judging }: CollectiveAward): CachedRound[] {
  const named = judging.by === 'formula' ? judging.rounds : null;
  return contest.rounds.filter(({ ordinal }) => named === null || named.includes(ordinal));
}

/** The round standings that an award counts now. */
export const basisOf = (rounds: readonly CachedRound[]): CollectiveBasis =>
  rounds.map(({ ordinal, rules, standingVersion }) => ({ ordinal, label: rules.label, standingVersion }));

/** What the prizes of a round's first award are called, by their ranks. */
const ranksOfPrizes = ({ awards }: Rulebook): PrizeRank[] =>
  (awards[0]?.prizes ?? []).map(
    ({ label }) => prizeRanks.find((rank) => wordsOfPrizeRank[rank].vi === label.vi) ?? 'CONSOLATION',
  );

/**
 * An award as of now, from the ledger: people and attempts as submitted, points and prizes from the rounds'
 * standings, ties as the committee decided them. Nothing is saved. null: the committee judges by itself. SPEC G3 to G8, G13.
 */
export async function judgeCollective(db: Queries, contest: CachedContest, at: number): Promise<JudgedAward | null> {
  const award = contest.rules.prizes.collective[at];
  assert(award, 'the award is in the rules');
  if (award.judging.by === 'committee') return null;
  const rounds = roundsOf(contest, award);
  assert(rounds.length > 0, 'the rules were checked for rounds that exist');
  const closesAtMs = Math.max(...rounds.map((round) => round.closesAtMs));
  const metrics = await measureUnits(
    db,
    rounds.map(({ roundId, standingVersion }) => ({ roundId, standingVersion })),
    closesAtMs,
    { citizensApart: citizensApart(contest.rules), prizeRanks: ranksOfPrizes(contest.rulebook) },
  );
  const facts = factsOfUnits({
    units: contest.units,
    metrics,
    groups: award.judging.filter.mandatory.length === 0 ? [] : await readUnitGroups(db, contest.contestId),
    ordinals: rounds.map(({ ordinal }) => ordinal),
    firstDay: vietnamDayOf(Math.min(...rounds.map((round) => round.opensAtMs))),
    lastDay: vietnamDayOf(closesAtMs - 1), // the close itself is after the round
    headcounts: await readHeadcountsOf(db, contest.contestId, vietnamDayOf(closesAtMs - 1)),
  });
  const decisions = await readTieDecisions(db, contest.contestId, at);
  return judgeAward(award, facts, contest.rules.questions.count * contest.rules.points.perQuestion, decisions);
}
