import type {
  AnswerSaved,
  AttemptReceipt,
  AttemptView,
  ContestantView,
  OwnResult,
  OwnRound,
  QuestionView,
  ReviewedQuestion,
  SubmitAnswer,
  SubmittedBy,
} from '../../contract/contestant.ts';
import type { ContestCard, RoundCard } from '../../contract/public.ts';
import type { Question } from '../../contract/question.ts';
import { accept, type Result, refuse } from '../../contract/result.ts';
import { judgeAnswer } from '../../rules/answer.ts';
import { answerElapsedMs, atResolution } from '../../rules/elapsed.ts';
import type { Given } from '../../rules/questions/read-given.ts';
import { viewQuestion, viewReviewedQuestion } from '../../rules/questions/view-question.ts';
import { type RoundState, roundPhase } from '../../rules/round.ts';
import { allowBy } from '../judge/allow-attempt.ts';
import { partOf } from '../judge/expand-rounds.ts';
import type { AttemptFacts } from '../judge/facts.ts';
import { markAttempt } from '../judge/mark-attempt.ts';
import { startRound } from '../judge/start-round.ts';
import { kindOfPrediction } from '../settings/settings-of.ts';
import { type OwnPreview, type PreviewResults, type PreviewWords, previewResults } from './preview-results.ts';
import type { PreviewPlace } from './take-place.ts';

type SavedAnswer = Given & { answerId: string; arrivedAtMs: number; elapsedMs: number };
type Attempt = {
  id: string;
  ordinal: number;
  startedAtMs: number;
  locksAtMs: number;
  /** When the question at each position was handed out. */
  handouts: number[];
  answers: Map<string, SavedAnswer>;
};
type Submission = { attempt: Attempt; receipt: AttemptReceipt; facts: AttemptFacts };
export type PreviewPerson = { name: string; unitName: string };
type PreviewGiven = {
  place: PreviewPlace;
  card: ContestCard;
  /** Asked in the place of the drawn ones: as many as the paper has. */
  questions: readonly Question[];
  person: PreviewPerson;
  /** Ids of attempts. */
  newId: () => string;
  /** Units: epoch ms, of the server's clock. */
  nowMs: () => number;
};

/**
 * A round that one person sits to see what a contestant sees: who may start, hand-outs, times, marks and results by the functions that
 * a real round is judged by, in the memory of the page alone. Nothing is sent and nothing is stored.
 *
 * Source  SPEC J22.
 */
export class PreviewSitting {
  readonly roundId: string;
  readonly #given: PreviewGiven;
  readonly #opensAtMs: number;
  readonly #closesAtMs: number;
  readonly #submissions: Submission[] = [];
  #open: Attempt | null = null;
  #prediction: number | null = null;
  #published: PreviewResults | null = null;
  #version = 0;

  constructor(given: PreviewGiven) {
    this.#given = given;
    const { round } = given.place;
    this.roundId = given.newId();
    this.#opensAtMs = given.nowMs() - 1_000;
    this.#closesAtMs = this.#opensAtMs + Math.max(round.closesAtMs - round.opensAtMs, 3_600_000);
  }

