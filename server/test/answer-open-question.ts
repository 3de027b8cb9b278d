import type { OpenQuestion } from '@hoithi/shared/contract/organizer';

/** An answer of the question's kind, as an organizer might give it. */
export function answerTo(question: OpenQuestion): unknown {
  if (question.choices) {
    if (question.kind === 'prediction') {
      const [kind, role, missing, targetBasis] = (
        question.example ?? 'PARTICIPANT_PERSONS tie-break ranks-last as-closed'
      ).split(' ');
      return role === undefined ? null : { kind, role, missing, targetBasis };
    }
    if (question.kind === 'ladder') return ['score', 'elapsed', 'predictionError'];
    return question.choices.find((choice) => choice.value === question.example)?.value ?? question.choices[0]?.value;
  }
  if (question.id === 'questions.topics') return 'chuyen-doi-so, de-an-06, can-cuoc-vneid';
  if (question.kind === 'integer') return Number(question.example ?? '10');
  if (question.kind === 'boolean') return question.example === 'true';
  return question.example ?? 'Ban Tổ chức Cuộc thi';
}
