import '../../test/open-test-words.ts';
import { describe, expect, it } from 'vitest';
import { chooseLocale, i18n, loadWords } from './i18n.ts';

const files = import.meta.glob<Record<string, unknown>>('./en/*.json', { eager: true, import: 'default' });
const counted =
  /\{\{\w+\}\} (more |new |right )?(units|people|persons|citizens|lines|problems|questions|minutes|seconds|players|attempts|participants|numbers|answers|places|points)\b/;
/** Their number is never 1: the size of a group, a bound of the rules, a list too long to be shown. */
const always = new Set([
  'bank.json bulk.foundMax',
  'bank.json question.mediaHint',
  'look.json soundFault.too-long',
  'result-desk.json signals.doublesRow',
  'collective.json group.under',
  'collective.json group.between',
  'collective.json group.from',
  'contestant.json receipt.points',
  'organizer.json exclusions.tooMany',
  'organizer.json exclusions.marksHint',
  'participation.json race.topValue',
  'organizer.json units.shown',
  'contestant.json profile.unitMany',
  'show.json reveal.streak',
  'slips.json makeLead',
  'unit-leader.json children.all',
  'unit-leader.json quality.few',
  'unit-leader.json quality.ofPersons',
  'unit-leader.json quality.ofPoints',
]);

function listTexts(words: unknown, path: string): [string, string][] {
  if (typeof words === 'string') return [[path, words]];
  return Object.entries(words as object).flatMap(([key, inner]) => listTexts(inner, path ? `${path}.${key}` : key));
}

describe('English plurals', () => {
  it('a counted noun has its singular', () => {
    const without = Object.entries(files).flatMap(([file, words]) =>
      listTexts(words, '')
        .filter(([key, text]) => !/_(one|other)$/.test(key) && counted.test(text))
        .map(([key]) => `${file.slice('./en/'.length)} ${key}`)
        .filter((key) => !always.has(key)),
    );
    expect(without).toEqual([]);
  });

  it('of one thing it is one', async () => {
    await loadWords('unit-leader', 'participation', 'collective', 'organizer', 'screen');
    await chooseLocale('en');
    const texts = [1, 2].map((count) => [
      i18n.t('unit-leader:children.citizens', { count, value: count }),
      i18n.t('participation:targets.sentenceOwn', { count, reached: 1, of: count }),
      i18n.t('collective:groups.written', { count, value: count }),
      i18n.t('organizer:units.write', { count, value: count }),
      i18n.t('screen:show.boardOf', { count, value: count }),
      i18n.t('refusal:busy', { count, seconds: count }),
    ]);
    expect(texts).toEqual([
      [
        'and 1 citizen',
        'On their own target: 1/1 unit',
        '1 line written.',
        'Write 1 unit',
        'of 1 player',
        'Too many people are coming in at once. Please try again in 1 second.',
      ],
      [
        'and 2 citizens',
        'On their own target: 1/2 units',
        '2 lines written.',
        'Write 2 units',
        'of 2 players',
        'Too many people are coming in at once. Please try again in 2 seconds.',
      ],
    ]);
  });
});
