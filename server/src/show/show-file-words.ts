import type { LocalText } from '@hoithi/shared/contract/text';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const both = { vi: '{ "vi": "…", "en": "…" }', en: '{ "vi": "…", "en": "…" }' };
const bothLanguages: LocalText = {
  vi: `Hãy ghi bằng cả hai thứ tiếng: ${both.vi}.`,
  en: `Write it in both languages: ${both.en}.`,
};
const choice = (...values: string[]): LocalText => {
  const listed = values.map((value) => `"${value}"`).join(', ');
  return { vi: `Hãy ghi một trong: ${listed}.`, en: `Write one of: ${listed}.` };
};
const whole = (from: string, to: string): LocalText => ({
  vi: `Hãy ghi một số nguyên từ ${from} đến ${to}.`,
  en: `Write a whole number from ${from} to ${to}.`,
});
const characters = (from: number, to: number): LocalText => ({
  vi: `Hãy ghi ${from} đến ${to} ký tự trong ngoặc kép.`,
  en: `Write ${from} to ${to} characters in quotation marks.`,
});
const yesOrNo: LocalText = { vi: 'Hãy ghi true hoặc false.', en: 'Write true or false.' };
const id: LocalText = {
  vi: 'Hãy ghi một mã gồm chữ thường không dấu, số, gạch nối.',
  en: 'Write an id of lower-case letters without marks, digits and hyphens.',
};

/** What to write into a field, by its name; `x.y` where the name alone would not say. As in docs/shows.md. */
const hints: Readonly<Record<string, LocalText>> = {
  format: choice('hoithi-show-1'),
  id,
  bank: { vi: 'Hãy ghi mã của câu hỏi trong ngân hàng.', en: 'Write the id of a question in the bank.' },
  title: bothLanguages,
  button: bothLanguages,
  prize: bothLanguages,
  text: bothLanguages,
  'question.text': characters(5, 400),
  'options.text': characters(1, 160),
  vi: characters(1, 500),
  en: characters(1, 500),
  kind: choice(
    'lobby',
    'text',
    'launch',
    'question',
    'sudden-death',
    'rescue',
    'board',
    'participation',
    'winners',
    'award',
    'draw',
    'pause',
    'end',
  ),
  question: {
    vi: 'Hãy ghi { "bank": "mã câu" }, hoặc một câu hỏi có "id", "text", "options", "right".',
    en: 'Write { "bank": "id of a question" }, or a question with "id", "text", "options", "right".',
  },
  options: {
    vi: 'Hãy ghi 2 đến 6 phương án: [ { "id": "a", "text": "…" }, … ], mỗi phương án một mã khác nhau; dạng "true-false" dùng hai mã "true" và "false".',
    en: 'Write 2 to 6 options: [ { "id": "a", "text": "…" }, … ], each with an id of its own; of "true-false" "true" and "false".',
  },
  right: {
    vi: 'Hãy ghi mã của phương án đúng; dạng "several" và "order" thì ghi danh sách mã, mỗi mã một lần, "order" đủ mọi mục.',
    en: 'Write the id of the right option; for "several" and "order" a list of ids, each once, for "order" all of them.',
  },
  'question.kind': choice('one', 'several', 'true-false', 'order', 'number', 'text'),
  value: {
    vi: 'Câu hỏi dạng "number" cần con số đúng, tối đa sáu chữ số thập phân.',
    en: 'A question of kind "number" needs the right number, at most six decimals.',
  },
  tolerance: {
    vi: 'Hãy ghi một số không âm, hoặc bỏ trường này.',
    en: 'Write a number that is not negative, or leave the field out.',
  },
  nearest: yesOrNo,
  accepted: {
    vi: 'Câu hỏi dạng "text" cần danh sách 1 đến 20 cách viết đúng, mỗi cách tối đa 100 ký tự.',
    en: 'A question of kind "text" needs a list of 1 to 20 right spellings, up to 100 characters each.',
  },
  pictureAlt: {
    vi: 'Câu hỏi có hình cần "picture" và "pictureAlt", lời tả hình tối đa 300 ký tự.',
    en: 'A question with a picture needs "picture" and "pictureAlt", in up to 300 characters what it shows.',
  },
  explanation: {
    vi: 'Hãy ghi tối đa 600 ký tự, hoặc bỏ trường này.',
    en: 'Write at most 600 characters, or leave the field out.',
  },
  source: {
    vi: 'Hãy ghi tối đa 300 ký tự, hoặc bỏ trường này.',
    en: 'Write at most 300 characters, or leave the field out.',
  },
  seconds: whole('5', '300'),
  countdownSeconds: whole('0', '10'),
  place: whole('1', '100'),
  stay: choice('right', 'fastest'),
  back: whole('0', '100.000'),
  reserves: yesOrNo,
  trial: yesOrNo,
  buzzer: whole('1', '10.000'),
  textFirst: yesOrNo,
  of: {
    vi: 'Bảng xếp hạng: hãy ghi "players" hoặc "teams". Trao giải: { "what": "round", "round": 1 } hoặc { "what": "show", "prizes": [ … ] }. Bốc thăm: { "what": "round" } hoặc { "what": "present" }.',
    en: 'A board: write "players" or "teams". An award: { "what": "round", "round": 1 } or { "what": "show", "prizes": [ … ] }. A draw: { "what": "round" } or { "what": "present" }.',
  },
  what: choice('round', 'show', 'present'),
  winners: whole('1', '50'),
  draw: whole('1', '…'),
  count: whole('1', '50'),
  singly: whole('0', '20'),
  unfreeze: whole('2', '40'),
  amount: whole('1', '1.000.000.000.000'),
  forms: choice('map', 'table', 'race'),
  picture: {
    vi: 'Ảnh phải là PNG, JPEG hoặc WebP dạng data:image/...;base64 và không quá 2 MB.',
    en: 'A picture is PNG, JPEG or WebP as data:image/...;base64 and at most 2 MB.',
  },
  mode: choice('speed', 'accuracy', 'elimination'),
  pointsMax: whole('1', '10.000'),
  timeStepMs: { vi: 'Hãy ghi 1, 10, 100 hoặc 1000.', en: 'Write 1, 10, 100 or 1000.' },
  fullUnderMs: whole('0', '5000'),
  openingLeadMs: whole('200', '5000'),
  quotaMs: whole('0', '2000'),
  refillMs: whole('0', '1000'),
  join: choice('anyone', 'signed-in'),
  lateJoin: choice('always', 'before-first-question'),
  phone: choice('question', 'buttons'),
  cues: {
    vi: 'Hãy ghi danh sách 2 đến 200 cảnh, cảnh cuối là "end".',
    en: 'Write a list of 2 to 200 cues, the last one "end".',
  },
};

