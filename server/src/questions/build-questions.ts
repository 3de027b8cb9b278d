import { QuestionId } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { QuestionDraft, type QuestionTranslation } from '@hoithi/shared/contract/question';
import type { QuestionProblem, ReadQuestion } from '@hoithi/shared/contract/question-file';
import { cleanText } from '@hoithi/shared/contract/text';
import { foldText } from '@hoithi/shared/rules/fold';
import { falseFolded, trueFalseWords, trueFolded } from './question-words.ts';
import {
  lost,
  type Note,
  type RawAnswer,
  type RawMedia,
  type RawOption,
  type RawQuestion,
  refused,
} from './raw-question.ts';

const letters = 'abcdef';
const valueLengthMax = 200;
const rawLengthMax = 100_000;

/** A picture or sound of a question that is read, by the question's number within the file. */
export type FoundMedia = RawMedia & { item: number; line: number };

/** Checks what a reader found. A question with a refusal is not read; everything else about it is reported beside it. SPEC Q8. */
export function buildQuestions(raw: readonly RawQuestion[]): {
  questions: ReadQuestion[];
  problems: QuestionProblem[];
  media: FoundMedia[];
} {
  const questions: ReadQuestion[] = [];
  const problems: QuestionProblem[] = [];
  const found: FoundMedia[] = [];
  for (const [at, each] of raw.entries()) {
    const { draft, notes } = buildQuestion(each);
    let own = 0;
    for (const { reason, severity, value = '', line = each.line, media } of notes) {
      const fits = own < limits.mediaPerQuestionMax && found.length < limits.mediaPerFileMax;
      if (draft && media && fits) {
        own += 1;
        found.push({ ...media, alt: cleanText(media.alt).slice(0, 300), line, item: at + 1 });
        if (cleanText(media.alt) === '')
          problems.push({ line, item: at + 1, reason: 'media_undescribed', severity: 'warned', value: '' });
        continue;
      }
      problems.push({
        line,
        item: at + 1,
        reason,
        severity,
        value: cleanText(value.slice(0, rawLengthMax)).slice(0, valueLengthMax),
      });
    }
    if (draft) questions.push({ ...draft, line: each.line, item: at + 1 });
  }
  return { questions, problems, media: found };
}

function buildQuestion(raw: RawQuestion): { draft: QuestionDraft | null; notes: Note[] } {
  const notes = [...raw.notes];
  // What is far too long is not worth cleaning.
  const text = raw.text.length > rawLengthMax ? raw.text : cleanText(raw.text);
  if (text === '') notes.push(refused('text_missing'));
  if (text.length > limits.questionLengthMax) notes.push(refused('text_too_long', String(text.length)));
  const key = raw.answer === null ? null : buildKey(raw.answer, notes);
  const about = buildAbout(raw, notes);
  if (key === null || notes.some((note) => note.severity === 'refused')) return { draft: null, notes };
  const translations = buildTranslations(raw, key, notes);
  const parsed = QuestionDraft.safeParse({ ...about, ...key, text, translations, media: [] });
  if (parsed.success) return { draft: parsed.data, notes };
  const issue = parsed.error.issues[0];
  return { draft: null, notes: [...notes, refused('syntax', `${issue?.path.join('.')}: ${issue?.message}`)] };
}

type Key = {
  kind: QuestionDraft['kind'];
  options?: { id: string; text: string }[];
  right?: string[];
  [more: string]: unknown;
};

function buildKey(answer: RawAnswer, notes: Note[]): Key | null {
  if (answer.kind === 'number') {
    if (answer.value === null || answer.tolerance === null) notes.push(refused('number_invalid'));
    const fits = [answer.value, answer.tolerance].every((each) => each === null || fitsNumber(each));
    if (!fits) notes.push(refused('number_invalid', String(answer.value)));
    return { kind: 'number', value: answer.value, tolerance: Math.abs(answer.tolerance ?? 0) };
  }
  if (answer.kind === 'text') {
    const accepted = [...new Set(answer.accepted.map(cleanText).filter((each) => each !== ''))];
    if (accepted.length === 0) notes.push(refused('answer_missing'));
    const wrong = accepted.find((each) => each.length > limits.typedAnswerLengthMax || foldText(each) === '');
    if (wrong !== undefined || accepted.length > limits.spellingsMax)
      notes.push(refused('spelling_invalid', wrong ?? ''));
    return { kind: 'text', accepted };
  }
  if (answer.kind === 'order') {
    const options = answer.options.map(cleanText);
    checkOptions(options, notes);
    const listed = options.map((text, at) => ({ id: letters.charAt(at), text }));
    return { kind: 'order', options: listed, right: answer.right.map((at) => letters.charAt(at)) };
  }
  return buildChoice(answer.options, answer.several, notes);
}

const fitsNumber = (value: number): boolean =>
  Math.abs(value) <= limits.numberAnswerMax && Number(value.toFixed(6)) === value;

