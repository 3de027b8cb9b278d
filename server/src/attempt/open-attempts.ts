import { strict as assert } from 'node:assert';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { OpenRound } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Settings } from '@hoithi/shared/rulebook/settings/settings-of';
import { attemptLocksAtMs } from '@hoithi/shared/rules/attempt';
import { contradictsPong } from '@hoithi/shared/rules/lag-credit';
import type { CachedContest, CachedRound, Contests } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { type AnswerRow, readAnswers } from './answers-sql.ts';
import { type AttemptRow, type HandoutRow, readAttempts, readHandouts } from './attempts-sql.ts';
import { readPrediction } from './predictions-sql.ts';
import { readSubmissions, type SubmissionRow } from './submissions-sql.ts';

/** An attempt as the ledger has it, cached while it is open. */
export type CachedAttempt = {
  row: AttemptRow;
  rules: Settings;
  /** Its round by the rules that it started under. */
  round: OpenRound;
  handouts: HandoutRow[]; // by position
  /** Per question, by change number. */
  answers: Map<string, AnswerRow[]>;
  answersById: Map<string, AnswerRow>;
  quotaMs: number; // lag credit left [T4]
  contradicted: number; // answers that came sooner than their round trip allows [T4b]
  prediction: number | null;
  submission: SubmissionRow | null;
};

/** When the turns of an attempt are full. Units: ms. */
const turnsRetryMs = 1_000;

/** The commands of one attempt, one after the other. */
type Turns = { last: Promise<unknown>; waiting: number };

/** Open attempts, cached in this process. The ledger is the truth: a cached one can be dropped and read again. */
export class OpenAttempts {
  readonly #db: Queries;
  readonly #contests: Contests;
  readonly #cached = new Map<string, CachedAttempt>();
  readonly #turns = new Map<string, Turns>();

  constructor(db: Queries, contests: Contests) {
    this.#db = db;
    this.#contests = contests;
  }

  /** null: there is no such attempt. A submitted one is read and not cached. */
  async get(attemptId: string): Promise<CachedAttempt | null> {
    const known = this.#cached.get(attemptId);
    if (known) return known;
    const attempt = await readAttempt(this.#db, this.#contests, attemptId);
    if (attempt && !attempt.submission) this.add(attempt);
    return attempt;
  }

  /** The contestant's own attempt, open or submitted. SPEC A2, W4. */
  async getOwn(contestantId: string, attemptId: string): Promise<Result<CachedAttempt>> {
    const attempt = await this.get(attemptId);
    if (!attempt) return refuse({ code: 'not_found', what: 'attempt' });
    if (attempt.row.contestant_id !== contestantId) return refuse({ code: 'attempt_not_yours' });
    return accept(attempt);
  }

  /** Beyond the bound the one that was cached first is dropped: it is read again with its next command. [W7] */
  add(attempt: CachedAttempt): void {
    this.#cached.set(attempt.row.id, attempt);
    if (this.#cached.size <= limits.cachedAttemptsMax) return;
    const [oldest] = this.#cached.keys();
    if (oldest !== undefined) this.#cached.delete(oldest);
  }

  drop(attemptId: string): void {
    this.#cached.delete(attemptId);
  }

  /** Drops those of contests that are no longer cached. */
  dropStray(): void {
    for (const [attemptId, { row }] of this.#cached)
      if (!this.#contests.byRound(row.round_id)) this.#cached.delete(attemptId);
  }

  all(): IterableIterator<CachedAttempt> {
    return this.#cached.values();
  }

  size(): number {
    return this.#cached.size;
  }

  /**
   * Runs the commands of one attempt one after the other, so that ten taps cannot race each other. Only its own contestant
   * can fill the turns: that is too fast, and no outage. SPEC W7, N15g.
   */
  inTurn<T>(attemptId: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
    const waiting = this.#turns.get(attemptId)?.waiting ?? 0;
    if (waiting >= limits.attemptTurnsMax)
      return Promise.resolve(refuse({ code: 'too_fast', retryInMs: turnsRetryMs }));
    return this.inServersTurn(attemptId, work);
  }

  /** The same for what the server does by itself: it waits however many wait before it. */
  async inServersTurn<T>(attemptId: string, work: () => Promise<T>): Promise<T> {
    const turns = this.#turns.get(attemptId) ?? { last: Promise.resolve(), waiting: 0 };
    const own = turns.last.then(work, work);
    turns.last = own;
    turns.waiting += 1;
    this.#turns.set(attemptId, turns);
    try {
      return await own;
    } finally {
      turns.waiting -= 1;
      if (turns.waiting === 0) this.#turns.delete(attemptId);
    }
  }

  /** The most commands that wait or run for one attempt. */
  longestTurn(): number {
    let longest = 0;
    for (const { waiting } of this.#turns.values()) longest = Math.max(longest, waiting);
    return longest;
  }

  contestOf(attempt: Pick<CachedAttempt, 'row'>): { contest: CachedContest; round: CachedRound } {
    const found = this.#contests.byRound(attempt.row.round_id);
    assert(found, 'an attempt belongs to a round of a cached contest');
    return found;
  }

  locksAtMs(attempt: CachedAttempt): number {
    const { round } = this.contestOf(attempt);
    return attemptLocksAtMs(attempt.row.started_at_ms, attempt.rules.time, round.closesAtMs);
  }
}

async function readAttempt(db: Queries, contests: Contests, attemptId: string): Promise<CachedAttempt | null> {
  const [row] = await readAttempts(db, [attemptId]);
  if (!row) return null;
  const found = contests.byRound(row.round_id);
  assert(found, 'an attempt belongs to a round of a cached contest');
  const { round, rules } = found.contest.settings(row.rules_version, found.round.ordinal);
  const [handouts, answers, submissions, prediction] = [
    await readHandouts(db, [attemptId]),
    await readAnswers(db, [attemptId]),
    await readSubmissions(db, [attemptId]),
    await readPrediction(db, row.round_id, row.contestant_id),
  ];
  const attempt: CachedAttempt = {
    row,
    rules,
    round,
    handouts,
    answers: new Map(),
    answersById: new Map(),
    quotaMs: rules.time.lagCredit.quotaMs,
    contradicted: 0,
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
  // On a paper an answer is no reply to a hand-out: only one by one does its time say anything about the connection.
  const onPaper = attempt.rules.questions.pacing === 'paper';
  if (!onPaper && contradictsPong(answer.round_trip_ms, answer.elapsed_ms + answer.credit_ms))
    attempt.contradicted += 1;
}
