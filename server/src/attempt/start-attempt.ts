import { randomBytes, randomUUID } from 'node:crypto';
import type { AttemptView, StartAttempt } from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { drawAttempt } from '@hoithi/shared/rulebook/judge/draw-attempt';
import { partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { startRound } from '@hoithi/shared/rulebook/judge/start-round';
import { dayOf, instantOf } from '@hoithi/shared/rulebook/judge/zoned-time';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import { byServer } from '../contest/contest-scope.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { entriesFor, inEveryVersion } from '../contest/drawn-entries.ts';
import { isSealDue, sealRound } from '../contest/seal-round.ts';
import type { Contestant } from '../people/prove-contestant.ts';
import { admitPerson } from './admission.ts';
import { viewAttempt } from './attempt-view.ts';
import { type AttemptRow, readSeen, readStartState, type StartState } from './attempts-sql.ts';
import type { CachedAttempt } from './open-attempts.ts';

type Deps = Pick<App, 'bus' | 'db' | 'clock' | 'contests' | 'attempts' | 'starts' | 'live'>;

/**
 * Whether a start is handled now or waits its turn; decided before any store is asked. A start that the round refuses
 * anyway does not wait. Nobody's time runs in the start queue: the attempt starts when it is admitted. SPEC W5.
 */
export function admit(
  { contests, clock, admission }: Pick<App, 'contests' | 'clock' | 'admission'>,
  personId: string,
  message: StartAttempt,
): Result<null> {
  const round = contests.byRound(message.roundId)?.round;
  if (!round) return refuse({ code: 'not_found', what: 'round' });
  if (!message.practice && roundPhase(round, clock.nowMs()) !== 'open') return accept(null);
  const decided = admission.request(personId);
  if (decided.kind === 'in') return accept(null);
  if (decided.kind === 'busy') return refuse({ code: 'busy', retryInMs: decided.retryInMs });
  const { ahead, estimateMs, pollInMs } = decided;
  return refuse({ code: 'waiting', ahead, estimateMs, pollInMs });
}

/**
 * Starts an attempt, or continues the one that is open. The draw and the first hand-out are in the same commit.
 * `onMaking` is called with the id of a new one before anybody else can find it. SPEC A1, A9, S6, S7.
 */
export async function startAttempt(
  app: Deps,
  by: Contestant,
  message: StartAttempt,
  arrivedAtMs: number,
  onMaking: (attemptId: string) => void = () => undefined,
): Promise<Result<AttemptView>> {
  const found = await findSealed(app, message.roundId);
  if (!found || found.contest.contestId !== by.contestId) return refuse({ code: 'not_found', what: 'round' });
  const { contest, round } = found;
  const settings = contest.settings(contest.rulesVersion, round.ordinal).round;
  const { timezone } = contest.rulebook.locale;
  const view = (attempt: CachedAttempt) =>
    accept(viewAttempt(contest, attempt, app.attempts.locksAtMs(attempt), app.clock.nowMs()));
  const dayFromMs = instantOf(dayOf(arrivedAtMs, timezone), '00:00', timezone);
  // Two tries: when another device takes the ordinal first, its attempt is the one to continue.
  for (let tries = 0; tries < 2; tries++) {
    const state = await readStartState(app.db, by.contestantId, message.roundId, dayFromMs);
    if (!state) return refuse({ code: 'not_enrolled' });
    if (state.excludedAs !== null) return refuse({ code: 'excluded', role: state.excludedAs as never });
    const withdrawn = contest.rulebook.privacy.consents.filter(
      ({ purpose, required }) => required && state.withdrawn.includes(purpose),
    );
    if (withdrawn.length > 0)
      return refuse({ code: 'consent_needed', purposes: withdrawn.map(({ purpose }) => purpose) });
    const judged = startRound(settings, round, state, message.practice, arrivedAtMs);
    if (!judged.ok) return judged;
    if (judged.value.kind === 'continue') {
      const attempt = await app.attempts.get(judged.value.attemptId);
      if (!attempt || attempt.submission) continue;
      return view(attempt);
    }
    const admitted = await admitPerson(app, contest, round, { ...state, contestantId: by.contestantId }, arrivedAtMs);
    if (!admitted.ok) return admitted;
    const isIn = admitted.value;
    const asksNew = partOf(settings, 'quiz')?.papers.some(({ draw }) => draw.kind === 'bank' && draw.avoidSeen);
    const seen = asksNew ? inEveryVersion(contest, await readSeen(app.db, by.contestantId)) : new Set<string>();
    const seed = randomBytes(12).toString('base64url');
    const drawn = drawAttempt(settings, {
      ...{ bank: entriesFor(contest, round), practice: message.practice, isIn, seed },
      taker: { seen, audience: state.audience ?? statedAudience(state) },
    });
    if (!drawn.ok) return drawn;
    const row = rowOf(
      contest,
      round,
      state,
      { by, practice: message.practice, atMs: app.clock.nowMs(), seed },
      drawn.value,
    );
    onMaking(row.id);
    if (!(await app.starts.add(row))) continue;
    const attempt = cacheStarted(contest, round.ordinal, state, row);
    app.attempts.add(attempt);
    app.live.touch(message.roundId);
    return view(attempt);
  }
  return refuse({ code: 'unavailable' });
}

/** An audience that the rules name themselves is stated as their own field. */
const statedAudience = ({ stated }: StartState): string | null => {
  const audience = stated?.audience;
  return typeof audience === 'string' ? audience : null;
};

/** Nothing is handed out in a round before what it may draw was committed to. SPEC Q21. */
async function findSealed(app: Deps, roundId: string): Promise<{ contest: CachedContest; round: CachedRound } | null> {
  const found = app.contests.byRound(roundId);
  const isDue =
    found &&
    roundPhase(found.round, app.clock.nowMs()) === 'open' &&
    isSealDue(found.contest, found.round, app.clock.nowMs());
  if (!isDue) return found;
  await sealRound(app, roundId, byServer('timetable').actor);
  return app.contests.byRound(roundId);
}

/** The row of a new attempt with its questions. */
function rowOf(
  contest: CachedContest,
  round: CachedRound,
  state: StartState,
  { by, practice, atMs, seed }: { by: Contestant; practice: boolean; atMs: number; seed: string },
  questionIds: string[],
): AttemptRow {
  const { limitSeconds } = contest.settings(contest.rulesVersion, round.ordinal).round.time;
  return {
    id: randomUUID(),
    round_id: round.roundId,
    contestant_id: by.contestantId,
    practice,
    ordinal: (practice ? state.practiceMax : state.ordinalMax) + 1,
    rules_version: contest.rulesVersion,
    seed,
    question_ids: questionIds,
    started_at_ms: atMs,
    limit_at_ms: limitSeconds === null ? null : atMs + limitSeconds * 1000,
  };
}

const cacheStarted = (
  { settings, rulesVersion }: CachedContest,
  ordinal: number,
  { prediction }: StartState,
  row: AttemptRow,
): CachedAttempt => ({
  row,
  ...settings(rulesVersion, ordinal),
  handouts: [{ attempt_id: row.id, position: 1, question_id: row.question_ids[0] ?? '', at_ms: row.started_at_ms }],
  answers: new Map(),
  answersById: new Map(),
  quotaMs: settings(rulesVersion, ordinal).round.time.lagCredit.quotaMs,
  contradicted: 0,
  prediction,
  submission: null,
});