function buildChoice(given: readonly RawOption[], several: boolean | null, notes: Note[]): Key {
  const options = given.map((each) => ({ ...each, text: cleanText(each.text.slice(0, rawLengthMax)) }));
  checkOptions(
    options.map((each) => each.text),
    notes,
  );
  const rightCount = options.filter((each) => each.right).length;
  if (rightCount === 0 && !notes.some((note) => note.reason.startsWith('answer_')))
    notes.push(refused('answer_missing'));
  if (several === false && rightCount > 1) notes.push(refused('answer_ambiguous'));
  const both = several === true ? null : findTrueFalse(options);
  if (both) return both;
  const listed = options.map(({ text, right }, at) => ({ id: letters.charAt(at), text, right }));
  return {
    kind: several === true || rightCount > 1 ? 'several' : 'one',
    options: listed.map(({ id, text }) => ({ id, text })),
    right: listed.filter((each) => each.right).map((each) => each.id),
  };
}

function checkOptions(options: readonly string[], notes: Note[]): void {
  if (options.length < 2) notes.push(refused('options_too_few', String(options.length)));
  if (options.length > limits.optionsPerQuestionMax) notes.push(refused('options_too_many', String(options.length)));
  if (options.length > limits.optionsPerQuestionMax) return; // one word about too many is enough
  const tooLong = options.find((each) => each.length > limits.optionLengthMax);
  if (tooLong !== undefined) notes.push(refused('option_too_long', tooLong));
  const twice = options.find((each, at) => options.indexOf(each) < at);
  if (twice !== undefined) notes.push(refused('options_same', twice));
  if (options.some((each) => each === '')) notes.push(refused('options_too_few', ''));
}

/** Two options "Đúng" and "Sai" of which one is right are a true/false question. */
function findTrueFalse(options: readonly RawOption[]): Key | null {
  const isTrue = options.find((each) => trueFolded.has(foldText(each.text)));
  const isFalse = options.find((each) => falseFolded.has(foldText(each.text)));
  if (options.length !== 2 || !isTrue || !isFalse || isTrue.right === isFalse.right) return null;
  return {
    kind: 'true-false',
    options: [
      { id: 'true', text: trueFalseWords.true },
      { id: 'false', text: trueFalseWords.false },
    ],
    right: [isTrue.right ? 'true' : 'false'],
  };
}

function buildAbout(raw: RawQuestion, notes: Note[]) {
  const shortened = (text: string | undefined, max: number, reason: Note['reason']): string | null => {
    const cleaned = cleanText(text ?? '');
    if (cleaned.length > max) notes.push(lost(reason, cleaned));
    return cleaned === '' || cleaned.length > max ? null : cleaned;
  };
  const id = cleanText(raw.id ?? '');
  const tags = [...new Set((raw.tags ?? []).map(cleanText).filter((each) => each !== ''))];
  if (tags.length > 20 || tags.some((each) => each.length > 60)) notes.push(lost('tags_invalid', tags.join(', ')));
  const document = shortened(raw.source?.document, 400, 'source_invalid');
  const clause = shortened(raw.source?.clause, 200, 'source_invalid');
  const { date = null, validTo = null } = raw.source ?? {};
  if (document === null && (clause !== null || date !== null)) notes.push(lost('source_invalid', clause ?? date ?? ''));
  const { seconds = null } = raw;
  const secondsFit = seconds === null || (Number.isInteger(seconds) && seconds >= 5 && seconds <= 300);
  if (!secondsFit) notes.push(lost('seconds_invalid', String(seconds)));
  return {
    id: QuestionId.safeParse(id).success ? id : null,
    topic: shortened(raw.topic, 200, 'topic_invalid'),
    difficulty: raw.difficulty ?? null,
    audiences: [...new Set(raw.audiences ?? [])],
    tags: tags.filter((each) => each.length <= 60).slice(0, 20),
    source: document === null ? null : { document, clause, date, validTo },
    explanation: shortened(raw.explanation, limits.explanationLengthMax, 'explanation_too_long'),
    seconds: secondsFit ? seconds : null,
    practiceOnly: raw.practiceOnly ?? false,
  };
}

/** A translation has its text and every option, or it is left out and reported. */
function buildTranslations(raw: RawQuestion, key: Key, notes: Note[]): Record<string, QuestionTranslation> {
  const whole = Object.entries(raw.translations ?? {}).flatMap(([language, given]): [string, QuestionTranslation][] => {
    const texts = given.options.map(cleanText);
    const ids = (key.options ?? []).map((each) => each.id);
    if (cleanText(given.text) === '' || texts.length !== ids.length || texts.includes('')) {
      notes.push(lost('translation_incomplete', language));
      return [];
    }
    const options = Object.fromEntries(ids.map((id, at) => [id, texts[at] ?? '']));
    const explanation = cleanText(given.explanation) || null;
    return [[language, { text: cleanText(given.text), options, accepted: [...given.accepted], explanation }] as const];
  });
  return Object.fromEntries(whole);
}