  get #quiz() {
    return this.#given.place.quiz;
  }
  get #isPaper(): boolean {
    return this.#quiz.pacing === 'paper';
  }
  get #graceMs(): number {
    return this.#given.place.round.time.graceMs;
  }
  get #state(): RoundState {
    const isOver = this.#published !== null;
    return {
      ...{ opensAtMs: this.#opensAtMs, closesAtMs: this.#closesAtMs },
      ...{ settled: isOver, finalized: isOver, published: isOver },
    };
  }

  /** When something happens by itself: the lock of the attempt, or of its question; null: nothing does. Units: epoch ms. */
  dueAtMs(): number | null {
    const attempt = this.#open;
    if (!attempt) return null;
    const ends = attempt.locksAtMs + this.#graceMs + 1;
    const question = this.#currentOf(attempt);
    return question?.locksAtMs == null ? ends : Math.min(ends, question.locksAtMs + this.#graceMs + 1);
  }

  /** What was due is done: the next question is handed out, or the attempt is submitted, whose receipt comes back. */
  tick(): AttemptReceipt | null {
    const attempt = this.#open;
    if (!attempt) return null;
    const nowMs = this.#given.nowMs();
    if (nowMs > attempt.locksAtMs + this.#graceMs) return this.#end(attempt, attempt.locksAtMs, 'time');
    const last = attempt.handouts.length;
    const question = this.#currentOf(attempt);
    if (
      question?.locksAtMs != null &&
      nowMs > question.locksAtMs + this.#graceMs &&
      last < this.#given.questions.length
    )
      attempt.handouts.push(nowMs);
    return null;
  }

  roundCard(): RoundCard {
    const { round, ordinal } = this.#given.place;
    return {
      ...{ roundId: this.roundId, ordinal, label: round.label, persons: null },
      phase: roundPhase(this.#state, this.#given.nowMs()),
      ...{ opensAtMs: this.#opensAtMs, closesAtMs: this.#closesAtMs },
      publishAtMs: round.publishAtMs === null ? null : this.#closesAtMs + (round.publishAtMs - round.closesAtMs),
    };
  }

  view(others: readonly RoundCard[]): ContestantView {
    const { person, card, nowMs } = this.#given;
    this.#version += 1;
    return {
      ...{ version: this.#version, serverNowMs: nowMs(), contest: card },
      rounds: others.map((round) => (round.ordinal === this.#given.place.ordinal ? this.roundCard() : round)),
      me: { name: person.name, unitName: person.unitName, audience: null },
      unitPersons: null,
      attempt: this.#open && this.#viewAttempt(this.#open),
      elsewhere: false,
      mine: [this.#viewOwn()],
    };
  }

  start(): Result<AttemptView> {
    const { place, newId, nowMs } = this.#given;
    const history = { ...this.#used(), openAttemptId: this.#open?.id ?? null };
    const judged = startRound(place.round, this.#state, history, false, nowMs());
    if (!judged.ok) return judged;
    if (judged.value.kind === 'start') {
      const { limitSeconds } = place.round.time;
      const startedAtMs = nowMs();
      const limitAtMs = limitSeconds === null ? Infinity : startedAtMs + limitSeconds * 1000;
      this.#open = {
        ...{ id: newId(), ordinal: judged.value.ordinal, startedAtMs, handouts: [startedAtMs], answers: new Map() },
        locksAtMs: Math.min(limitAtMs, this.#closesAtMs),
      };
    }
    return this.#open ? accept(this.#viewAttempt(this.#open)) : refuse({ code: 'not_found', what: 'attempt' });
  }

  answer(
    message: Pick<SubmitAnswer, 'answerId' | 'questionId' | 'optionIds'> & { typed: string | null },
  ): Result<AnswerSaved> {
    const attempt = this.#open;
    if (!attempt) return refuse({ code: 'attempt_over' });
    const { questions, nowMs } = this.#given;
    const at = questions.findIndex(({ id }) => id === message.questionId);
    const handedOutAtMs = attempt.handouts[this.#isPaper ? 0 : at];
    const asked = questions[at];
    const before = attempt.answers.get(message.questionId);
    if (before && !this.#isPaper) return accept(this.#saved(attempt, message.questionId, before, true));
    const arrivedAtMs = nowMs();
    const judged = judgeAnswer({
      question:
        asked && handedOutAtMs !== undefined
          ? { questionId: asked.id, asked, handedOutAtMs, locksAtMs: this.#locksOf(handedOutAtMs) }
          : null,
      attempt: { locksAtMs: attempt.locksAtMs, graceMs: this.#graceMs },
      given: message,
      arrivedAtMs,
    });
    if (!judged.ok || handedOutAtMs === undefined) return judged.ok ? refuse({ code: 'attempt_over' }) : judged;
    const saved: SavedAnswer = {
      ...{ answerId: message.answerId, optionIds: [...message.optionIds], typed: message.typed, arrivedAtMs },
      elapsedMs: answerElapsedMs(handedOutAtMs, judged.value.countedAtMs, 0),
    };
    attempt.answers.set(message.questionId, saved);
    if (!this.#isPaper && at + 1 === attempt.handouts.length && at + 1 < questions.length)
      attempt.handouts.push(nowMs());
    return accept(this.#saved(attempt, message.questionId, saved, false));
  }

  predict(value: number): Result<{ value: number }> {
    if (!this.#open) return refuse({ code: 'attempt_over' });
    if (this.#prediction !== null) return refuse({ code: 'prediction_locked', value: this.#prediction });
    this.#prediction = value;
    return accept({ value });
  }

  submit(): Result<AttemptReceipt> {
    const attempt = this.#open;
    if (attempt) return accept(this.#end(attempt, Math.min(this.#given.nowMs(), attempt.locksAtMs), 'contestant'));
    const last = this.#submissions.at(-1);
    return last ? accept(last.receipt) : refuse({ code: 'not_found', what: 'attempt' });
  }

  review(attemptId: string): Result<{ receipt: AttemptReceipt; questions: ReviewedQuestion[] }> {
    const found = this.#submissions.find(({ attempt }) => attempt.id === attemptId);
    if (!found) return refuse({ code: 'not_found', what: 'submission' });
    const shows = this.#published !== null && this.#given.place.rulebook.publication.answers !== 'never';
    const questions = this.#given.questions.map((question, at) =>
      viewReviewedQuestion(
        this.#drawn(question, found.attempt, at + 1),
        found.attempt.answers.get(question.id) ?? null,
      ),
    );
    return accept({ receipt: this.#receipt(found), questions: shows ? questions : [] });
  }

  /** The round is over, as if everything had been verified: what the public would read. An open attempt is submitted. */
  publish(words: Omit<PreviewWords, 'atMs'>): PreviewResults {
    if (this.#open) this.#end(this.#open, Math.min(this.#given.nowMs(), this.#open.locksAtMs), 'close');
    const { place, person, nowMs } = this.#given;
    const nameOf = (id: string) => (id === place.personId ? person.name : words.nameOf(id));
    this.#published = previewResults(place, this.#own(), { ...words, nameOf, atMs: nowMs() });
    return this.#published;
  }

  /** As the crowd's: inside the window that the rulebook names. */
  #own(): OwnPreview {
    return { attempts: this.#submissions.map(({ facts }) => facts), prediction: this.#prediction };
  }

  #used() {
    const used = this.#submissions.length;
    const lastSubmittedAtMs = this.#submissions.at(-1)?.receipt.submittedAtMs ?? null;
    return { usedInRound: used, usedToday: used, usedInContest: used, lastSubmittedAtMs };
  }

  #locksOf(handedOutAtMs: number): number | null {
    const { questionSeconds } = this.#quiz;
    return this.#isPaper || questionSeconds === null ? null : handedOutAtMs + questionSeconds * 1000;
  }

  #drawn(question: Question, attempt: Attempt, position: number) {
    return { question, position, seed: attempt.id, shuffle: this.#quiz.shuffle };
  }

  #viewAt(attempt: Attempt, position: number, handedOutAtMs: number): QuestionView | null {
    const question = this.#given.questions[position - 1];
    const seconds = this.#isPaper ? null : this.#quiz.questionSeconds;
    return question ? viewQuestion(this.#drawn(question, attempt, position), handedOutAtMs, seconds) : null;
  }

  /** One by one: the question that waits for its answer. */
  #currentOf(attempt: Attempt): QuestionView | null {
    const position = attempt.handouts.length;
    const handedOutAtMs = attempt.handouts.at(-1);
    const question = this.#given.questions[position - 1];
    if (this.#isPaper || handedOutAtMs === undefined || !question || attempt.answers.has(question.id)) return null;
    return this.#viewAt(attempt, position, handedOutAtMs);
  }

  #viewAttempt(attempt: Attempt): AttemptView {
    const { questions, place } = this.#given;
    const current = this.#currentOf(attempt);
    const all = questions.flatMap((_, at) => this.#viewAt(attempt, at + 1, attempt.startedAtMs) ?? []);
    const guess = partOf(place.round, 'prediction');
    return {
      ...{ attemptId: attempt.id, roundId: this.roundId, ordinal: attempt.ordinal, practice: false },
      ...{ pacing: this.#quiz.pacing, questionCount: questions.length, startedAtMs: attempt.startedAtMs },
      ...{ locksAtMs: attempt.locksAtMs, graceMs: this.#graceMs },
      questions: this.#isPaper ? all : current ? [current] : [],
      saved: [...attempt.answers].map(([questionId, { optionIds, typed, arrivedAtMs }]) => ({
        ...{ questionId, optionIds: [...optionIds], typed, arrivedAtMs },
      })),
      answered: attempt.answers.size,
      prediction: {
        ...{ enabled: guess !== undefined, value: this.#prediction },
        kind: guess ? kindOfPrediction[guess.of] : null,
      },
    };
  }

  #saved(attempt: Attempt, questionId: string, answer: SavedAnswer, repeated: boolean): AnswerSaved {
    const { answerId, optionIds, typed, arrivedAtMs, elapsedMs } = answer;
    return {
      receipt: {
        ...{ answerId, questionId, optionIds: [...optionIds], typed, arrivedAtMs, elapsedMs, creditMs: 0, repeated },
      },
      next: this.#currentOf(attempt),
      answered: attempt.answers.size,
    };
  }

  #end(attempt: Attempt, atMs: number, by: SubmittedBy): AttemptReceipt {
    const { questions, place } = this.#given;
    const key = questions.map((item) => ({ questionId: item.id, item, level: null }));
    const elapsedMs = this.#isPaper ? atMs - attempt.startedAtMs : this.#spent(attempt, atMs);
    const shiftMs = place.round.opensAtMs - this.#opensAtMs;
    const facts: AttemptFacts = {
      ...{ personId: place.personId, roundId: place.round.id, ordinal: attempt.ordinal, voidedAtMs: null },
      ...{ startedAtMs: attempt.startedAtMs + shiftMs, submittedAtMs: atMs + shiftMs },
      ...{ elapsedMs, elapsedToLastChangeMs: elapsedMs },
      ...markAttempt(key, attempt.answers, this.#quiz.points),
    };
    this.#open = null;
    const receipt: AttemptReceipt = {
      ...{ attemptId: attempt.id, roundId: this.roundId, ordinal: attempt.ordinal, practice: false },
      ...{ submittedAtMs: atMs, submittedBy: by, answered: attempt.answers.size, questionCount: questions.length },
      elapsedMs: atResolution(elapsedMs, place.round.time.resolution),
      ...{ predicts: partOf(place.round, 'prediction') !== undefined, prediction: this.#prediction, score: null },
    };
    const submission = { attempt, receipt, facts };
    this.#submissions.push(submission);
    return this.#receipt(submission);
  }

  /** One by one: what each question took until its answer, its lock or the end. */
  #spent(attempt: Attempt, endMs: number): number {
    return attempt.handouts.reduce((sum, handedOutAtMs, at) => {
      const answer = attempt.answers.get(this.#given.questions[at]?.id ?? '');
      const until = Math.min(endMs, this.#locksOf(handedOutAtMs) ?? endMs);
      return sum + (answer?.elapsedMs ?? Math.max(0, until - handedOutAtMs));
    }, 0);
  }

  #receipt({ receipt, facts: { points, pointsMax, right } }: Submission): AttemptReceipt {
    const shows = this.#published !== null || this.#given.place.rulebook.publication.ownScore === 'at-submit';
    return { ...receipt, prediction: this.#prediction, score: shows ? { points, pointsMax, right } : null };
  }

  #viewOwn(): OwnRound {
    const { place, nowMs } = this.#given;
    const { left, nextAtMs } = allowBy(place.round, this.#used(), nowMs());
    const result: OwnResult | null = this.#published?.own ?? null;
    return {
      ...{ roundId: this.roundId, attemptsUsed: this.#submissions.length, attemptsLeft: left },
      ...{ nextAttemptAtMs: nextAtMs, mayPractice: false },
      receipts: this.#submissions.map((each) => this.#receipt(each)).reverse(),
      prediction: this.#prediction,
      result,
    };
  }
}
