import { accept, type Result, refuse } from '../contract/result.ts';
import type { PredictionKind } from '../contract/rules.ts';
import type { LocalText } from '../contract/text.ts';

export type PredictedCounts = { allCorrectPersons: number; roundPersons: number; attempts: number };

/** The true number that people had to predict. Source: SPEC P1; the four counts are never mixed [C1]. */
export function predictionTarget(kind: PredictionKind, counts: PredictedCounts): number {
  switch (kind) {
    case 'ALL_CORRECT_PERSONS':
      return counts.allCorrectPersons;
    case 'PARTICIPANT_PERSONS':
      return counts.roundPersons;
    case 'ATTEMPTS':
      return counts.attempts;
  }
}

/** The prediction question as the contestant reads it and the rules print it. Source: SPEC P1. */
export function predictionText(kind: PredictionKind, questionCount: number, roundLabel: LocalText): LocalText {
  switch (kind) {
    case 'ALL_CORRECT_PERSONS':
      return {
        vi: `Dự đoán có bao nhiêu người trả lời đúng tất cả ${questionCount} câu hỏi của ${roundLabel.vi}? Mỗi người được tính một lần.`,
        en: `How many people will answer all ${questionCount} questions of ${roundLabel.en} correctly? Each person is counted once.`,
      };
    case 'PARTICIPANT_PERSONS':
      return {
        vi: `Dự đoán có bao nhiêu người tham gia dự thi ${roundLabel.vi}? Mỗi người được tính một lần, dù thi nhiều lượt.`,
        en: `How many people will take part in ${roundLabel.en}? Each person is counted once, however many attempts they make.`,
      };
    case 'ATTEMPTS':
      return {
        vi: `Dự đoán có bao nhiêu lượt thi được nộp trong ${roundLabel.vi}? Một người thi nhiều lượt thì tính đủ các lượt đã nộp.`,
        en: `How many attempts will be submitted in ${roundLabel.en}? Every submitted attempt of a person is counted.`,
      };
  }
}

/** The distance from the target, over or under alike; null where none was given. Source: SPEC P3. */
export function predictionError(prediction: number | null, target: number): number | null {
  return prediction === null ? null : Math.abs(prediction - target);
}

/**
 * Decides whether a person may still predict in this round. `already` is the value given before, in any attempt.
 *
 * Refuses  prediction_not_asked; prediction_locked with the first value.
 * Source   SPEC P2; domain (a4) 1.
 */
export function judgePrediction(rules: { prediction: PredictionKind | null }, already: number | null): Result<true> {
  if (rules.prediction === null) return refuse({ code: 'prediction_not_asked' });
  if (already !== null) return refuse({ code: 'prediction_locked', value: already });
  return accept(true);
}
