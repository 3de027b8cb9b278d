import {
  EnterContest,
  StartAttempt,
  SubmitAnswer,
  SubmitAttempt,
  SubmitPrediction,
} from '@hoithi/shared/contract/contestant';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { type Request, Router } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { advanceQuestion } from '../attempt/advance-question.ts';
import { reviewAttempt } from '../attempt/review-attempt.ts';
import { admit, startAttempt } from '../attempt/start-attempt.ts';
import { submitAnswer } from '../attempt/submit-answer.ts';
import { submitAttempt } from '../attempt/submit-attempt.ts';
import { submitPrediction } from '../attempt/submit-prediction.ts';
import type { Contestant } from '../people/contestant.ts';
import { proveContestant } from '../people/prove-contestant.ts';
import { answers } from '../web/route.ts';
import { readCookieSession, sessionMark } from '../web/sessions.ts';
import type { AttemptHolder } from './attempt-locks.ts';
import { readContest } from './read-contest.ts';

/** The lines of sockets that hold an attempt, in all processes. */
export type HoldersOf = (attemptId: string) => Promise<AttemptHolder[]>;
/** Who asks: by the session alone. `mark` tells the sessions of a person apart. */
type Asker = { personId: string; mark: string };

/** The round trip of a request cannot be measured as a line's can, so nothing is credited. */
const noRoundTrip = null;
const burstSeconds = 10;

/**
 * The contestant's room without a socket: the same messages, actions, rules, receipts and refusals, for a phone whose
 * WebSocket does not come. SPEC W12, A2-A11.
 *
 * Units  the arrival is stamped when the whole message is here: headers sent early do not hold the clock.
 */
export function openAttemptsApi(app: App, holdersOf: HoldersOf): Router {
  const api = Router();
  const pace = new RateLimiterMemory({ points: limits.commandsBurst, duration: burstSeconds });

  async function identify(request: Request): Promise<Result<Asker>> {
    const { cookie } = request.headers;
    const mark = sessionMark(cookie);
    if (mark === null) return refuse({ code: 'not_signed_in' });
    try {
      await pace.consume(mark); // one flood slows its own session alone [W3]
    } catch (limit) {
      const retryInMs = limit instanceof RateLimiterRes ? Math.ceil(limit.msBeforeNext) : 1_000;
      return refuse({ code: 'too_fast', retryInMs });
    }
    const session = await readCookieSession(app, cookie, 'contestant');
    return session?.kind === 'contestant'
      ? accept({ personId: session.personId, mark })
      : refuse({ code: 'not_signed_in' });
  }

  type Act<S extends z.ZodType> = (message: z.output<S>, asker: Asker, atMs: number) => Promise<Result<unknown>>;
  const post = <S extends z.ZodType>(path: string, schema: S, act: Act<S>, onAnswered?: (ms: number) => void) =>
    api.post(path, async (request, response, next) => {
      const atMs = app.clock.nowMs();
      const sinceMs = performance.now();
      request.body = { ...(request.body as object), ...request.params };
      const run = answers(app, schema, async (message) => {
        const asker = await identify(request);
        return asker.ok ? act(message, asker.value, atMs) : asker;
      });
      await run(request, response, next);
      onAnswered?.(performance.now() - sinceMs);
    });

  const actInAttempt = async (asker: Asker, attemptId: string): Promise<Result<Contestant>> => {
    const attempt = await app.attempts.get(attemptId);
    if (!attempt) return refuse({ code: 'not_found', what: 'attempt' });
    return proveContestant(app, asker.personId, app.attempts.contestOf(attempt).contest.contestId);
  };
  const lockedElsewhere = async (attemptId: string, mark: string): Promise<boolean> => {
    const holder = app.httpAttemptLocks.holderOf(attemptId);
    if (holder !== null) return holder !== mark;
    return (await holdersOf(attemptId)).some((holder) => holder.data.mark !== mark);
  };

  post('/contests/:slug/enter', EnterContest, async (message, asker) => {
    const view = await readContest(app, message.slug, asker.personId);
    const attemptId = view.ok ? view.value.attempt?.attemptId : undefined;
    if (!view.ok || attemptId === undefined) return view;
    if (!message.takeOver && (await lockedElsewhere(attemptId, asker.mark)))
      return accept({ ...view.value, elsewhere: true });
    if (app.httpAttemptLocks.holderOf(attemptId) !== asker.mark) app.httpAttemptLocks.claim(attemptId, asker.mark);
    return (await advanceQuestion(app, attemptId)) ? readContest(app, message.slug, asker.personId) : view;
  });

  post('/attempts', StartAttempt, async (message, asker, atMs) => {
    const admitted = admit(app, asker.personId, message);
    if (!admitted.ok) return admitted;
    const by = await proveContestant(app, asker.personId, app.contests.byRound(message.roundId)?.contest.contestId);
    if (!by.ok) return by;
    const started = await startAttempt(app, by.value, message, atMs);
    if (started.ok) app.httpAttemptLocks.claim(started.value.attemptId, asker.mark);
    return started;
  });

  const submit: Act<typeof SubmitAnswer> = async (message, asker, atMs) => {
    const { attemptId } = message;
    const by = await actInAttempt(asker, attemptId);
    if (!by.ok) return by;
    const attempt = await app.attempts.get(attemptId);
    if (attempt?.row.contestant_id !== by.value.contestantId) return refuse({ code: 'attempt_not_yours' });
    const known = attempt.answersById.has(message.answerId) || attempt.submission !== null;
    if (!known && (await lockedElsewhere(attemptId, asker.mark))) return refuse({ code: 'superseded' });
    if (!known && app.httpAttemptLocks.holderOf(attemptId) === null) app.httpAttemptLocks.claim(attemptId, asker.mark);
    return submitAnswer(app, by.value.contestantId, message, { atMs, roundTripMs: noRoundTrip });
  };
  const counted = (ms: number) => app.metrics.acked('contestant', 'http', ms);
  post('/attempts/:attemptId/answers', SubmitAnswer, submit, counted);

  post('/attempts/:attemptId/prediction', SubmitPrediction, async (message, asker, atMs) => {
    const by = await actInAttempt(asker, message.attemptId);
    return by.ok ? submitPrediction(app, by.value.contestantId, message, atMs) : by;
  });

  post('/attempts/:attemptId/submit', SubmitAttempt, async ({ attemptId }, asker, atMs) => {
    const by = await actInAttempt(asker, attemptId);
    return by.ok ? submitAttempt(app, by.value.contestantId, attemptId, { atMs, roundTripMs: noRoundTrip }) : by;
  });

  post('/attempts/:attemptId/review', SubmitAttempt, async ({ attemptId }, asker) => {
    const by = await actInAttempt(asker, attemptId);
    return by.ok ? reviewAttempt(app, by.value.contestantId, attemptId) : by;
  });

  api.get(
    '/clock',
    answers(app, z.object({}), async () => accept({ serverNowMs: app.clock.nowMs() })),
  );
  return api;
}
