import { strict as assert } from 'node:assert';
import type { CollectiveAward } from '@hoithi/shared/contract/collective';
import type { CollectiveBasis, JudgedAward } from '@hoithi/shared/contract/collective-standing';
import { judgeAward } from '@hoithi/shared/rules/collective/judge-award';
import { citizensApart } from '@hoithi/shared/rules/units/citizens-apart';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { readTieDecisions } from './tie-decisions-sql.ts';
import { factsOfUnits } from './unit-facts.ts';
import { readUnitGroups } from './unit-groups-sql.ts';
import { measureUnits } from './unit-metrics-sql.ts';

/** The rounds that an award counts; all of the contest's where it names none. */
export function roundsOf(contest: CachedContest, { judging }: CollectiveAward): CachedRound[] {
  const named = judging.by === 'formula' ? judging.rounds : null;
  return contest.rounds.filter(({ ordinal }) => named === null || named.includes(ordinal));
}

/** The round standings that an award rests on now. */
export const basisOf = (rounds: readonly CachedRound[]): CollectiveBasis =>
  rounds.map(({ ordinal, rules, standingVersion }) => ({ ordinal, label: rules.label, standingVersion }));

/**
 * An award as it stands now, from the ledger: people and attempts as submitted, points and prizes from the rounds'
 * standings, ties as the committee decided them. Nothing is kept. null: the committee judges by itself. SPEC G3 to G8, G13.
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
    citizensApart(contest.rules),
  );
  const facts = factsOfUnits({
    units: contest.units,
    metrics,
    groups: award.judging.filter.mandatory.length === 0 ? [] : await readUnitGroups(db, contest.contestId),
    ordinals: rounds.map(({ ordinal }) => ordinal),
    firstDay: vietnamDayOf(Math.min(...rounds.map((round) => round.opensAtMs))),
    lastDay: vietnamDayOf(closesAtMs - 1), // the close itself belongs to no round
  });
  const decisions = await readTieDecisions(db, contest.contestId, at);
  return judgeAward(award, facts, contest.rules.questions.count * contest.rules.points.perQuestion, decisions);
}
