import type { ContestantView, OwnResult, OwnRound } from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { allowAttempt } from '@hoithi/shared/rulebook/judge/allow-attempt';
import { listForPractice } from '@hoithi/shared/rulebook/judge/drawable';
import { partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { atResolution } from '@hoithi/shared/rules/elapsed';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import { viewAttempt, viewReceipt } from '../attempt/attempt-view.ts';
import type { SubmissionRow } from '../attempt/submissions-sql.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { entriesFor } from '../contest/drawn-entries.ts';
import { viewContestCard } from '../contest/public-view.ts';
import type { Contestant } from '../people/prove-contestant.ts';
import { readRowsOf, readStanding } from '../round/standings-sql.ts';
import { wonPrize } from '../round/won-prize.ts';
import { type OwnContest, readOwnContest } from './own-contest-sql.ts';

/** The contest as one person (or a passer-by) sees it, whole. `elsewhere` is filled in by the caller. SPEC V1, V2. */
export async function readContest(
  app: Pick<App, 'attempts' | 'clock' | 'contests' | 'db' | 'publicFigures'>,
  slug: string,
  personId: string | null,
): Promise<Result<ContestantView>> {
  const seen = await seeContest(app, slug, personId);
  return seen.ok ? accept(seen.value.view) : seen;
}

/** The same, and who was proven on the way; null: a passer-by. */
export async function seeContest(
  app: Pick<App, 'attempts' | 'clock' | 'contests' | 'db' | 'publicFigures'>,
  slug: string,
  personId: string | null,
): Promise<Result<{ view: ContestantView; by: Contestant | null }>> {
  const contest = await app.contests.findBySlug(slug);
  if (!contest) return refuse({ code: 'not_found', what: 'contest' });
  const own = personId === null ? null : await readOwnContest(app.db, contest.contestId, personId);
  const nowMs = app.clock.nowMs();
  const view: ContestantView = {
    version: nextVersion(nowMs),
    serverNowMs: nowMs,
    contest: viewContestCard(contest),
    rounds: app.publicFigures.roundCards(contest),
    me: null,
    unitPersons: null,
    attempt: null,
    elsewhere: false,
    mine: [],
  };
  if (!own) return accept({ view, by: null });

  const { me } = own;
  const unit = me.unit_code === null ? null : contest.units.unitOf(me.unit_code);
  view.me = { name: me.name, unitName: unit?.name ?? null, audience: me.audience };
  if (unit) view.unitPersons = app.publicFigures.ofUnit(contest, unit.code);
  view.attempt = await viewOpenAttempt(app, contest, own);
  view.mine = await viewOwnRounds(app, contest, own, nowMs);
  return accept({ view, by: { contestantId: me.id, contestId: me.contest_id, personId: me.person_id } });
}

let lastVersion = 0;
/** Rises within and across processes: the shared clock, and one more when it has not moved. SPEC V2. */
export function nextVersion(nowMs: number): number {
  lastVersion = Math.max(lastVersion + 1, nowMs);
  return lastVersion;
}

async function viewOpenAttempt(app: Pick<App, 'attempts' | 'clock'>, contest: CachedContest, own: OwnContest) {
  const nowMs = app.clock.nowMs();
  for (const open of own.open) {
    const attempt = await app.attempts.get(open.id);
    // Past its lock it is the server's to submit; nothing more can be done in it.
    if (attempt && !attempt.submission && nowMs <= app.attempts.locksAtMs(attempt) + attempt.rules.time.graceMs) {
      return viewAttempt(contest, attempt, app.attempts.locksAtMs(attempt), nowMs);
    }
  }
  return null;
}

async function viewOwnRounds(
  app: Pick<App, 'db'>,
  contest: CachedContest,
  { me, submissions, ...own }: OwnContest,
  nowMs: number,
): Promise<OwnRound[]> {
  const predictions = new Map(own.predictions.map((row) => [row.round_id, row.value]));
  const counted = submissions.filter((row) => !row.practice);
  const used = counted.map((row) => ({
    roundId: contest.rounds.find(({ roundId }) => roundId === row.round_id)?.name ?? '',
    submittedAtMs: row.at_ms,
  }));
  const rounds: OwnRound[] = [];
  for (const round of contest.rounds) {
    const inRound = submissions.filter((row) => row.round_id === round.roundId);
    const settings = contest.settings(contest.rulesVersion, round.ordinal);
    const allowance = allowAttempt(settings.round, used, nowMs, contest.rulebook.locale.timezone);
    const phase = roundPhase(round, nowMs);
    const prediction = predictions.get(round.roundId) ?? null;
    rounds.push({
      roundId: round.roundId,
      attemptsUsed: inRound.filter((row) => !row.practice).length,
      attemptsLeft: partOf(settings.round, 'quiz') ? allowance.left : 0, // a show or a table: nothing to begin here
      nextAttemptAtMs: allowance.nextAtMs,
      mayPractice: phase === 'open' && listForPractice(settings.round, entriesFor(contest, round)).length > 0,
      receipts: inRound.slice(0, 50).map((row) => {
        const receipt = viewReceipt(row, settings.rules, prediction, phase);
        const voided = own.voids.find(({ attempt_id }) => attempt_id === row.attempt_id);
        return voided ? { ...receipt, voided: { atMs: voided.at_ms, reason: voided.reason } } : receipt;
      }),
      prediction,
      result: phase === 'published' ? await readOwnResult(app, contest, round, me.id, inRound) : null,
    });
  }
  return rounds;
}

async function readOwnResult(
  app: Pick<App, 'db'>,
  contest: CachedContest,
  round: CachedRound,
  contestantId: string,
  own: readonly SubmissionRow[],
): Promise<OwnResult | null> {
  if (round.publishedVersion === null || own.length === 0) return null;
  const rows = await readRowsOf(app.db, round.roundId, round.publishedVersion, contestantId);
  const standing = await readStanding(app.db, round.roundId, round.publishedVersion);
  const row = rows.find(({ prize }) => prize !== null) ?? rows[0]; // the list of a prize, or the first of the rules
  if (!row || !standing) return null;
  const rulebook = contest.rulebookByVersion.get(standing.rules_version) ?? contest.rulebook;
  const { rules } = contest.settings(standing.rules_version, round.ordinal);
  return {
    rank: row.rank,
    persons: row.persons,
    points: row.points,
    pointsMax: rules.questions.count * rules.perQuestion,
    elapsedMs: atResolution(row.elapsed_ms, rules.time.resolution),
    prediction: row.prediction,
    predictionError: row.prediction_error,
    predictionTarget: standing.prediction_target,
    aheadDecidedBy: row.ahead_decided_by,
    behindDecidedBy: row.behind_decided_by,
    prizes: rows.map((each) => wonPrize(rulebook, each)).filter((prize) => prize !== null),
    toDecide: rows.some((each) => each.to_decide),
  };
}
