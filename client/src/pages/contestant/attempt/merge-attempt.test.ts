import type { AnswerSaved, AttemptView, QuestionView } from '@hoithi/shared/contract/contestant';
import { describe, expect, it } from 'vitest';
import { mergeAttempt, saveAnswer } from './merge-attempt.ts';

const question = (position: number): QuestionView => ({
  questionId: `q-${position}`,
  position,
  text: `Câu ${position}`,
  options: [
    { optionId: 'a', text: 'A' },
    { optionId: 'b', text: 'B' },
  ],
  kind: 'one',
  media: [],
  handedOutAtMs: 1000,
  locksAtMs: null,
});
const attempt = (part: Partial<AttemptView>): AttemptView => ({
  attemptId: 'one',
  roundId: 'r',
  ordinal: 1,
  practice: false,
  pacing: 'one-by-one',
  questionCount: 3,
  startedAtMs: 0,
  locksAtMs: 60_000,
  graceMs: 500,
  questions: [question(1)],
  saved: [],
  answered: 0,
  prediction: { enabled: true, kind: 'PARTICIPANT_PERSONS', value: null },
  ...part,
});
const saved = (position: number, next: QuestionView | null, arrivedAtMs = 2000, optionId = 'a'): AnswerSaved => ({
  receipt: {
    answerId: `answer-${position}`,
    questionId: `q-${position}`,
    optionIds: [optionId],
    typed: null,
    arrivedAtMs,
    elapsedMs: 1000,
    creditMs: 0,
    repeated: false,
  },
  next,
  answered: position,
});

describe('the open attempt on the page', () => {
  it('[A5] one by one, the next question comes with the ack', () => {
    const after = saveAnswer(attempt({}), saved(1, question(2)));
    expect(after.questions.map((one) => one.position)).toEqual([2]);
    expect(after.answered).toBe(1);
  });

  it('[A5] after the last question none is left', () => {
    expect(saveAnswer(attempt({ questions: [question(3)], answered: 2 }), saved(3, null)).questions).toEqual([]);
  });

  it('[A5] a view made before the ack does not bring an answered question back', () => {
    const after = saveAnswer(attempt({}), saved(1, question(2)));
    const merged = mergeAttempt(after, attempt({}));
    expect(merged?.questions[0]?.position).toBe(2);
    expect(merged?.answered).toBe(1);
    expect(merged?.saved).toHaveLength(1);
  });

  it('[T6] a view that is further on moves the page, also past a question that was never answered', () => {
    const merged = mergeAttempt(attempt({}), attempt({ questions: [question(2)] }));
    expect(merged?.questions[0]?.position).toBe(2);
  });

  it('[A4] the late ack of a resend does not move the page back', () => {
    const now = attempt({ questions: [question(3)], answered: 2 });
    expect(saveAnswer(now, saved(1, question(2))).questions[0]?.position).toBe(3);
  });

  it('[A5] on a paper the later of two saved answers stands, whichever arrives last', () => {
    const paper = attempt({ pacing: 'paper', questions: [question(1), question(2), question(3)] });
    const changed = saveAnswer(saveAnswer(paper, saved(1, null, 3000, 'b')), saved(1, null, 2000, 'a'));
    expect(changed.saved).toEqual([{ questionId: 'q-1', optionIds: ['b'], typed: null, arrivedAtMs: 3000 }]);
    expect(changed.questions).toHaveLength(3);
  });

  it('[P2] a prediction once locked stays locked in an older view', () => {
    const locked = attempt({ prediction: { enabled: true, kind: 'ATTEMPTS', value: 700 } });
    expect(mergeAttempt(locked, attempt({}))?.prediction.value).toBe(700);
  });

  it('another attempt replaces the known one whole, and none ends it', () => {
    const other = attempt({ attemptId: 'two' });
    expect(mergeAttempt(attempt({ answered: 3 }), other)).toBe(other);
    expect(mergeAttempt(attempt({}), null)).toBeNull();
  });
});
