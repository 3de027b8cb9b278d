import { readTypedNumber } from '@hoithi/shared/rules/questions/read-typed-number';
import { falseFolded, trueFalseWords } from '../question-words.ts';
import { lost, type Note, type RawAnswer, refused } from '../raw-question.ts';
import { findSign } from './gift-text.ts';

type Read = { answer: RawAnswer | null; explanation: string; notes: Note[] };
/** `pairs`: an arrow stands in it, as between the two sides of a match. */
type Part = { right: boolean; weight: number | null; text: string; feedback: string; pairs: boolean };
type ToText = (raw: string) => string;

const unsupported = (kind: string): Read => ({
  answer: null,
  explanation: '',
  notes: [refused('kind_unsupported', kind)],
});

/** What stands between the braces of a question. */
export function readGiftAnswers(inside: string, toText: ToText): Read {
  const generalAt = findGeneral(inside);
  const general = generalAt === -1 ? '' : toText(inside.slice(generalAt + 4));
  const answers = (generalAt === -1 ? inside : inside.slice(0, generalAt)).trim();
  if (answers === '') return unsupported('essay');
  if (answers.startsWith('#')) return readNumber(answers.slice(1), general, toText);
  const verdict = /^(true|t|false|f)\s*(?=#|$)/i.exec(answers)?.[1];
  if (verdict !== undefined) return readTrueFalse(verdict, answers, general, toText);
  const parts = divideParts(answers, toText);
  if (parts === null) return { answer: null, explanation: '', notes: [refused('syntax', answers.slice(0, 40))] };
  if (parts.length > 0 && parts.every((part) => part.right && part.pairs)) return unsupported('matching');
  return parts.every((part) => part.right) ? readTyped(parts, general) : readChoice(parts, general);
}

/** Where the feedback on the whole question begins: four number signs. */
function findGeneral(text: string): number {
  for (let at = findSign(text, '#'); at !== -1; at = findSign(text, '#', at + 1))
    if (text.startsWith('####', at)) return at;
  return -1;
}

function readTrueFalse(verdict: string, answers: string, general: string, toText: ToText): Read {
  const right = !falseFolded.has(verdict.toLowerCase()) && verdict.toLowerCase() !== 'f';
  const [, ofWrong = '', ofRight = ''] = divideAt(answers, '#').map(toText);
  const options = [
    { text: trueFalseWords.true, right },
    { text: trueFalseWords.false, right: !right },
  ];
  const explained = explain(general, [ofRight], [ofWrong]);
  return { answer: { kind: 'choice', options, several: false }, ...explained };
}

/** Cuts at every unescaped sign. */
function divideAt(text: string, sign: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = findSign(text, sign); at !== -1; at = findSign(text, sign, from)) {
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)];
}

/** Far more than any question has; the rest is not worth reading. */
const partsMax = 100;

/** null: something stands before the first sign. */
function divideParts(text: string, toText: ToText): Part[] | null {
  const parts: Part[] = [];
  if (findSign(text, '=~') !== 0) return null;
  for (let at = 0; at !== -1 && at < text.length && parts.length < partsMax; ) {
    const next = findSign(text, '=~', at + 1);
    const raw = text.slice(at + 1, next === -1 ? text.length : next);
    const weighed = /^\s*%(-?\d+(?:[.,]\d+)?)%/.exec(raw);
    const [own = '', ...feedback] = divideAt(weighed ? raw.slice(weighed[0].length) : raw, '#');
    parts.push({
      right: text[at] === '=',
      weight: weighed ? Number(weighed[1]?.replace(',', '.')) : null,
      text: toText(own),
      pairs: own.includes('->'),
      feedback: feedback
        .map(toText)
        .filter((each) => each !== '')
        .join(' '),
    });
    at = next;
  }
  return parts;
}

/**
 * `=` marks what is right. Without it, or beside it where several options together make the whole, those with a positive weight
 * are. How much each of them would earn is not kept: the rules of the contest say how several right options count.
 */
function readChoice(parts: readonly Part[], general: string): Read {
  const marked = parts.filter((part) => part.right && (part.weight ?? 100) > 0);
  const positive = parts.filter((part) => !part.right && (part.weight ?? 0) > 0);
  const right = marked.length > 0 ? marked : positive;
  const weights = new Set(right.map((part) => part.weight));
  const uneven = marked.length > 0 ? positive.length > 0 || marked.length > 1 : weights.size > 1;
  const options = parts.map((part) => ({ text: part.text, right: right.includes(part) }));
  const feedback = (given: boolean) =>
    parts.filter((part) => right.includes(part) === given).map((part) => part.feedback);
  const { explanation, notes } = explain(general, feedback(true), feedback(false));
  const answer: RawAnswer = {
    kind: 'choice',
    options,
    several: marked.length === 0 && positive.length > 0 ? true : null,
  };
  return { answer, explanation, notes: uneven ? [...notes, lost('weights_left_out')] : notes };
}

function readTyped(parts: readonly Part[], general: string): Read {
  const whole = parts.filter((part) => (part.weight ?? 100) === 100);
  const { explanation, notes } = explain(
    general,
    whole.map((part) => part.feedback),
    [],
  );
  const partial = parts.length > whole.length ? [lost('weights_left_out')] : [];
  return {
    answer: { kind: 'text', accepted: whole.map((part) => part.text) },
    explanation,
    notes: [...notes, ...partial],
  };
}

function readNumber(text: string, general: string, toText: ToText): Read {
  const parts = findSign(text, '=') === -1 ? null : divideParts(text.trim(), toText);
  const whole = parts?.filter((part) => part.right && (part.weight ?? 100) === 100) ?? [];
  const [own = '', ...feedback] = parts === null ? divideAt(text, '#') : [whole[0]?.text ?? ''];
  const read = readRange(own);
  const explained = explain(general, parts === null ? feedback.map(toText) : whole.map((part) => part.feedback), []);
  const partial = parts !== null && parts.length > 1 ? [lost('weights_left_out')] : [];
  return {
    answer: { kind: 'number', ...read },
    explanation: explained.explanation,
    notes: [...explained.notes, ...partial],
  };
}

/** "2023", "2023:1" (plus or minus 1), "1..5". */
function readRange(text: string): { value: number | null; tolerance: number | null } {
  const range = /^(.+?)\.\.(.+)$/s.exec(text.trim());
  if (range) {
    const [from, to] = [readNumberOf(range[1] ?? ''), readNumberOf(range[2] ?? '')];
    if (from === null || to === null) return { value: null, tolerance: null };
    return { value: round((from + to) / 2), tolerance: round(Math.abs(to - from) / 2) };
  }
  const [value = '', tolerance = '0'] = text.split(':');
  return { value: readNumberOf(value), tolerance: readNumberOf(tolerance) };
}

const round = (value: number): number => Number(value.toFixed(6));
/** GIFT writes decimals with a point, whatever stands before it. */
function readNumberOf(text: string): number | null {
  const trimmed = text.trim();
  return /^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(trimmed) ? Number(trimmed) : readTypedNumber(trimmed);
}

/** The feedback on the question, or else on its right answer, explains it; any other is left out and reported. */
export function explain(general: string, ofRight: readonly string[], ofWrong: readonly string[]) {
  const spoken = [...new Set(ofRight.filter((each) => each !== ''))];
  const explanation = general === '' ? spoken.join(' ') : general;
  const left = [...(general === '' ? [] : spoken), ...ofWrong].filter((each) => each !== '' && each !== explanation);
  return { explanation, notes: left.length > 0 ? [lost('feedback_left_out', left.join('; '))] : [] };
}
