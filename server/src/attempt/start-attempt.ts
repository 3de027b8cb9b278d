import { randomBytes, randomUUID } from 'node:crypto';
import type { AttemptView, StartAttempt } from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { judgeStart } from '@hoithi/shared/rules/attempt';
import { drawQuestions } from '@hoithi/shared/rules/draw';
import type { App } from '../app-parts.ts';
import type { Contestant } from '../people/contestant.ts';
import { viewAttempt } from './attempt-view.ts';
import { readStartState } from './start-state-sql.ts';

/**
 * Starts an attempt, or continues the one that is open. The draw and the first hand-out are in the same commit.
 * `onMaking` hears the id of a new one before anybody else can find it. SPEC A1, A9, S7.
 */
export async function startAttempt(
  app: App,
  by: Contestant,
  message: StartAttempt,
  arrivedAtMs: number,
  onMaking: (attemptId: string) => void = () => undefined,
): Promise<Result<AttemptView>> {
  const found = app.contests.byRound(message.roundId);
  if (!found || found.contest.contestId !== by.contestId) return refuse({ code: 'not_found', what: 'round' });
  const { contest, round } = found;
  const { rules } = contest;
  // Two tries: when another device takes the ordinal first, its attempt is the one to continue.
  for (let tries = 0; tries < 2; tries++) {
    const state = await readStartState(app.db, by.contestantId, message.roundId);
    if (!state) return refuse({ code: 'not_enrolled' });
    if (state.excludedAs !== null) return refuse({ code: 'excluded', role: state.excludedAs as never });
    const judged = judgeStart(rules, round, state, message.practice, arrivedAtMs);
    if (!judged.ok) return judged;
    if (judged.value.kind === 'continue') {
      const attempt = await app.attempts.get(judged.value.attemptId);
      if (!attempt || attempt.submission) continue;
      return accept(viewAttempt(contest, attempt, app.attempts.locksAtMs(attempt), app.clock.nowMs()));
    }

    const seed = randomBytes(12).toString('base64url');
    const drawn = drawQuestions({
      rules,
      round: { ordinal: round.ordinal, topics: round.rules.topics },
      bank: contest.bankEntries,
      audience: state.audience,
      seed,
    });
    if (!drawn.ok) return drawn;
    const startedAtMs = app.clock.nowMs();
    const row = {
      id: randomUUID(),
      round_id: message.roundId,
      contestant_id: by.contestantId,
      practice: message.practice,
      ordinal: (message.practice ? state.practiceMax : state.ordinalMax) + 1,
      rules_version: contest.rulesVersion,
      seed,
      question_ids: drawn.value,
      started_at_ms: startedAtMs,
      limit_at_ms: rules.time.attemptSeconds === null ? null : startedAtMs + rules.time.attemptSeconds * 1000,
    };
    onMaking(row.id);
    if (!(await app.starts.add(row))) continue;
    const attempt = {
      row,
      rules,
      handouts: [{ attempt_id: row.id, position: 1, question_id: drawn.value[0] ?? '', at_ms: startedAtMs }],
      answers: new Map(),
      answersById: new Map(),
      quotaMs: rules.time.lagCredit.quotaMs,
      prediction: state.prediction,
      submission: null,
    };
    app.attempts.adopt(attempt);
    app.live.touch(message.roundId);
    return accept(viewAttempt(contest, attempt, app.attempts.locksAtMs(attempt), app.clock.nowMs()));
  }
  return refuse({ code: 'unavailable' });
}
