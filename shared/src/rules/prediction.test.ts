import { expect, it } from 'vitest';
import { predictionKinds } from '../contract/rules.ts';
import { LocalText } from '../contract/text.ts';
import { judgePrediction, predictionError, predictionTarget, predictionText } from './prediction.ts';

const counts = { allCorrectPersons: 3195, roundPersons: 8664, attempts: 13_954 };

it('[P1] each kind aims at its own count', () => {
  expect(predictionTarget('ALL_CORRECT_PERSONS', counts)).toBe(3195);
  expect(predictionTarget('PARTICIPANT_PERSONS', counts)).toBe(8664);
  expect(predictionTarget('ATTEMPTS', counts)).toBe(13_954);
});

it('[P1] the text says what is counted, people or attempts, and in which round', () => {
  const week = { vi: 'Tuần 2', en: 'Week 2' };
  expect(predictionText('ALL_CORRECT_PERSONS', 15, week).vi).toBe(
    'Dự đoán có bao nhiêu người trả lời đúng tất cả 15 câu hỏi của Tuần 2? Mỗi người được tính một lần.',
  );
  expect(predictionText('PARTICIPANT_PERSONS', 15, week).vi).toMatch(/bao nhiêu người tham gia dự thi Tuần 2/);
  expect(predictionText('ATTEMPTS', 15, week).vi).toMatch(/bao nhiêu lượt thi được nộp trong Tuần 2/);
  for (const kind of predictionKinds) {
    const text = predictionText(kind, 15, week);
    expect(LocalText.parse(text)).toEqual(text);
    expect(text.en).toContain('Week 2');
  }
});

it('[P3] the distance is the same over and under; none given has none', () => {
  expect(predictionError(9000, 10_000)).toBe(1000);
  expect(predictionError(11_000, 10_000)).toBe(1000);
  expect(predictionError(0, 0)).toBe(0);
  expect(predictionError(null, 10_000)).toBeNull();
});

it('[P2] the first prediction is taken, a second is refused with the first value, also when that was 0', () => {
  const rules = { prediction: 'ATTEMPTS' } as const;
  expect(judgePrediction(rules, null)).toEqual({ ok: true, value: true });
  expect(judgePrediction(rules, 9000)).toEqual({ ok: false, refusal: { code: 'prediction_locked', value: 9000 } });
  expect(judgePrediction(rules, 0)).toEqual({ ok: false, refusal: { code: 'prediction_locked', value: 0 } });
});

it('[P2] where none is asked, none is taken', () => {
  expect(judgePrediction({ prediction: null }, null)).toEqual({ ok: false, refusal: { code: 'prediction_not_asked' } });
});
