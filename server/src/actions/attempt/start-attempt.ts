import { randomBytes, randomUUID } from 'node:crypto';
import type { AttemptView, StartAttempt } from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { judgeStart } from '@hoithi/shared/rules/attempt';
import { drawQuestions } from '@hoithi/shared/rules/draw';
import type { House } from '../../house/house.ts';
import { readOpenAttemptIds } from '../../ledger/attempts.ts';
import { readHistory } from '../../ledger/counts.ts';
import { readExclusion } from '../../ledger/people.ts';
import { readPrediction } from '../../ledger/predictions.ts';
import { viewAttempt } from '../../views/attempt-view.ts';
import type { Contestant } from '../contestant/contestant.ts';

/** Starts an attempt, or continues the one that is open. The draw and the first hand-out are in the same commit. SPEC A1, A9, S7. */
export async function startAttempt(
  house: House,
  by: Contestant,
  message: StartAttempt,
  arrivedAtMs: number,
): Promise<Result<AttemptView>> {
  const found = house.contests.byRound(message.roundId);
  if (!found || found.contest.contestId !== by.contestId) return refuse({ code: 'not_found', what: 'round' });
  const { contest, round } = found;
  const { rules } = contest;
  if (by.phone) {
    const role = await readExclusion(house.db, contest.contestId, by.phone);
    if (role !== null) return refuse({ code: 'excluded', role: role as never });
  }
  // Two tries: when another device takes the ordinal first, its attempt is the one to continue.
  for (let tries = 0; tries < 2; tries++) {
    // The count first, the open attempt second: one that another device starts in between is then either seen as open or
    // has taken the ordinal. The other way round a second attempt would be made.
    const history = await readHistory(house.db, by.contestantId, message.roundId);
    const open = (await readOpenAttemptIds(house.db, by.contestantId)).find(
      (each) => each.round_id === message.roundId,
    );
    const judged = judgeStart(
      rules,
      round,
      { ...history, openAttemptId: open?.id ?? null },
      message.practice,
      arrivedAtMs,
    );
    if (!judged.ok) return judged;
    if (judged.value.kind === 'continue') {
      const attempt = await house.attempts.get(judged.value.attemptId);
      if (!attempt || attempt.submission) continue;
      return accept(viewAttempt(contest, attempt, house.attempts.locksAtMs(attempt), house.clock.nowMs()));
    }

    const seed = randomBytes(12).toString('base64url');
    const drawn = drawQuestions({
      rules,
      round: { ordinal: round.ordinal, topics: round.rules.topics },
      bank: contest.bankEntries,
      audience: by.audience,
      seed,
    });
    if (!drawn.ok) return drawn;
    const startedAtMs = house.clock.nowMs();
    const row = {
      id: randomUUID(),
      round_id: message.roundId,
      contestant_id: by.contestantId,
      practice: message.practice,
      ordinal: (message.practice ? history.practiceMax : history.ordinalMax) + 1,
      rules_version: contest.rulesVersion,
      seed,
      question_ids: drawn.value,
      started_at_ms: startedAtMs,
      limit_at_ms: rules.time.attemptSeconds === null ? null : startedAtMs + rules.time.attemptSeconds * 1000,
    };
    if (!(await house.starts.add(row))) continue;
    const attempt = {
      row,
      rules,
      handouts: [{ attempt_id: row.id, position: 1, question_id: drawn.value[0] ?? '', at_ms: startedAtMs }],
      answers: new Map(),
      answersById: new Map(),
      quotaMs: rules.time.lagCredit.quotaMs,
      prediction: (await readPrediction(house.db, message.roundId, by.contestantId))?.value ?? null,
      submission: null,
    };
    house.attempts.adopt(attempt);
    house.board.touch(message.roundId);
    return accept(viewAttempt(contest, attempt, house.attempts.locksAtMs(attempt), house.clock.nowMs()));
  }
  return refuse({ code: 'unavailable' });
}
