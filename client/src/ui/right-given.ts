import type { OpenedQuestion, PlayerView, RevealedKey } from '@hoithi/shared/contract/show';
import { foldText } from '@hoithi/shared/rules/fold';
import { joinOptions, splitOptions } from '@hoithi/shared/rules/show/show-item';
import { letterAt } from './answer-sign.tsx';

type Asked = Pick<OpenedQuestion, 'kind' | 'options'>;

/**
 * Whether the own answer is right by the key that was revealed to everybody, before the server's own word arrives. null: that
 * alone can say, as of a number.
 */
export function isGivenRight(
  { kind }: Asked,
  { right, words }: RevealedKey,
  given: string,
  last: PlayerView['last'],
): boolean | null {
  if (kind === 'number') return last?.right ?? null;
  if (kind === 'text') return words.some((each) => foldText(each) === foldText(given));
  return joinOptions(kind, right) === given;
}

/** An answer for whoever gave it: letters and words of options, or what was typed. */
export function wordsOfGiven({ kind, options }: Asked, given: string): string {
  if (kind === 'number' || kind === 'text') return given;
  return splitOptions(given)
    .map((optionId) => options.findIndex((option) => option.optionId === optionId))
    .filter((place) => place >= 0)
    .map((place) => `${letterAt(place)} ${options[place]?.text ?? ''}`)
    .join(kind === 'order' ? ' → ' : '; ');
}

/** The key in words: the right options, an order from first to last, or what is right of what was typed. */
export const keyWords = ({ kind, options }: Asked, { right, words }: Pick<RevealedKey, 'right' | 'words'>): string =>
  right.length === 0
    ? words.join('; ')
    : right
        .map((optionId) => options.find((option) => option.optionId === optionId)?.text ?? '')
        .join(kind === 'order' ? ' → ' : '; ');
