import { describe, expect, it } from 'vitest';
import { type ArrivedAnswer, judgeAnswer, judgeArrival } from './answer.ts';
import { answerElapsedMs } from './elapsed.ts';

const lockMs = 900_000;
const handedOutAtMs = 895_000;

const options = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
const chosen = (optionIds: string[]) => ({ optionIds, typed: null });
const arrived = (change: Partial<ArrivedAnswer> = {}): ArrivedAnswer => ({
  question: { questionId: 'q1', asked: { kind: 'one', options }, handedOutAtMs, locksAtMs: null },
  attempt: { locksAtMs: lockMs, graceMs: 800 },
  given: chosen(['b']),
  arrivedAtMs: 898_000,
  ...change,
});
const several = (optionIds: string[]) =>
  arrived({ given: chosen(optionIds), question: { ...arrived().question!, asked: { kind: 'several', options } } });
const counts = (countedAtMs: number) => ({ ok: true, value: { countedAtMs } });
const refused = (refusal: object) => ({ ok: false, refusal });

describe('an arrival, T = 900,000 and a grace of 800 ms', () => {
  it('[T2] before the lock it counts as it came', () => {
    expect(judgeArrival(lockMs - 1, lockMs, 800)).toEqual(counts(lockMs - 1));
  });
  it('[T2] at the lock it counts', () => {
    expect(judgeArrival(lockMs, lockMs, 800)).toEqual(counts(lockMs));
  });
  it('[T2] 800 ms after the lock it counts with the elapsed time of the lock', () => {
    const judged = judgeArrival(lockMs + 800, lockMs, 800);
    expect(judged).toEqual(counts(lockMs));
    expect(judged.ok && answerElapsedMs(handedOutAtMs, judged.value.countedAtMs, 0)).toBe(5000);
  });
  it('[T2] 801 ms after the lock it is refused with how late it was', () => {
    expect(judgeArrival(lockMs + 801, lockMs, 800)).toEqual(
      refused({ code: 'answer_too_late', lateByMs: 801, graceMs: 800 }),
    );
  });
  it('[T2] without grace one millisecond is too late', () => {
    expect(judgeArrival(lockMs, lockMs, 0)).toEqual(counts(lockMs));
    expect(judgeArrival(lockMs + 1, lockMs, 0)).toEqual(refused({ code: 'answer_too_late', lateByMs: 1, graceMs: 0 }));
  });
});

describe('an answer', () => {
  it('[A2] to a question handed out, in time, counts', () => {
    expect(judgeAnswer(arrived())).toEqual(counts(898_000));
  });
  it('[A2] on the last millisecond counts', () => {
    expect(judgeAnswer(arrived({ arrivedAtMs: lockMs }))).toEqual(counts(lockMs));
    expect(judgeAnswer(arrived({ arrivedAtMs: lockMs + 800 }))).toEqual(counts(lockMs));
  });
  it('[A2] one millisecond later is refused, with how late it was', () => {
    const late = arrived({ arrivedAtMs: lockMs + 801 });
    expect(judgeAnswer(late)).toEqual(refused({ code: 'answer_too_late', lateByMs: 801, graceMs: 800 }));
  });
  it('[A2] to a question never handed out is refused, also when it is late', () => {
    const stray = arrived({ question: null, arrivedAtMs: lockMs + 5000 });
    expect(judgeAnswer(stray)).toEqual(refused({ code: 'question_not_handed_out' }));
  });
});

describe('the options of an answer', () => {
  it('[A6] one right option takes exactly one choice', () => {
    expect(judgeAnswer(arrived({ given: chosen(['a', 'b']) }))).toEqual(refused({ code: 'option_count', max: 1 }));
    expect(judgeAnswer(arrived({ given: chosen([]) }))).toEqual(refused({ code: 'option_count', max: 1 }));
  });
  it('[A6] several right options take one, some or all', () => {
    expect(judgeAnswer(several(['c']))).toEqual(counts(898_000));
    expect(judgeAnswer(several(['d', 'a', 'c', 'b']))).toEqual(counts(898_000));
    expect(judgeAnswer(several([]))).toEqual(refused({ code: 'option_count', max: 4 }));
  });
  it('[A6] an option chosen twice is refused', () => {
    expect(judgeAnswer(several(['a', 'a']))).toEqual(refused({ code: 'option_count', max: 4 }));
    expect(judgeAnswer(arrived({ given: chosen(['a', 'a']) }))).toEqual(refused({ code: 'option_count', max: 1 }));
  });
  it('[A6] an option of another question is refused', () => {
    expect(judgeAnswer(arrived({ given: chosen(['e']) }))).toEqual(refused({ code: 'option_unknown' }));
    expect(judgeAnswer(several(['a', 'e']))).toEqual(refused({ code: 'option_unknown' }));
  });
});

describe('a question with its own limit', () => {
  const limited = (arrivedAtMs: number, locksAtMs: number) =>
    judgeAnswer(arrived({ arrivedAtMs, question: { ...arrived().question!, locksAtMs } }));

  it('[T6] locks before the attempt does, with the same grace', () => {
    expect(limited(896_000, 896_000)).toEqual(counts(896_000));
    expect(limited(896_800, 896_000)).toEqual(counts(896_000));
    expect(limited(896_801, 896_000)).toEqual(refused({ code: 'answer_too_late', lateByMs: 801, graceMs: 800 }));
  });
  it('[T6] never outlives the attempt', () => {
    expect(limited(lockMs + 801, lockMs + 10_000)).toEqual(
      refused({ code: 'answer_too_late', lateByMs: 801, graceMs: 800 }),
    );
    expect(limited(lockMs + 300, lockMs + 10_000)).toEqual(counts(lockMs));
  });
});
