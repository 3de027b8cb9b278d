import type { QuizPoints } from '../rulebook.ts';

/** How answers are read and marked. docs/proof.md, part 5. */

export type Item =
  | { kind: 'choice' | 'order'; id: string; level: string | null; right: string[]; options: number }
  | { kind: 'number'; id: string; level: string | null; value: number; tolerance: number }
  | { kind: 'text'; id: string; level: string | null; accepted: string[] };
/** What was given: options, or what was typed. */
export type Given = { options: string[]; typed: string | null };
export type Marked = {
  points: number;
  pointsMax: number;
  right: number;
  wrong: number;
  blank: number;
  rightByLevel: Record<string, number> | null;
};

const levels = ['nhan-biet', 'thong-hieu', 'van-dung', 'van-dung-cao'];

/** null: no question that this program knows. */
export function readItem(id: string, body: unknown): Item | null {
  const from = body as Record<string, unknown> | null;
  if (from === null || typeof from !== 'object') return null;
  const difficulty = typeof from.difficulty === 'number' ? (levels[from.difficulty - 1] ?? null) : null;
  const level = typeof from.level === 'string' ? from.level : difficulty;
  const kind = typeof from.kind === 'string' ? from.kind : 'several';
  if (kind === 'number') return { kind, id, level, value: Number(from.value), tolerance: Number(from.tolerance) };
  if (kind === 'text') {
    const own = Array.isArray(from.accepted) ? from.accepted.map(String) : [];
    return { kind, id, level, accepted: own.map(fold) };
  }
  if (!Array.isArray(from.right) || !Array.isArray(from.options)) return null;
  const right = from.right.map(String);
  return { kind: kind === 'order' ? 'order' : 'choice', id, level, right, options: from.options.length };
}

/** Marks, case and signs away. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A number as it is typed in Vietnam or abroad. null: none. */
export function readNumber(typed: string): number | null {
  let text = typed.normalize('NFKC').replace(/[\s_]/gu, '').replace(/^[−–]/u, '-');
  let sign = 1;
  if (text.startsWith('-') || text.startsWith('+')) {
    sign = text.startsWith('-') ? -1 : 1;
    text = text.slice(1);
  }
  if (!/^\d[\d.,]*$/.test(text)) return null;
  const points = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  let decimal = '';
  if (points > 0 && commas > 0) decimal = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  else if (commas === 1) decimal = ',';
  else if (commas === 0 && points === 1 && !/^[1-9]\d{0,2}\.\d{3}$/.test(text)) decimal = '.';
  const at = decimal === '' ? text.length : text.lastIndexOf(decimal);
  const whole = text.slice(0, at);
  const behind = text.slice(at + 1);
  if (!/^\d*$/.test(behind) || !/^(\d+|\d{1,3}(\.\d{3})+|\d{1,3}(,\d{3})+)$/.test(whole)) return null;
  const value = sign * Number(`${whole.replace(/[.,]/g, '')}.${behind === '' ? '0' : behind}`);
  return value === 0 ? 0 : value;
}

const millionths = (value: number): number => Math.round(value * 1e6);

/** `part` of `of` is right; [0, 1] where there are no halves. */
function judge(item: Item, given: Given): { exact: boolean; part: number; of: number } {
  const all = (exact: boolean) => ({ exact, part: exact ? 1 : 0, of: 1 });
  if (item.kind === 'number' || item.kind === 'text') {
    if (given.typed === null || given.options.length > 0) return all(false);
    if (item.kind === 'text') return all(fold(given.typed) !== '' && item.accepted.includes(fold(given.typed)));
    const number = readNumber(given.typed);
    if (number === null || Math.abs(number) > 999_999_999 || Number(number.toFixed(6)) !== number) return all(false);
    return all(Math.abs(millionths(number) - millionths(item.value)) <= millionths(item.tolerance));
  }
  if (given.typed !== null || new Set(given.options).size < given.options.length) return all(false);
  if (item.kind === 'choice') {
    const hits = given.options.filter((id) => item.right.includes(id)).length;
    const part = 2 * hits - given.options.length;
    return { exact: part === item.right.length, part, of: item.right.length };
  }
  if (given.options.length !== item.options || given.options.some((id) => !item.right.includes(id))) return all(false);
  const places = given.options.map((id) => item.right.indexOf(id));
  let part = 0;
  for (let one = 0; one < places.length; one++)
    for (let other = one + 1; other < places.length; other++) part += places[other]! > places[one]! ? 1 : -1;
  const of = (places.length * (places.length - 1)) / 2;
  return { exact: part === of, part, of };
}

/** How a question counts after a decision: as it is, for nobody, or right for everybody. */
export type Ruled = { item: Item; counts: 'usual' | 'dropped' | 'everybody' };

export function mark(questions: readonly Ruled[], given: ReadonlyMap<string, Given>, rules: QuizPoints): Marked {
  const marked: Marked = {
    points: rules.start,
    pointsMax: rules.start,
    right: 0,
    wrong: 0,
    blank: 0,
    rightByLevel: null,
  };
  for (const { item, counts } of questions) {
    if (counts === 'dropped') continue;
    const marks = (item.level === null ? undefined : rules.byLevel[item.level]) ?? rules.default;
    marked.pointsMax += marks.right;
    const own = given.get(item.id);
    const isBlank = !own || (own.options.length === 0 && own.typed === null);
    const judged = counts === 'everybody' ? { exact: true, part: 1, of: 1 } : isBlank ? null : judge(item, own);
    if (judged === null) {
      marked.blank += 1;
      marked.points += marks.blank;
    } else if (judged.exact) {
      marked.right += 1;
      marked.points += marks.right;
    } else {
      marked.wrong += 1;
      const share =
        rules.several === 'share' && judged.part > 0 ? Math.floor((judged.part * marks.right) / judged.of) : 0;
      marked.points += share + marks.wrong;
    }
    if (item.level !== null) {
      marked.rightByLevel ??= {};
      marked.rightByLevel[item.level] = (marked.rightByLevel[item.level] ?? 0) + (judged?.exact ? 1 : 0);
    }
  }
  return marked;
}
