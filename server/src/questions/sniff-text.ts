import type { QuestionFormat } from '@hoithi/shared/contract/question-file';
import { divideText } from '../documents/read-divided-text.ts';
import { readOptionSign, readSign } from './paper/paper-signs.ts';
import { readQuestionTable } from './table/read-question-table.ts';

const gift = /(?<!\\)\{\s*(?:[=~#}]|true\b|false\b|[tf]\s*[}#])/i;
const aikenAnswer = /^\s*answer\s*:/im;

/** What a text is, by its content, and by the ending of its name where the content would fit several. null: nothing known. */
export function sniffText(text: string, name: string): QuestionFormat | null {
  const start = text.trimStart().slice(0, 1_000);
  if (/^<(?:\?xml|quiz|!DOCTYPE\s+quiz)/i.test(start)) return 'moodle';
  if (start.startsWith('<')) return null;
  if (/^\{\s*"/.test(start)) return 'json';
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === 'gift') return 'gift';
  if (ending === 'csv' || ending === 'tsv') return 'table';
  if (gift.test(text)) return 'gift';
  const table = divideText(text.slice(0, 20_000));
  if ('rows' in table && readQuestionTable(table.rows) !== null) return 'table';
  return isPaper(text) ? (aikenAnswer.test(text) ? 'aiken' : 'paper') : null;
}

/** Some line begins with the letter A, a number of a question or an answer. */
const isPaper = (text: string): boolean =>
  text
    .split('\n', 5_000)
    .some((line) => readOptionSign(line)?.place === 0 || ['number', 'answer'].includes(readSign(line).sign));
