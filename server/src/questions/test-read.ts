import type { OldFont, QuestionFileRead } from '@hoithi/shared/contract/question-file';
import { type QuestionFileFound, readQuestionFile } from './read-question-file.ts';

/** Reads a file as the import does, in this thread. */
export const readFileOf = (
  content: string | Uint8Array,
  name: string,
  convert: OldFont | null = null,
): Promise<QuestionFileFound> =>
  readQuestionFile(typeof content === 'string' ? Buffer.from(content) : content, {
    name,
    convert,
    today: '2026-11-30',
    shuffled: true,
  });

/** Each question as "line kind text: *right | wrong". */
export const questionsOf = (file: QuestionFileRead): string[] =>
  file.questions.map((question) => {
    const start = `${question.line} ${question.kind} ${question.text}: `;
    if (question.kind === 'number') return `${start}${question.value} ± ${question.tolerance}`;
    if (question.kind === 'text') return start + question.accepted.join(' / ');
    if (question.kind === 'order')
      return start + question.right.map((id) => question.options.find((each) => each.id === id)?.text).join(' > ');
    return (
      start + question.options.map(({ id, text }) => (question.right.includes(id) ? `*${text}` : text)).join(' | ')
    );
  });

/** Each problem as "line reason value". */
export const problemsOf = (file: QuestionFileRead): string[] =>
  file.problems.map(({ line, reason, value }) => `${line} ${reason}${value === '' ? '' : ` ${value}`}`);
