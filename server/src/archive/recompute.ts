import { strict as assert } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import { PrizeRank, prizeRanks } from '@hoithi/shared/contract/prize-rank';
import type { PublicResults } from '@hoithi/shared/contract/results';
import { atResolution } from '@hoithi/shared/rules/elapsed';
import type { RankedResults } from '@hoithi/shared/rules/upgrade-results';
import { type AnswerRow, readAnswers } from '../attempt/answers-sql.ts';
import { type HandoutRow, readAttempts, readHandouts } from '../attempt/attempts-sql.ts';
import { beforeStored, readSubmissionPage, type SubmissionRow } from '../attempt/submissions-sql.ts';
import { scoreSubmission } from '../attempt/submit-batch.ts';
import type { CachedContest, CachedRound, Contests, RoundSettings } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { type ComputedStanding, computeStandings } from '../round/compute-standings.ts';
import {
  hasLaterVoidsUnlogged,
  type RankedRow,
  readPublications,
  readRows,
  readSettledBasis,
  readStandings,
  readWinningRows,
  type StandingRow,
} from '../round/standings-sql.ts';
import { impossibleIn } from './check-sitting.ts';
import type { Finding } from './checks-sql.ts';
import { Samples } from './samples.ts';

/** Scores and places, computed again from the answers by the rules. */

const submissionPage = 1_000;
/** What a submission lacks that was stored before marks by level were. */
const beforeLevels = { last_change_ms: null, points_max: null, right_by_level: null };
const standingPage = 2_000;

function groupBy<T extends { attempt_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.attempt_id, [...(groups.get(row.attempt_id) ?? []), row]);
  return groups;
}

/** Whether the stored row equals the computed one in every field that was computed. */
const sameFields = <T extends SubmissionRow | StandingRow | RankedRow>(computed: T, stored: T | undefined): boolean =>
  stored !== undefined && (Object.keys(computed) as (keyof T)[]).every((key) => isSame(computed[key], stored[key]));

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (one !== null && typeof one === 'object' && isDeepStrictEqual(one, other));

/**
 * Scores every submission again from its answers, by the rule that scored it, and compares row by row; and asks of each whether
 * its times can have been. SPEC B2, B2b, A7.
 */
export async function checkSubmissions(tx: Queries, contests: Contests): Promise<Checked> {
  const wrong = new Samples('submissions.score');
  const impossible = new Samples('submissions.possible');
  let checked = 0;
  let after: string | null = null;
  for (;;) {
    const page: SubmissionRow[] = await readSubmissionPage(tx, after, submissionPage);
    const again = await scorePage(tx, contests, page);
    for (const row of page) {
      const own = again.get(row.attempt_id);
      if (!own || !sameFields(own.scored, row)) wrong.add(row.attempt_id);
      for (const what of own?.impossible ?? []) impossible.add(`${row.attempt_id} ${what}`);
    }
    checked += page.length;
    after = page.at(-1)?.attempt_id ?? null;
    if (page.length < submissionPage || after === null) break;
  }
  return { checked, findings: [...wrong.findings(), ...impossible.findings()] };
}

type Again = { scored: SubmissionRow; impossible: string[] };

/** An attempt that is not sound gets no score; other checks name what is missing. */
async function scorePage(tx: Queries, contests: Contests, page: readonly SubmissionRow[]): Promise<Map<string, Again>> {
  const ids = page.map((row) => row.attempt_id);
  const attempts = new Map((await readAttempts(tx, ids)).map((row) => [row.id, row]));
  const answers = groupBy<AnswerRow>(await readAnswers(tx, ids));
  const handouts = groupBy<HandoutRow>(await readHandouts(tx, ids));
  const again = new Map<string, Again>();
  for (const stored of page) {
    const row = attempts.get(stored.attempt_id);
    const found = row && contests.byRound(row.round_id);
    if (
      !row ||
      !found?.contest.rulebookByVersion.has(row.rules_version) ||
      !row.question_ids.every((id) => found.contest.bank.has(id))
    )
      continue;
    const settings = found.contest.settings(row.rules_version, found.round.ordinal);
    const sat = { answers: answers.get(row.id) ?? [], handouts: handouts.get(row.id) ?? [] };
    const own = scoreSubmission(
      {
        attempt: { row, ...settings },
        atMs: stored.at_ms,
        by: stored.submitted_by,
        roundTripMs: stored.round_trip_ms,
        ...(stored.round_trip_ms === beforeStored ? { knownCreditMs: stored.credit_ms } : {}),
      },
      sat.answers,
      sat.handouts,
      { contestOf: () => found },
    );
    assert(own.attempt_id === row.id, 'a score is of its own attempt');
    const { rules } = settings;
    const { closesAtMs } = found.round;
    again.set(row.id, {
      scored: stored.points_max === null ? { ...own, ...beforeLevels } : own,
      impossible: impossibleIn({ attempt: row, submission: stored, ...sat, rules, closesAtMs }),
    });
  }
  return again;
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
  const wrong = new Samples('standings.computed');
  const published = new Samples('publications.standing');
  let checked = 0;
  for (const contest of contests.all()) {
    for (const round of contest.rounds) {
      const standings = await readStandings(tx, round.roundId);
      for (const version of new Set(standings.map((standing) => standing.version))) {
        const lists = standings.filter((standing) => standing.version === version);
        const [first] = lists;
        if (!first || (await hasLaterVoidsUnlogged(tx, round.roundId, first.computed_at_ms))) continue;
        checked += 1;
        if (!(await areEqualComputed(tx, contest, round, lists, first))) wrong.add(`${round.roundId} ${version}`);
      }
      for (const each of await listWrongPublications(tx, contest, round, standings)) published.add(each);
    }
  }
  return { checked, findings: [...wrong.findings(), ...published.findings()] };
}

/** Every list of one version of a round. */
async function areEqualComputed(
  tx: Queries,
  contest: CachedContest,
  round: CachedRound,
  stored: readonly StandingRow[],
  { computed_at_ms: nowMs, rules_version: rulesVersion, version, standing_id, decided_no: decidedNo }: StandingRow,
): Promise<boolean> {
  const rulebook = contest.rulebookByVersion.get(rulesVersion);
  if (!rulebook) return false;
  const asBefore = standing_id === '';
  const settled = await readSettledBasis(tx, round.roundId, version);
  const how = { nowMs, asBefore, settled, decidedNo };
  const { computed: again } = await computeStandings(tx, { ...contest, rulebook, rulesVersion }, round, how);
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
  contest: CachedContest,
  round: CachedRound,
  standings: readonly StandingRow[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { version, document } of await readPublications(tx, round.roundId)) {
    const standing = standings.find((each) => each.version === version);
    const winners = await readWinningRows(tx, round.roundId, version);
    const rules =
      standing && contest.rulebookByVersion.has(standing.rules_version)
        ? contest.settings(standing.rules_version, round.ordinal).rules
        : null;
    if (!standing || !rules || !showsStanding(document, standing, winners, rules))
      wrong.push(`${round.roundId} ${version}`);
  }
  return wrong;
}

/** Figures and places, in order. Names and units may have been deleted since. */
function showsStanding(
  document: PublicResults | RankedResults,
  standing: StandingRow,
  winners: readonly RankedRow[],
  { time: { resolution } }: RoundSettings['rules'],
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
        winner.elapsedMs === atResolution(row.elapsed_ms, resolution) &&
        winner.prediction === row.prediction &&
        winner.predictionError === row.prediction_error &&
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
