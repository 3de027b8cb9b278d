import { strict as assert } from 'node:assert';
import { limits } from '@hoithi/shared/contract/limits';
import type { Rules } from '@hoithi/shared/contract/rules';
import { attemptLocksAtMs } from '@hoithi/shared/rules/attempt';
import type { CachedContest, CachedRound, Contests } from '../contest/contests.ts';
import { type Queries, Unavailable } from '../platform/db/database.ts';
import { type AnswerRow, readAnswers } from './answers-sql.ts';
import { type AttemptRow, type HandoutRow, readAttempts, readHandouts } from './attempts-sql.ts';
import { readPrediction } from './predictions-sql.ts';
import { readSubmissions, type SubmissionRow } from './submissions-sql.ts';

/** An attempt as the ledger tells it, held while it is open. */
export type CachedAttempt = {
  row: AttemptRow;
  rules: Rules;
  handouts: HandoutRow[]; // by position
  /** Per question, by change number. */
  answers: Map<string, AnswerRow[]>;
  answersById: Map<string, AnswerRow>;
  quotaMs: number; // lag credit left [T4]
  prediction: number | null;
  submission: SubmissionRow | null;
};

/** Held attempts of this process. The ledger is the truth: what is held can be dropped and read again. */
export type OpenAttempts = {
  /** null: there is no such attempt. A submitted one is read and not kept. */
  get(attemptId: string): Promise<CachedAttempt | null>;
  adopt(attempt: CachedAttempt): void;
  drop(attemptId: string): void;
  /** Drops those of contests that are no longer held. */
  dropStray(): void;
  held(): IterableIterator<CachedAttempt>;
  size(): number;
  /** One after the other for the same attempt, so that ten taps cannot race each other. */
  inTurn<T>(attemptId: string, work: () => Promise<T>): Promise<T>;
  /** Commands that wait or run where most do. */
  longestTurn(): number;
  contestOf(attempt: Pick<CachedAttempt, 'row'>): { contest: CachedContest; round: CachedRound };
  locksAtMs(attempt: CachedAttempt): number;
};

export function cacheAttempts(db: Queries, contests: Contests): OpenAttempts {
  const held = new Map<string, CachedAttempt>();
  const turns = new Map<string, { last: Promise<unknown>; waiting: number }>();

  /** Beyond the bound the one held longest goes: it is read again when its contestant speaks. [W7] */
  function hold(attempt: CachedAttempt): void {
    held.set(attempt.row.id, attempt);
    if (held.size <= limits.cachedAttemptsMax) return;
    const [oldest] = held.keys();
    if (oldest !== undefined) held.delete(oldest);
  }

  function contestOf(attempt: Pick<CachedAttempt, 'row'>): { contest: CachedContest; round: CachedRound } {
    const found = contests.byRound(attempt.row.round_id);
    assert(found, 'an attempt belongs to a round of the house');
    return found;
  }

  return {
    async get(attemptId) {
      const known = held.get(attemptId);
      if (known) return known;
      const attempt = await readAttempt(db, contests, attemptId);
      if (attempt && !attempt.submission) hold(attempt);
      return attempt;
    },
    adopt: hold,
    drop: (attemptId) => held.delete(attemptId),
    dropStray() {
      for (const [attemptId, attempt] of held) if (!contests.byRound(attempt.row.round_id)) held.delete(attemptId);
    },
    held: () => held.values(),
    size: () => held.size,
    async inTurn(attemptId, work) {
      const line = turns.get(attemptId) ?? { last: Promise.resolve(), waiting: 0 };
      if (line.waiting >= limits.attemptTurnsMax)
        throw new Unavailable('too many commands wait for one attempt', undefined);
      const turn = line.last.then(work, work);
      line.last = turn;
      line.waiting += 1;
      turns.set(attemptId, line);
      try {
        return await turn;
      } finally {
        line.waiting -= 1;
        if (line.waiting === 0) turns.delete(attemptId);
      }
    },
    longestTurn() {
      let longest = 0;
      for (const { waiting } of turns.values()) longest = Math.max(longest, waiting);
      return longest;
    },
    contestOf,
    locksAtMs: (attempt) =>
      attemptLocksAtMs(attempt.row.started_at_ms, attempt.rules.time, contestOf(attempt).round.closesAtMs),
  };
}

async function readAttempt(db: Queries, contests: Contests, attemptId: string): Promise<CachedAttempt | null> {
  const [row] = await readAttempts(db, [attemptId]);
  if (!row) return null;
  const contest = contests.byRound(row.round_id)?.contest;
  const rules = contest?.rulesByVersion.get(row.rules_version);
  assert(rules, 'an attempt keeps the rules version it started under');
  const [handouts, answers, submissions, prediction] = [
    await readHandouts(db, [attemptId]),
    await readAnswers(db, [attemptId]),
    await readSubmissions(db, [attemptId]),
    await readPrediction(db, row.round_id, row.contestant_id),
  ];
  const attempt: CachedAttempt = {
    row,
    rules,
    handouts,
    answers: new Map(),
    answersById: new Map(),
    quotaMs: rules.time.lagCredit.quotaMs,
    prediction: prediction?.value ?? null,
    submission: submissions[0] ?? null,
  };
  for (const answer of answers.toSorted((a, b) => a.arrived_at_ms - b.arrived_at_ms)) noteAnswer(attempt, answer);
  return attempt;
}

/** Notes a committed answer, and what it spent of the lag credit. */
export function noteAnswer(attempt: CachedAttempt, answer: AnswerRow): void {
  attempt.answersById.set(answer.id, answer);
  const own = attempt.answers.get(answer.question_id);
  if (own) own.push(answer);
  else attempt.answers.set(answer.question_id, [answer]);
  const setting = attempt.rules.time.lagCredit;
  attempt.quotaMs = Math.min(setting.quotaMs, attempt.quotaMs - answer.credit_ms + setting.refillMs);
}
