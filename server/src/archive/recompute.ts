import { strict as assert } from 'node:assert';
import { PrizeRank, prizeRanks } from '@hoithi/shared/contract/prize-rank';
import type { PublicResults } from '@hoithi/shared/contract/results';
import type { RankedResults } from '@hoithi/shared/rules/upgrade-results';
import { type AnswerRow, readAnswers } from '../attempt/answers-sql.ts';
import { type HandoutRow, readAttempts, readHandouts } from '../attempt/attempts-sql.ts';
import { beforeStored, readSubmissionPage, type SubmissionRow } from '../attempt/submissions-sql.ts';
import { scoreSubmission } from '../attempt/submit-batch.ts';
import type { CachedContest, CachedRound, Contests } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { type ComputedStanding, computeStandings } from '../round/compute-standings.ts';
import {
  hasLaterVoids,
  type RankedRow,
  readPublications,
  readRows,
  readStandings,
  readWinningRows,
  type StandingRow,
} from '../round/standings-sql.ts';
import { type Finding, samplesMax } from './checks-sql.ts';

/** Scores and places, computed again from the answers by the rules. */

const submissionPage = 1_000;
const standingPage = 2_000;

function groupBy<T extends { attempt_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.attempt_id, [...(groups.get(row.attempt_id) ?? []), row]);
  return groups;
}

/** Whether the stored row equals the computed one in every field that was computed. */
const sameFields = <T extends SubmissionRow | StandingRow | RankedRow>(computed: T, stored: T | undefined): boolean =>
  stored !== undefined && (Object.keys(computed) as (keyof T)[]).every((key) => computed[key] === stored[key]);

/** Scores every submission again from its answers, by the rule that scored it, and compares row by row. SPEC B2, A7. */
export async function checkSubmissions(
  tx: Queries,
  contests: Contests,
): Promise<{ checked: number; finding: Finding | null }> {
  const wrong: string[] = [];
  let checked = 0;
  let count = 0;
  let after: string | null = null;
  for (;;) {
    const page: SubmissionRow[] = await readSubmissionPage(tx, after, submissionPage);
    const again = await scorePage(tx, contests, page);
    for (const row of page) {
      const scored = again.get(row.attempt_id);
      if (scored && sameFields(scored, row)) continue;
      count += 1;
      if (wrong.length < samplesMax) wrong.push(row.attempt_id);
    }
    checked += page.length;
    after = page.at(-1)?.attempt_id ?? null;
    if (page.length < submissionPage || after === null) break;
  }
  return { checked, finding: count === 0 ? null : { check: 'submissions.score', count, samples: wrong } };
}

/** An attempt that is not sound gets no score; other checks name what is missing. */
async function scorePage(
  tx: Queries,
  contests: Contests,
  page: readonly SubmissionRow[],
): Promise<Map<string, SubmissionRow>> {
  const ids = page.map((row) => row.attempt_id);
  const attempts = new Map((await readAttempts(tx, ids)).map((row) => [row.id, row]));
  const answers = groupBy<AnswerRow>(await readAnswers(tx, ids));
  const handouts = groupBy<HandoutRow>(await readHandouts(tx, ids));
  const scored = new Map<string, SubmissionRow>();
  for (const stored of page) {
    const row = attempts.get(stored.attempt_id);
    const found = row && contests.byRound(row.round_id);
    if (
      !row ||
      !found?.contest.rulebookByVersion.has(row.rules_version) ||
      !row.question_ids.every((id) => found.contest.bank.has(id))
    )
      continue;
    const own = scoreSubmission(
      {
        attempt: { row, ...found.contest.settings(row.rules_version, found.round.ordinal) },
        atMs: stored.at_ms,
        by: stored.submitted_by,
        roundTripMs: stored.round_trip_ms,
        ...(stored.round_trip_ms === beforeStored ? { knownCreditMs: stored.credit_ms } : {}),
      },
      answers.get(row.id) ?? [],
      handouts.get(row.id) ?? [],
      { contestOf: () => found },
    );
    assert(own.attempt_id === row.id, 'a score is of its own attempt');
    scored.set(row.id, own);
  }
  return scored;
}

type Checked = { checked: number; findings: Finding[] };

/**
 * Computes every standing again from the ledger, as of the instant it was computed, and compares all places; compares what
 * was published with the standing it names. A standing before a later voiding cannot be computed again and is left out.
 * One round's standing is in memory.
 *
 * Source   SPEC B2, F3, F4.
 */
