import { cleanText } from '@hoithi/shared/contract/text';
import { foldText } from '@hoithi/shared/rules/fold';

export type AnswerRead =
  | { right: ReadonlySet<number> }
  | { problem: 'answer_missing' | 'answer_unknown' | 'answer_ambiguous' };

const prefix = /^(?:đáp án|phương án|câu|pa|đ\/a|answer|option)\s*(?:đúng)?\s*[:.]?\s+(?=\S)/iu;

/**
 * Which options an answer names: by letter ("A", "A, C", "AC"), by number ("1", "1,3"; a sheet may turn that into 1.3) or by
 * its text. Where two ways of reading differ, nobody guesses; a sheet that always names places (`byPlace`) has one. `options`: by their places, empty ones too. SPEC Q8.
 */
export function readAnswerCell(cell: string, options: readonly string[], byPlace = false): AnswerRead {
  const written = cleanText(cell);
  if (written === '') return { problem: 'answer_missing' };
  const bare = written.replace(prefix, '').replace(/^\((.*)\)$/u, '$1');
  const readings = [
    byPlace ? null : readByText(written, options),
    readBoth(bare, options) ?? readBySigns(bare),
  ].flatMap((each) => each ?? []);
  const known = readings.filter((each) => each.every((at) => (options[at] ?? '') !== ''));
  if (known.length === 0) return { problem: 'answer_unknown' };
  const different = new Set(known.map((each) => [...new Set(each)].sort().join()));
  return different.size > 1 ? { problem: 'answer_ambiguous' } : { right: new Set(known[0]) };
}

/** Wrapped once more, so that "no reading" and "an empty reading" differ. */
function readByText(written: string, options: readonly string[]): number[][] | null {
  const exact = (text: string) => options.findIndex((option) => option !== '' && cleanText(option) === cleanText(text));
  const loose = (text: string) =>
    options.findIndex((option) => option !== '' && foldText(option) === foldText(text) && foldText(text) !== '');
  const placeOf = (text: string) => (exact(text) === -1 ? loose(text) : exact(text));
  if (placeOf(written) !== -1) return [[placeOf(written)]];
  const parts = written.split(/\s*[;|]\s*/u).filter((each) => each !== '');
  const places = parts.map(placeOf);
  return parts.length > 1 && !places.includes(-1) ? [places] : null;
}

/** "B. Hai": the letter and the text of the same option. */
function readBoth(written: string, options: readonly string[]): number[][] | null {
  const [, letter = '', text = ''] = /^([A-Fa-f])\s*[.):-]\s*(\S.*)$/u.exec(written) ?? [];
  const place = letter.toUpperCase().charCodeAt(0) - 65;
  return letter !== '' && foldText(options[place] ?? '') === foldText(text) ? [[place]] : null;
}

function readBySigns(written: string): number[][] | null {
  const signs = written.toUpperCase().replace(/\s*(?:VÀ|AND|&|\+)\s*/gu, ',');
  if (/^[A-F](?:[\s,;./-]*[A-F])*[.)]?$/.test(signs))
    return [[...signs.replace(/[^A-F]/g, '')].map((each) => each.charCodeAt(0) - 65)];
  if (/^[1-9](?:[\s,;./-]+[1-9])*[.)]?$/.test(signs))
    return [[...signs.replace(/\D/g, '')].map((each) => Number(each) - 1)];
  return null;
}

/** The places of an order, first to last: "C, A, B", "C-A-B", "3 1 2". null: not every option once. */
export function readOrderCell(cell: string, count: number): number[] | null {
  const places = readBySigns(cleanText(cell).replace(/[→>]+/gu, ','))?.[0] ?? [];
  const whole = places.length === count && new Set(places).size === count && places.every((at) => at < count);
  return whole ? places : null;
}
