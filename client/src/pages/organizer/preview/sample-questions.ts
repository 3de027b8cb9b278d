import { Question, type QuestionKind } from '@hoithi/shared/contract/question';
import type { Quiz } from '@hoithi/shared/rulebook/model/round';

/** What is asked in the words of the page's language; of options the right ones come first. */
export type SampleWords = {
  kind: string;
  text: string;
  options: string[];
  right: number;
  accepted: string[];
  why: string;
};

const about = {
  ...{ topic: null, difficulty: null, audiences: [], tags: [], source: null, seconds: null, translations: {} },
  ...{ media: [], practiceOnly: false },
};

/**
 * As many questions as a paper has, of the kinds that the round asks, made of a few samples: the questions of a bank are shown to nobody
 * who may only write rules. SPEC J22.
 */
export function sampleQuestions(quiz: Quiz, count: number, samples: readonly SampleWords[]): Question[] {
  const asked = samples.filter(({ kind }) => quiz.kinds.includes(kind as QuestionKind));
  const from = asked.length > 0 ? asked : samples.slice(0, 1);
  return Array.from({ length: count }, (_, at) => makeSample(from[at % from.length]!, `mau-${at + 1}`));
}

function makeSample({ kind, text, options, right, accepted, why }: SampleWords, id: string): Question {
  const ids = kind === 'true-false' ? ['true', 'false'] : ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, options.length);
  const keyed = { options: options.map((words, at) => ({ id: ids[at], text: words })), right: ids.slice(0, right) };
  const key = kind === 'number' ? { value: right, tolerance: 0 } : kind === 'text' ? { accepted } : keyed;
  return Question.parse({ ...about, id, kind, text, explanation: why, ...key });
}
