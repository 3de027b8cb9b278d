import type { QuestionDraft } from '../../contract/question.ts';
import { foldText } from '../fold.ts';

export const questionWarnings = [
  'options_refer', // an option speaks of others while options are shuffled
  'options_alike',
  'longest_is_right',
  'no_source',
  'source_expired',
  'too_little_time',
  'too_long_for_hall',
  'letters_unbalanced',
] as const;
/** `at`: the place of the question; null: all of them together. `value`: what it is about. */
export type QuestionWarning = { at: number | null; reason: (typeof questionWarnings)[number]; value: string };

/** `today`: an ISO date in Vietnam. `shuffled`: whether options are shown in an order of their own to each person. */
export type WarnContext = { shuffled: boolean; today: string };

/** Letters that a reader takes in a second: slow readers of Vietnamese, aloud. */
const lettersPerSecond = 15;
const thinkingSeconds = 3;
/** What the last row of a hall can read at the size that a screen leaves. SPEC H1 has the same bounds. */
const hall = { text: 400, option: 160 };

/**
 * Warns about what makes a question easy to guess, hard to read or hard to defend. A warning stops nothing.
 *
 * Units   characters of text, seconds.
 * Source  SPEC Q7.
 */
export function warnQuestions(questions: readonly QuestionDraft[], context: WarnContext): QuestionWarning[] {
  const single = questions.flatMap((question, at) =>
    warnQuestion(question, context).map((warning) => ({ at, ...warning })),
  );
  const letter = unbalancedLetter(questions);
  return letter === null ? single : [...single, { at: null, reason: 'letters_unbalanced', value: letter }];
}

type Warning = Omit<QuestionWarning, 'at'>;

export function warnQuestion(question: QuestionDraft, { shuffled, today }: WarnContext): Warning[] {
  const options = 'options' in question ? question.options : [];
  const refers = shuffled ? options.find((each) => refersToOthers(each.text)) : undefined;
  const alike = question.kind === 'true-false' ? undefined : findAlike(options.map((each) => each.text));
  const longest = longestIsRight(question);
  const tooLong = isTooLongForHall(question);
  const { source } = question;
  const warnings: (Warning | undefined)[] = [
    refers ? { reason: 'options_refer', value: refers.text } : undefined,
    alike === undefined ? undefined : { reason: 'options_alike', value: alike },
    longest === undefined ? undefined : { reason: 'longest_is_right', value: longest },
    source === null ? { reason: 'no_source', value: '' } : undefined,
    source?.validTo && source.validTo < today ? { reason: 'source_expired', value: source.validTo } : undefined,
    needsMoreTime(question) ? { reason: 'too_little_time', value: String(readingSeconds(question)) } : undefined,
    tooLong ? { reason: 'too_long_for_hall', value: '' } : undefined,
  ];
  return warnings.flatMap((each) => each ?? []);
}

const letters = '[a-f]';
const option = '(?:dap an|phuong an|lua chon|cau tra loi|cau|y)';
const others = `(?:${option}|dieu|noi dung|truong hop|y kien)`;
const count = '(?:hai|ba|bon|nam|2|3|4|5)';
const above = '(?:neu tren|o tren|tren|da neu|con lai|deu dung|deu sai|deu chinh xac|deu khong dung)';
/** On folded text. Vietnamese as question papers have it, and the English of translated ones. */
const referring: readonly RegExp[] = [
  new RegExp(
    `^(?:ca |chi |gom )?(?:${option} )?${letters}(?: ${letters})* (?:va|hoac|hay) ${letters}(?: deu)?(?: dung| sai| khong dung)?$`,
  ),
  new RegExp(`^(?:ca|chi|gom|bao gom) (?:${option} )?${letters}(?: ${letters})* va ${letters}\\b`),
  new RegExp(`^(?:ca )?[a-f](?: [a-f])+ ${above}$`),
  new RegExp(`^tat ca(?: cac| nhung)? ${others}(?: ${above}|$)`),
  new RegExp(`^(?:tat ca|ca)(?: ${count})?(?: ${others})? ${above}$`),
  new RegExp(`^ca ${count} ${others}(?: ${above}|$)`),
  new RegExp(`^khong(?: co)? ${option} nao`),
  new RegExp(`^(?:mot )?${option} khac$`),
  /^tat ca (?:dung|sai)$/,
  /^(?:all|none|both|neither|any) of (?:the )?(?:above|these|them)/,
  /^(?:both|neither|only) [a-f] (?:and|nor|or) [a-f]\b/,
];

/** Whether an option speaks of other options: "Cả A và B", "Tất cả các đáp án trên", "Không câu nào đúng". */
export function refersToOthers(option: string): boolean {
  const folded = foldText(option);
  return referring.some((each) => each.test(folded));
}

/** Two options that differ only in marks, case or signs. A different number or sign of arithmetic is a difference. */
function findAlike(options: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const option of options) {
    if (/[+−=<>≤≥×÷%]|-\d/u.test(option)) continue;
    const folded = foldText(option);
    if (folded !== '' && seen.has(folded)) return option;
    seen.add(folded);
  }
  return undefined;
}

/** The right option, where it is by half longer than every other and long enough for that to be seen. */
function longestIsRight(question: QuestionDraft): string | undefined {
  if (question.kind !== 'one') return undefined;
  const right = question.options.find((each) => each.id === question.right[0]);
  const longestOther = Math.max(...question.options.map((each) => (each === right ? 0 : each.text.length)));
  return right && right.text.length >= 20 && right.text.length > longestOther * 1.5 ? right.text : undefined;
}

function readingSeconds(question: QuestionDraft): number {
  const options = 'options' in question ? question.options : [];
  const characters = question.text.length + options.reduce((sum, each) => sum + each.text.length, 0);
  return Math.ceil(characters / lettersPerSecond) + thinkingSeconds;
}
const needsMoreTime = (question: QuestionDraft): boolean =>
  question.seconds !== null && readingSeconds(question) > question.seconds;

const isTooLongForHall = (question: QuestionDraft): boolean =>
  question.text.length > hall.text ||
  ('options' in question && question.options.some((each) => each.text.length > hall.option));

/** The letter that is right in more than half of at least twelve questions of four options; null: none. */
function unbalancedLetter(questions: readonly QuestionDraft[]): string | null {
  const counts = new Map<number, number>();
  for (const place of questions.map(rightPlaceOf)) if (place !== null) counts.set(place, (counts.get(place) ?? 0) + 1);
  return letterOutOfBalance(counts);
}

/** Where the right option stands, from 0, among at least four of which one is right; null: another kind of question. */
export const rightPlaceOf = (question: QuestionDraft): number | null =>
  question.kind === 'one' && question.options.length >= 4
    ? question.options.findIndex((each) => each.id === question.right[0])
    : null;

/** By how many questions have their right option at each place: the letter of the place of more than half of twelve or more. */
export function letterOutOfBalance(counts: ReadonlyMap<number, number>): string | null {
  const all = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const most = [...counts].find(([, count]) => count * 2 > all)?.[0];
  return all < 12 || most === undefined ? null : 'ABCDEF'.charAt(most);
}
