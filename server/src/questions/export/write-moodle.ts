import type { QuestionDraft } from '@hoithi/shared/contract/question';
import { writeCategory } from '../gift/gift-text.ts';
import { paperWords } from '../question-words.ts';

const toXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const text = (value: string): string => `<text>${toXml(value)}</text>`;
const plain = (name: string, value: string): string => `  <${name} format="plain_text">${text(value)}</${name}>`;

/** Questions in Moodle's XML, every text as plain text. */
export function writeMoodle(questions: readonly QuestionDraft[]): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<quiz>'];
  let topic: string | null = null;
  for (const [at, question] of questions.entries()) {
    if (question.topic !== topic)
      lines.push(` <question type="category"><category>${text(writeCategory(question.topic))}</category></question>`);
    topic = question.topic;
    lines.push(...writeQuestion(question, at));
  }
  return [...lines, '</quiz>', ''].join('\n');
}

const types = {
  one: 'multichoice',
  several: 'multichoice',
  'true-false': 'truefalse',
  number: 'numerical',
  order: 'ordering',
  text: 'shortanswer',
} as const;

function writeQuestion(question: QuestionDraft, at: number): string[] {
  return [
    ` <question type="${types[question.kind]}">`,
    `  <name>${text(question.id ?? `${paperWords.question} ${at + 1}`)}</name>`,
    plain('questiontext', question.text),
    ...(question.explanation === null ? [] : [plain('generalfeedback', question.explanation)]),
    ...(question.id === null ? [] : [`  <idnumber>${question.id}</idnumber>`]),
    ...writeKey(question),
    ...(question.tags.length === 0
      ? []
      : [`  <tags>${question.tags.map((tag) => `<tag>${text(tag)}</tag>`).join('')}</tags>`]),
    ' </question>',
  ];
}

const answer = (fraction: number, value: string, more = ''): string =>
  `  <answer fraction="${fraction}" format="plain_text">${text(value)}${more}</answer>`;

function writeKey(question: QuestionDraft): string[] {
  if (question.kind === 'number')
    return [answer(100, String(question.value), `<tolerance>${question.tolerance}</tolerance>`)];
  if (question.kind === 'text')
    return ['  <usecase>0</usecase>', ...question.accepted.map((each) => answer(100, each))];
  if (question.kind === 'true-false')
    return ['true', 'false'].map((verdict) => answer(question.right[0] === verdict ? 100 : 0, verdict));
  if (question.kind === 'order')
    return question.right.map((id, at) => answer(at + 1, question.options.find((each) => each.id === id)?.text ?? ''));
  const isSeveral = question.kind === 'several';
  const part = isSeveral ? Number((100 / question.right.length).toFixed(5)) : 100;
  return [
    `  <single>${!isSeveral}</single>`,
    '  <shuffleanswers>true</shuffleanswers>',
    ...question.options.map(({ id, text: own }) =>
      answer(question.right.includes(id) ? part : isSeveral ? -part : 0, own),
    ),
  ];
}
