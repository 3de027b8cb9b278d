import type { ContestantView, OwnResult, OwnRound } from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { attemptsAllowance } from '@hoithi/shared/rules/attempt';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { HouseContest, HouseRound } from '../../house/contests.ts';
import type { House } from '../../house/house.ts';
import { readOpenAttemptIds } from '../../ledger/attempts.ts';
import { type Enrolled, readEnrolled } from '../../ledger/people.ts';
import { readPredictionsOf } from '../../ledger/predictions.ts';
import { countLines, readLineOf, readStanding } from '../../ledger/standings.ts';
import { readSubmissionsOf, type SubmissionRow } from '../../ledger/submissions.ts';
import { viewAttempt, viewReceipt } from '../../views/attempt-view.ts';
import { viewContestCard } from '../../views/public-view.ts';

/** The contest as one person (or a passer-by) sees it, whole. `elsewhere` is the door's to fill. SPEC V1, V2. */
export async function lookAtContest(
  house: House,
  slug: string,
  personId: string | null,
): Promise<Result<ContestantView>> {
  const contest = await house.contests.findBySlug(slug);
  if (!contest) return refuse({ code: 'not_found', what: 'contest' });
  const me = personId === null ? null : await readEnrolled(house.db, contest.contestId, personId);
  const nowMs = house.clock.nowMs();
  const view: ContestantView = {
    version: nextVersion(nowMs),
    serverNowMs: nowMs,
    contest: viewContestCard(contest),
    rounds: house.publicFigures.roundCards(contest),
    me: null,
    unitPersons: null,
    attempt: null,
    elsewhere: false,
    mine: [],
  };
  if (!me) return accept(view);

  const unit = me.unit_code === null ? null : contest.units.unitOf(me.unit_code);
  view.me = { name: me.name, unitName: unit?.name ?? null, audience: me.audience };
  if (unit) view.unitPersons = house.publicFigures.ofUnit(contest, unit.code);
  view.attempt = await viewOpenAttempt(house, contest, me);
  view.mine = await viewOwnRounds(house, contest, me, nowMs);
  return accept(view);
}

let lastVersion = 0;
/** Rises within and across processes: the shared clock, and one more when it has not moved. SPEC V2. */
export function nextVersion(nowMs: number): number {
  lastVersion = Math.max(lastVersion + 1, nowMs);
  return lastVersion;
}

async function viewOpenAttempt(house: House, contest: HouseContest, me: Enrolled) {
  const nowMs = house.clock.nowMs();
  for (const open of await readOpenAttemptIds(house.db, me.id)) {
    const attempt = await house.attempts.get(open.id);
    // Past its lock it is the server's to submit; nothing more can be done in it.
    if (attempt && !attempt.submission && nowMs <= house.attempts.locksAtMs(attempt) + attempt.rules.time.graceMs) {
      return viewAttempt(contest, attempt, house.attempts.locksAtMs(attempt), nowMs);
    }
  }
  return null;
}

async function viewOwnRounds(house: House, contest: HouseContest, me: Enrolled, nowMs: number): Promise<OwnRound[]> {
  const submissions = await readSubmissionsOf(house.db, me.id);
  const predictions = new Map((await readPredictionsOf(house.db, me.id)).map((row) => [row.round_id, row.value]));
  const counted = submissions.filter((row) => !row.practice);
  const lastSubmittedAtMs = counted.reduce<number | null>((last, row) => Math.max(last ?? 0, row.at_ms), null);
  const rounds: OwnRound[] = [];
  for (const round of contest.rounds) {
    const own = submissions.filter((row) => row.round_id === round.roundId);
    const allowance = attemptsAllowance(
      contest.rules.attempts,
      {
        openAttemptId: null,
        usedInRound: own.filter((row) => !row.practice).length,
        usedInContest: counted.length,
        lastSubmittedAtMs,
      },
      nowMs,
    );
    const phase = roundPhase(round, nowMs);
    const prediction = predictions.get(round.roundId) ?? null;
    rounds.push({
      roundId: round.roundId,
      attemptsUsed: own.filter((row) => !row.practice).length,
      attemptsLeft: allowance.left,
      nextAttemptAtMs: allowance.nextAtMs,
      mayPractice: contest.rules.attempts.practice && phase === 'open',
      receipts: own.slice(0, 50).map((row) => viewReceipt(row, contest.rules, prediction, phase)),
      prediction,
      result: phase === 'published' ? await readOwnResult(house, contest, round, me.id, own) : null,
    });
  }
  return rounds;
}

async function readOwnResult(
  house: House,
  contest: HouseContest,
  round: HouseRound,
  contestantId: string,
  own: readonly SubmissionRow[],
): Promise<OwnResult | null> {
  if (round.standingVersion === null || own.length === 0) return null;
  const line = await readLineOf(house.db, round.roundId, round.standingVersion, contestantId);
  const standing = await readStanding(house.db, round.roundId, round.standingVersion);
  if (!line || !standing) return null;
  return {
    rank: line.rank,
    persons: await countLines(house.db, round.roundId, round.standingVersion),
    points: line.points,
    pointsMax: contest.rules.questions.count * contest.rules.points.perQuestion,
    elapsedMs: line.elapsed_ms,
    prediction: line.prediction,
    predictionError: line.prediction_error,
    predictionTarget: standing.prediction_target,
    aheadDecidedBy: line.ahead_decided_by,
    behindDecidedBy: line.behind_decided_by,
    prize: line.prize,
    toDecide: line.to_decide,
  };
}
