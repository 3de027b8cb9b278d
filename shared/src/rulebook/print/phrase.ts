import type { LocalText } from '../../contract/text.ts';
import { formatNumber, joinWords } from '../../rules/printed-rules/format-value.ts';
import { dayOf, timeOf, weekdayOf } from '../judge/zoned-time.ts';
import { fillWords, wordsOf } from '../words/words.ts';

/** A sentence of the printed rules: which one it is, and its words. */
export type Sentence = { id: string } & LocalText;
export type Section = { id: string; heading: LocalText; sentences: Sentence[] };

type Value = string | number | LocalText;
export type Values = Readonly<Record<string, Value>>;

export const say = (id: string, values: Values = {}): Sentence => ({ id, ...fill('printed', id, values) });
export const phrase = (id: string, values: Values = {}): LocalText => fill('phrases', id, values);
export const heading = (id: string, values: Values = {}): LocalText => fill('headings', id, values);

function fill(group: 'printed' | 'phrases' | 'headings', id: string, values: Values): LocalText {
  const words = wordsOf(group, id);
  const numbers = Object.entries(values).map(
    ([key, value]) => [key, typeof value === 'number' ? formatNumber(value) : value] as const,
  );
  const inOne = (locale: 'vi' | 'en') =>
    fillWords(
      words[locale],
      Object.fromEntries(numbers.map(([key, value]) => [key, typeof value === 'string' ? value : value[locale]])),
    );
  return { vi: inOne('vi'), en: inOne('en') };
}

export const nothing: LocalText = { vi: '', en: '' };
export const list = (words: readonly LocalText[]): LocalText => joinWords(words, ', ');
export const same = (text: string): LocalText => ({ vi: text, en: text });

/** The amount in the rulebook's currency; đồng by their name. */
export const moneyWords = (amount: number, currency: string): LocalText =>
  currency === 'VND' ? phrase('money-VND', { amount }) : phrase('money', { amount, currency });

const dateWords = (date: string): string => date.split('-').toReversed().join('/');

/** An instant there; one that closes at midnight is the end of the day before. */
export function momentWords(atMs: number, timezone: string, isClose = false): LocalText {
  const clock = timeOf(atMs, timezone);
  const isEnd = isClose && clock === '00:00';
  const date = dayOf(isEnd ? atMs - 1 : atMs, timezone);
  const [hour = '', minute = ''] = (isEnd ? '24:00' : clock).split(':');
  return phrase('moment', { hour, minute, date: dateWords(date), weekday: phrase(`weekday-${weekdayOf(date)}`) });
}

export function clockWords(clock: string): LocalText {
  const [hour = '', minute = ''] = clock.split(':');
  return phrase('clock', { hour, minute });
}

export const dayWords = (date: string): LocalText => same(dateWords(date));
