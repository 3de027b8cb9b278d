import {
  EnterContest,
  StartAttempt,
  SubmitAnswer,
  SubmitAttempt,
  SubmitPrediction,
} from '@hoithi/shared/contract/contestant';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { advanceQuestion } from '../attempt/advance-question.ts';
import { reviewAttempt } from '../attempt/review-attempt.ts';
import { admit, startAttempt } from '../attempt/start-attempt.ts';
import { submitAnswer } from '../attempt/submit-answer.ts';
import { submitAttempt } from '../attempt/submit-attempt.ts';
import { submitPrediction } from '../attempt/submit-prediction.ts';
import { type Contestant, proveContestant } from '../people/prove-contestant.ts';
import { limitSessions } from '../web/request-limits.ts';
import { json, type Route, route } from '../web/route.ts';
import type { SignedIn } from '../web/sessions.ts';
import type { AttemptHolder } from './attempt-locks.ts';
import { readContest } from './read-contest.ts';

/** The sockets that hold an attempt, in all processes. */
export type HoldersOf = (attemptId: string) => Promise<AttemptHolder[]>;

type AttemptApp = Pick<
  App,
  | 'admission'
  | 'answers'
  | 'attempts'
  | 'bus'
  | 'clock'
  | 'contests'
  | 'db'
  | 'firstArrivals'
  | 'httpAttemptLocks'
  | 'live'
  | 'logKey'
  | 'metrics'
  | 'publicFigures'
  | 'starts'
  | 'submissions'
>;

/** The round trip of a request cannot be measured as a socket's can, so nothing is credited. */
const noRoundTrip = null;
const burstSeconds = 10;
/** The address says which attempt; the body is read for its arrival alone. */
const NoMessage = z.object({});

/**
 * The contestant's commands without a socket: the same messages, actions, rules, receipts and refusals, for a phone whose
 * WebSocket does not connect. SPEC W12, A2-A11.
 *
 * Units  the arrival is stamped when the whole message is here: headers sent early do not stop the clock.
 */
export function attemptRoutes(app: AttemptApp, holdersOf: HoldersOf): Route[] {
  const shared = {
    method: 'post',
    may: 'contestant',
    limit: limitSessions(limits.commandsBurst, burstSeconds),
    stamped: true,
  } as const;
  const body = <S extends z.ZodType>(schema: S) => json(schema, limits.messageBytesMax);
  const inAttempt = { ...shared, params: SubmitAttempt };

  const actInAttempt = async (who: SignedIn, attemptId: string): Promise<Result<Contestant>> => {
    const attempt = await app.attempts.get(attemptId);
    if (!attempt) return refuse({ code: 'not_found', what: 'attempt' });
    return proveContestant(app, who.personId, app.attempts.contestOf(attempt).contest.contestId);
  };
  const lockedElsewhere = async (attemptId: string, mark: string): Promise<boolean> => {
    const holder = app.httpAttemptLocks.holderOf(attemptId);
    if (holder !== null) return holder !== mark;
    return (await holdersOf(attemptId)).some((each) => each.data.mark !== mark);
  };

  async function answerOnce(who: SignedIn, message: SubmitAnswer, atMs: number): Promise<Result<unknown>> {
    const { attemptId } = message;
    const by = await actInAttempt(who, attemptId);
    if (!by.ok) return by;
    const attempt = await app.attempts.get(attemptId);
    if (attempt?.row.contestant_id !== by.value.contestantId) return refuse({ code: 'attempt_not_yours' });
    const known = attempt.answersById.has(message.answerId) || attempt.submission !== null;
    if (!known && (await lockedElsewhere(attemptId, who.mark))) return refuse({ code: 'superseded' });
    if (!known && app.httpAttemptLocks.holderOf(attemptId) === null) app.httpAttemptLocks.claim(attemptId, who.mark);
    return submitAnswer(app, by.value.contestantId, message, { atMs, roundTripMs: noRoundTrip });
  }

  return [
    route(
      {
        ...shared,
        path: '/api/contests/:slug/enter',
        title: 'The contest as the contestant sees it; `takeOver` claims the open attempt for this device',
        params: EnterContest.pick({ slug: true }),
        body: body(EnterContest.omit({ slug: true })),
      },
      async ({ who, params: { slug }, body: { takeOver } }) => {
        const view = await readContest(app, slug, who.personId);
        const attemptId = view.ok ? view.value.attempt?.attemptId : undefined;
        if (!view.ok || attemptId === undefined) return view;
        if (!takeOver && (await lockedElsewhere(attemptId, who.mark)))
          return accept({ ...view.value, elsewhere: true });
        if (app.httpAttemptLocks.holderOf(attemptId) !== who.mark) app.httpAttemptLocks.claim(attemptId, who.mark);
        return (await advanceQuestion(app, attemptId)) ? readContest(app, slug, who.personId) : view;
      },
    ),
    route(
      {
        ...shared,
        path: '/api/attempts',
        title: 'Starts an attempt, or continues the open one',
        body: body(StartAttempt),
      },
      async ({ who, body: message, atMs }) => {
        const admitted = admit(app, who.personId, message);
        if (!admitted.ok) return admitted;
        const by = await proveContestant(app, who.personId, app.contests.byRound(message.roundId)?.contest.contestId);
        if (!by.ok) return by;
        const started = await startAttempt(app, by.value, message, atMs);
        if (started.ok) app.httpAttemptLocks.claim(started.value.attemptId, who.mark);
        return started;
      },
    ),
    route(
      {
        ...inAttempt,
        path: '/api/attempts/:attemptId/answers',
        title: 'Submits one answer; the same answer sent twice has one receipt',
        body: body(SubmitAnswer.omit({ attemptId: true })),
        onAnswered: (ms) => app.metrics.acked('contestant', 'http', ms),
      },
      ({ who, params, body: answer, atMs }) => answerOnce(who, { ...answer, ...params }, atMs),
    ),
    route(
      {
        ...inAttempt,
        path: '/api/attempts/:attemptId/prediction',
        title: 'Submits the prediction of a round, once',
        body: body(SubmitPrediction.omit({ attemptId: true })),
      },
      async ({ who, params, body: { value }, atMs }) => {
        const by = await actInAttempt(who, params.attemptId);
        return by.ok ? submitPrediction(app, by.value.contestantId, { ...params, value }, atMs) : by;
      },
    ),
    route(
      {
        ...inAttempt,
        path: '/api/attempts/:attemptId/submit',
        title: 'Submits the attempt, and answers its receipt',
        body: body(NoMessage),
      },
      async ({ who, params: { attemptId }, atMs }) => {
        const by = await actInAttempt(who, attemptId);
        return by.ok ? submitAttempt(app, by.value.contestantId, attemptId, { atMs, roundTripMs: noRoundTrip }) : by;
      },
    ),
    route(
      {
        ...inAttempt,
        path: '/api/attempts/:attemptId/review',
        title: 'What was right and wrong in a submitted attempt, where the rules show it',
        body: body(NoMessage),
      },
      async ({ who, params: { attemptId } }) => {
        const by = await actInAttempt(who, attemptId);
        return by.ok ? reviewAttempt(app, by.value.contestantId, attemptId) : by;
      },
    ),
  ];
}
