import type { RoundTime } from '../rulebook.ts';

/** A submission's leaf: what of it can be computed, and what in it cannot be. docs/proof.md, part 4. */

export type Answer = [
  position: number,
  change: number,
  options: string[],
  typed: string | null,
  arrivedAt: number,
  countedAt: number,
  roundTrip: number | null,
  credit: number,
];
export type Submission = {
  at: number;
  round: string;
  attempt: string;
  person: string;
  registeredAt: number;
  simulated: boolean;
  ordinal: number;
  practice: boolean;
  rules: number;
  bits: string;
  day: string;
  startedAt: number;
  limitAt: number | null;
  by: string;
  questions: string[];
  handouts: number[];
  answers: Answer[];
  roundTrip: number | null;
  prediction: number | null;
  sealed: { name: string | null; unit: string | null };
};

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';
const isWholeOrNull = (value: unknown) => value === null || isWhole(value);

/** null: no leaf of a submission. */
export function readSubmission(value: unknown): Submission | null {
  const leaf = value as Submission;
  const texts = [leaf.round, leaf.attempt, leaf.person, leaf.bits, leaf.day, leaf.by];
  const numbers = [leaf.at, leaf.registeredAt, leaf.ordinal, leaf.rules, leaf.startedAt];
  const fits =
    texts.every((each) => typeof each === 'string') &&
    numbers.every(isWhole) &&
    [leaf.limitAt, leaf.roundTrip, leaf.prediction].every(isWholeOrNull) &&
    /^[01]*$/.test(leaf.bits) &&
    Array.isArray(leaf.questions) &&
    Array.isArray(leaf.handouts) &&
    leaf.handouts.every(isWhole) &&
    Array.isArray(leaf.answers) &&
    leaf.answers.every(isAnswer) &&
    isTextOrNull(leaf.sealed?.name) &&
    isTextOrNull(leaf.sealed?.unit);
  return fits ? leaf : null;
}

function isAnswer(answer: unknown): boolean {
  if (!Array.isArray(answer) || answer.length !== 8) return false;
  const [position, change, options, typed, arrivedAt, countedAt, roundTrip, credit] = answer;
  return (
    [position, change, arrivedAt, countedAt, credit].every(isWhole) &&
    Array.isArray(options) &&
    isTextOrNull(typed) &&
    isWholeOrNull(roundTrip)
  );
}

export type Timing = {
  pacing: 'one-by-one' | 'paper';
  questionSeconds: number | null;
  time: RoundTime;
  closesAt: number;
};
export type Sat = {
  /** By position: the answer that counts. */
  last: ReadonlyMap<number, Answer>;
  elapsed: number;
  lastChange: number;
  /** What in it cannot be. */
  wrong: string[];
};

const beforeStored = -1; // the round trip of a paper from before it was stored
const reactionMs = 250;
const judgedLagMs = 100;

type Lag = RoundTime['lagCredit'];
const creditOf = (
  roundTrip: number | null,
  quota: number,
  { quotaMs }: Lag,
  raw: number,
  contradicted: number,
): number => {
  const within = Math.max(0, Math.min(quota, quotaMs));
  const believed = contradicted < 2 && !contradicts(roundTrip, raw);
  return Math.max(0, Math.floor(Math.min(believed ? (roundTrip ?? 0) : 0, within, raw)));
};
const contradicts = (roundTrip: number | null, raw: number): boolean =>
  roundTrip !== null && roundTrip >= judgedLagMs && raw < roundTrip + reactionMs;

/** Elapsed times out of hand-outs, arrivals and round trips, and everything that contradicts them. */
export function sit(leaf: Submission, timing: Timing): Sat {
  const wrong: string[] = [];
  const expect = (holds: boolean, what: string) => {
    if (!holds && !wrong.includes(what)) wrong.push(what);
  };
  const { time, pacing, questionSeconds } = timing;
  const paper = pacing === 'paper';
  const lock = Math.min(leaf.limitAt ?? Infinity, timing.closesAt);
  expect(leaf.startedAt <= leaf.at, 'submitted-before-start');
  expect(leaf.startedAt < timing.closesAt, 'started-after-close');
  expect(leaf.at <= lock + time.graceMs, 'submitted-late');
  expect(new Set(leaf.questions).size === leaf.questions.length, 'question-twice');
  expect(leaf.handouts.length <= (paper ? 1 : leaf.questions.length), 'handouts');
  expect(
    leaf.handouts.every((at, place) => at >= (leaf.handouts[place - 1] ?? leaf.startedAt)),
    'handouts-order',
  );
  const last = new Map<number, Answer>();
  let [quota, contradicted, arrived] = [time.lagCredit.quotaMs, 0, -Infinity];
  for (const answer of leaf.answers) {
    const [position, change, , , arrivedAt, countedAt, roundTrip, credit] = answer;
    expect(arrivedAt >= arrived, 'arrivals-order');
    arrived = arrivedAt;
    expect(position >= 1 && position <= leaf.questions.length, 'answer-without-question');
    expect(change === (last.get(position)?.[1] ?? -1) + 1, 'answer-changes');
    last.set(position, answer);
    const handedAt = leaf.handouts[paper ? 0 : position - 1];
    expect(handedAt !== undefined, 'answer-not-handed-out');
    const own = paper || questionSeconds === null ? lock : Math.min(lock, (handedAt ?? 0) + questionSeconds * 1000);
    expect(arrivedAt <= own + time.graceMs, 'answer-late');
    expect(countedAt === Math.min(arrivedAt, own), 'answer-counted');
    expect(handedAt === undefined || countedAt >= handedAt || paper, 'answer-before-question');
    const raw = Math.max(0, countedAt - (handedAt ?? countedAt));
    expect(credit === (paper ? 0 : creditOf(roundTrip, quota, time.lagCredit, raw, contradicted)), 'credit');
    quota = Math.min(time.lagCredit.quotaMs, quota - credit + time.lagCredit.refillMs);
    if (!paper && contradicts(roundTrip, raw)) contradicted += 1;
  }
  expect(
    [...last.values()].every((answer) => answer[5] <= leaf.at),
    'answer-after-submission',
  );
  return {
    last,
    wrong,
    ...(paper ? spentOnPaper(leaf, last, time.lagCredit) : spentOneByOne(leaf, last, questionSeconds)),
  };
}

function spentOnPaper(leaf: Submission, last: ReadonlyMap<number, Answer>, lag: Lag) {
  const raw = Math.max(0, leaf.at - (leaf.handouts[0] ?? leaf.startedAt));
  const credit = leaf.roundTrip === beforeStored ? 0 : creditOf(leaf.roundTrip, lag.quotaMs, lag, raw, 0);
  const elapsed = Math.max(0, raw - credit);
  let idle = Infinity;
  for (const answer of last.values()) idle = Math.min(idle, leaf.at - answer[5]);
  return { elapsed, lastChange: Math.min(elapsed, Math.max(0, raw - idle)) };
}

function spentOneByOne(leaf: Submission, last: ReadonlyMap<number, Answer>, questionSeconds: number | null) {
  const limit = questionSeconds === null ? Infinity : questionSeconds * 1000;
  let [elapsed, lastChange] = [0, 0];
  for (const [place, handedAt] of leaf.handouts.entries()) {
    const answer = last.get(place + 1);
    elapsed += answer
      ? Math.max(0, answer[5] - handedAt - answer[7])
      : Math.max(0, Math.min(limit, leaf.at - handedAt));
    if (answer) lastChange = elapsed;
  }
  return { elapsed, lastChange };
}
