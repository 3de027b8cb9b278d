import { QuestionDraft } from '@hoithi/shared/contract/question';
import { buildQuestions } from '../build-questions.ts';
import { linesOfText, type PaperLine, type PaperTable } from '../paper/paper-line.ts';
import { readPaper } from '../paper/read-paper.ts';
import { paperWords, trueFalseWords } from '../question-words.ts';
import { saidIn, writeSource } from './said-in.ts';
import { writePaperAnswer } from './write-answer.ts';

/** A question on a paper: its lines, and its row in the key. */
export type PaperOfQuestion = {
  lines: string[];
  key: [number: string, answer: string, explanation: string, source: string];
};
export const keyHeader = [paperWords.question, paperWords.answer, paperWords.explanation, paperWords.source] as const;

/** `number`: the one that it has on the paper. */
export function paperOfQuestion(question: QuestionDraft, number: number): PaperOfQuestion {
  const asked = `${paperWords.question} ${number}. ${question.text}`;
  const source = question.source === null ? '' : writeSource(question.source);
  return {
    lines: [asked, ...answerLines(question)],
    key: [String(number), writePaperAnswer(question), question.explanation ?? '', source],
  };
}

function answerLines(question: QuestionDraft): string[] {
  if (!('options' in question)) return [paperWords.reply];
  const texts =
    question.kind === 'true-false' ? Object.values(trueFalseWords) : question.options.map((each) => each.text);
  return texts.map((text, at) => `${'ABCDEF'.charAt(at)}. ${text}`);
}

/** Whether the paper of a question is read as that question: a text may look like an option, such as "vitamin A. và B." */
export function isReadAsItself(question: QuestionDraft): boolean {
  const { lines, key } = paperOfQuestion(question, 1);
  const cell = (text: string): PaperLine[] => linesOfText(text);
  const table: PaperTable = { line: 0, rows: [keyHeader.map((each) => cell(each)), key.map(cell)] };
  const { questions } = buildQuestions(readPaper([...linesOfText(lines.join('\n')), table]).questions);
  const said = saidIn(question, 'docx-key');
  const [read, ...more] = questions;
  if (!read || said === null || more.length > 0) return false;
  return JSON.stringify(sorted(QuestionDraft.parse(read))) === JSON.stringify(sorted(said));
}

/** With its fields in one order. */
const sorted = (draft: QuestionDraft): unknown =>
  Object.fromEntries(Object.entries(draft).sort(([a], [b]) => (a < b ? -1 : 1)));
