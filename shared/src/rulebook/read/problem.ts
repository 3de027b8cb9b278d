import type { LocalText } from '../../contract/text.ts';
import { fillWords, wordsOf } from '../words/words.ts';

export type Severity = 'error' | 'warning' | 'note';
export type Place = readonly (string | number)[];

/** What stands against a rulebook, or what its author should know: a code, the place, the sentence. An error stops it. */
export type Problem = { code: ProblemCode; severity: Severity; place: string; words: LocalText };

/** Every problem by its code; the sentences are in `words/`. */
export const severities = {
  // the file itself
  'not-json': 'error',
  'too-large': 'error',
  'unknown-version': 'error',
  'unknown-key': 'error',
  missing: 'error',
  'wrong-type': 'error',
  'too-little': 'error',
  'too-much': 'error',
  'wrong-format': 'error',
  'unknown-value': 'error',
  // clauses that are not executed, each named
  'teams-as-entrants': 'error',
  'public-votes': 'error',
  'bought-attempts': 'error',
  'head-to-head': 'error',
  'interactive-items': 'error',
  'proportional-rewards': 'error',
  'outside-channel': 'error',
  // names
  'same-id': 'error',
  'unknown-id': 'error',
  cycle: 'error',
  // rounds
  'unknown-timezone': 'error',
  'unknown-currency': 'error',
  'too-many-rounds': 'error',
  'window-empty': 'error',
  'published-before-close': 'error',
  'part-twice': 'error',
  'limit-twice': 'error',
  'population-of-units': 'error',
  'population-of-people': 'error',
  'fixed-count': 'error',
  'quotas-too-large': 'error',
  'seconds-need-one-by-one': 'error',
  'share-and-minus': 'error',
  'bounds-crossed': 'error',
  'population-empty': 'error',
  'round-admits-nobody': 'error',
  'stage-too-early': 'error',
  'paper-may-be-missing': 'warning',
  'seconds-below-reading': 'warning',
  'answers-while-drawn': 'warning',
  'prediction-movable': 'warning',
  // standings
  'standing-over-nobody': 'error',
  'metric-without-part': 'error',
  'metric-incomplete': 'error',
  'fold-needed': 'error',
  'no-tie-rule': 'error',
  'stage-without-tie-rule': 'error',
  'key-never-decides': 'warning',
  // awards and caps
  'prize-count': 'error',
  'cap-empty': 'error',
  'no-cap-over-rounds': 'warning',
  'no-cap-between': 'warning',
  'highest-over-time': 'warning',
  'sum-of-prizes': 'note',
  // amendments of a contest that is announced
  'amend-begun': 'error',
  'amend-closed': 'error',
  'amend-moved': 'error',
  'amend-only-later': 'error',
  'amend-only-more': 'error',
  'amend-opens-past': 'error',
} as const satisfies Record<string, Severity>;
export type ProblemCode = keyof typeof severities;

type Values = Readonly<Record<string, string | number | LocalText>>;

export function problem(code: ProblemCode, place: Place, values: Values = {}): Problem {
  const words = wordsOf('problems', code);
  const inWords = { vi: fillWords(words.vi, valuesIn('vi', values)), en: fillWords(words.en, valuesIn('en', values)) };
  return { code, severity: severities[code], place: writePlace(place), words: inWords };
}

const valuesIn = (locale: 'vi' | 'en', values: Values): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'object' ? value[locale] : value]),
  );

/** ['rounds', 1, 'window'] is `rounds[1].window`; counted from 0, as programs do. */
export const writePlace = (place: Place): string =>
  place
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