export async function checkStandings(tx: Queries, contests: Contests): Promise<Checked> {
  const wrong: string[] = [];
  const published: string[] = [];
  let checked = 0;
  for (const contest of contests.all()) {
    for (const round of contest.rounds) {
      const standings = await readStandings(tx, round.roundId);
      for (const version of new Set(standings.map((standing) => standing.version))) {
        const lists = standings.filter((standing) => standing.version === version);
        const [first] = lists;
        if (!first || (await hasLaterVoids(tx, round.roundId, first.computed_at_ms))) continue;
        checked += 1;
        if (!(await areEqualComputed(tx, contest, round, lists, first))) wrong.push(`${round.roundId} ${version}`);
      }
      published.push(...(await listWrongPublications(tx, round, standings)));
    }
  }
  const findings = [
    { check: 'standings.computed', found: wrong },
    { check: 'publications.standing', found: published },
  ].filter((each) => each.found.length > 0);
  return {
    checked,
    findings: findings.map(({ check, found }) => ({ check, count: found.length, samples: found.slice(0, samplesMax) })),
  };
}

/** Every list of one version of a round. */
async function areEqualComputed(
  tx: Queries,
  contest: CachedContest,
  round: CachedRound,
  stored: readonly StandingRow[],
  { computed_at_ms: nowMs, rules_version: rulesVersion, version, standing_id }: StandingRow,
): Promise<boolean> {
  const rulebook = contest.rulebookByVersion.get(rulesVersion);
  if (!rulebook) return false;
  const asBefore = standing_id === '';
  const again = await computeStandings(tx, { ...contest, rulebook, rulesVersion }, round, { nowMs, asBefore });
  if (again.length !== stored.length) return false;
  for (const [at, computed] of again.entries()) {
    const standing = { ...computed.standing, version, ...(asBefore ? { standing_id } : {}) };
    const own = stored[at];
    if (!own || !sameFields(standing, own)) return false;
    if (!(await areEqualRows(tx, round, own, computed.rows))) return false;
  }
  return true;
}

async function areEqualRows(
  tx: Queries,
  { roundId }: CachedRound,
  standing: StandingRow,
  computed: ComputedStanding['rows'],
): Promise<boolean> {
  for (let at = 0; ; at += standingPage) {
    const page = await readRows(tx, roundId, standing, at, standingPage);
    const own = computed.slice(at, at + standingPage);
    if (page.length !== own.length || !own.every((row, place) => isSamePlace(row, page[place], standing))) return false;
    if (page.length < standingPage) return true;
  }
}

/** In a standing from before there were several, prizes and keys had names of their own. */
function isSamePlace(computed: RankedRow, stored: RankedRow | undefined, { standing_id }: StandingRow): boolean {
  if (standing_id !== '' || !stored) return sameFields(computed, stored);
  const { prize, ahead_decided_by, behind_decided_by } = stored;
  return (
    (prize === null) === (computed.prize === null) &&
    sameFields({ ...computed, prize, ahead_decided_by, behind_decided_by }, stored)
  );
}

async function listWrongPublications(
  tx: Queries,
  round: CachedRound,
  standings: readonly StandingRow[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { version, document } of await readPublications(tx, round.roundId)) {
    const standing = standings.find((each) => each.version === version);
    const winners = await readWinningRows(tx, round.roundId, version);
    if (!standing || !showsStanding(document, standing, winners)) wrong.push(`${round.roundId} ${version}`);
  }
  return wrong;
}

/** Figures and places, in order. Names and units may have been deleted since. */
function showsStanding(
  document: PublicResults | RankedResults,
  standing: StandingRow,
  winners: readonly RankedRow[],
): boolean {
  const { counts } = document;
  return (
    document.standingVersion === standing.version &&
    document.rulesVersion === standing.rules_version &&
    document.computedAtMs === standing.computed_at_ms &&
    (document.prediction?.target ?? null) === standing.prediction_target &&
    counts.attempts === standing.attempts &&
    counts.roundPersons === standing.round_persons &&
    counts.allCorrectPersons === standing.all_correct_persons &&
    document.winners.length === winners.length &&
    document.winners.every((winner, at) => {
      const row = winners[at];
      return (
        row !== undefined &&
        showsPrize(winner, row) &&
        winner.rank === row.rank &&
        winner.points === row.points &&
        winner.prediction === row.prediction &&
        winner.submittedAtMs === row.submitted_at_ms &&
        winner.toDecide === row.to_decide
      );
    })
  );
}

function showsPrize(winner: (PublicResults | RankedResults)['winners'][number], row: RankedRow): boolean {
  if (!('award' in winner)) return winner.prize === row.prize && winner.amountVnd === row.amount_vnd;
  const { prize } = winner;
  if (prize === null) return row.prize === null;
  const rank = PrizeRank.safeParse(row.prize);
  const place = rank.success ? prizeRanks.indexOf(rank.data) : Number(row.prize);
  return prize.place === place && (prize.value?.kind === 'money' ? prize.value.amount : null) === row.amount_vnd;
}