/** What kind of value stands there, as its reader would say it. */
function describe(value: unknown): LocalText {
  if (Array.isArray(value)) return { vi: 'một danh sách', en: 'a list' };
  if (value !== null && typeof value === 'object') return { vi: 'một nhóm { … }', en: 'a group { … }' };
  const text = JSON.stringify(value);
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return { vi: shown, en: shown };
}

function hintOf(path: readonly PropertyKey[], issue: Issue): LocalText {
  const names = path.filter((part): part is string => typeof part === 'string');
  const [parent, name] = [names.at(-2) ?? '', names.at(-1) ?? ''];
  const found = hints[`${parent}.${name}`] ?? hints[name];
  if (found) return found;
  if (issue.code === 'invalid_value') return choice(...issue.values.map(String));
  return {
    vi: 'Xem các giá trị cho phép trong docs/shows.md.',
    en: 'docs/shows.md lists the values that are allowed.',
  };
}

/** A mistake of the shape: which field, what stands there, what to write. `value`: undefined where nothing stands. */
export function wordsOfIssue(path: readonly PropertyKey[], issue: Issue, value: unknown): LocalText {
  const name = path.findLast((part) => typeof part === 'string') ?? '';
  const hint = hintOf(path, issue);
  if (value === undefined)
    return { vi: `Thiếu "${String(name)}". ${hint.vi}`, en: `"${String(name)}" is missing. ${hint.en}` };
  const here = describe(value);
  return {
    vi: `"${String(name)}" không thể là ${here.vi}. ${hint.vi}`,
    en: `"${String(name)}" cannot be ${here.en}. ${hint.en}`,
  };
}
