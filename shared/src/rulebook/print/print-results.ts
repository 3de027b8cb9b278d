import type { LocalText } from '../../contract/text.ts';
import { formatCount, formatShare } from '../../rules/printed-rules/format-value.ts';
import { wordsOfMetric } from '../../rules/printed-rules/value-words.ts';
import type { Award, Cap, Prize } from '../model/award.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Formula, Standing } from '../model/standing.ts';
import { measureWords, needsWords, orderWords, roundsWords } from './measure-words.ts';
import { heading, list, moneyWords, nothing, phrase, type Section, type Sentence, say } from './phrase.ts';
import { populationWords } from './print-people.ts';

/** How places are decided. Source: SPEC M16. */
export function printStandings(rulebook: Rulebook): Section {
  const kinds = rulebook.standings.map(({ by }) => by.kind);
  return {
    id: 'standings',
    heading: heading('standings'),
    sentences: [
      ...(kinds.includes('keys') ? [say('keys-in-turn')] : []),
      ...(kinds.some((kind) => kind !== 'committee') ? [say('equal-ranks')] : []),
      ...rulebook.standings.flatMap((standing) => printStanding(standing, rulebook)),
    ],
  };
}

function printStanding({ label, population, over, each, by, needs, ties }: Standing, rulebook: Rulebook): Sentence[] {
  const about = { label, population: populationWords(population, rulebook), rounds: roundsWords(over, rulebook) };
  const head = each ? say('standing-each', { ...about, period: phrase(`each-${each}`) }) : say('standing', about);
  const keys = by.kind === 'keys' ? by.keys : [];
  return [
    head,
    ...keys.map((key, at) => say('key', { n: at + 1, measure: measureWords(key, rulebook), order: orderWords(key) })),
    ...(by.kind === 'formula' ? printFormula(by, rulebook) : []),
    ...(by.kind === 'committee' ? [say('committee-order')] : []),
    ...(needs.length > 0 ? [say('needs', { needs: needsWords(needs, rulebook) })] : []),
    ...(ties && by.kind !== 'committee' ? [say(`ties-${ties}`)] : []),
  ];
}

function printFormula(formula: Formula, rulebook: Rulebook): Sentence[] {
  const { filter, grouping, comparison, metrics, ratesOver, decimals } = formula;
  const usesRate =
    filter.minRate !== null ||
    filter.minRateBySize.length > 0 ||
    metrics.some(({ metric }) => metric === 'personsRate');
  return [
    say('unit-of-person'),
    say('filter-persons', {
      persons: formatCount(filter.minPersons),
      population: populationWords(filter.minPersonsOf ?? filter.people.population, rulebook),
    }),
    ...(filter.minRate === null ? [] : [say('filter-rate', { rate: formatShare(filter.minRate) })]),
    ...(filter.minRateBySize.length === 0
      ? []
      : [say('filter-size', { tiers: list(filter.minRateBySize.map(tierWords)) })]),
    ...filter.mandatory.map(({ name, atLeast }) =>
      say('filter-group', {
        name,
        least:
          atLeast.unit === 'persons'
            ? phrase('least-persons', { persons: atLeast.persons })
            : phrase('least-share', { share: formatShare(atLeast.share) }),
      }),
    ),
    ...(usesRate ? [say(ratesOver === 'contest' ? 'rate' : 'rate-mean')] : []),
    ...(comparison.method === 'size-bands' ? [say('size-bands', { bands: list(bandWords(comparison.bounds)) })] : []),
    ...(comparison.method === 'wilson' ? [say('wilson', { z: comparison.z })] : []),
    ...(grouping === 'together' ? [] : [say(`grouped-by-${grouping}`)]),
    ...metrics.map(({ metric, weight, scale, people }) =>
      say('unit-metric', {
        ...{ metric: wordsOfMetric[metric], weight, scale: phrase(`scale-${scale}`) },
        population: populationWords(people.population, rulebook),
      }),
    ),
    say('unit-rounding', { decimals }),
  ];
}

function tierWords({ under, minRate }: { under: number | null; minRate: number }): LocalText {
  const rate = formatShare(minRate);
  return under === null ? phrase('tier-rest', { rate }) : phrase('tier-under', { under, rate });
}

const bandWords = (bounds: readonly number[]): LocalText[] =>
  [...bounds, null].map((to, at) => {
    const from = bounds[at - 1];
    if (from === undefined) return phrase('band-first', { to: to ?? 0 });
    return to === null ? phrase('band-last', { from }) : phrase('band', { from, to });
  });

/** How an award of units is judged, and its prizes: for the page that shows its places. */
export const printUnitAward = (
  rulebook: Rulebook,
  { award, standing }: { award: Award; standing: Standing },
): Sentence[] => [...printStanding(standing, rulebook), ...printAward(award, rulebook)];

/** Who gets what, in which order, and how much at most. Source: SPEC M16. */
export function printAwards(rulebook: Rulebook): Section {
  return {
    id: 'awards',
    heading: heading('awards'),
    sentences: [
      ...rulebook.awards.flatMap((award) => printAward(award, rulebook)),
      ...(rulebook.awards.some(({ take }) => take.kind === 'places' || take.kind === 'share')
        ? [say('prizes-wait')]
        : []),
      ...printCertificates(rulebook),
      say('order-of-awards'),
      ...rulebook.caps.flatMap((cap) => printCap(cap, rulebook)),
    ],
  };
}

/** Who signs the certificates, where any prize comes with one. */
function printCertificates({ awards, meta: { signer } }: Rulebook): Sentence[] {
  if (!awards.some(({ prizes }) => prizes.some(({ certificate }) => certificate))) return [];
  return [signer === null ? say('certificate-signed') : say('certificate-signed-by', { signer })];
}

function printAward({ label, from, take, needs, prizes }: Award, rulebook: Rulebook): Sentence[] {
  const standing = rulebook.standings.find(({ id }) => id === from)?.label ?? '';
  const share = take.kind === 'share' ? formatShare(take.share) : nothing;
  const upTo = take.kind === 'ranks' ? take.upTo : 0;
  return [
    say(`award-${take.kind}`, { label, standing, share, upTo }),
    ...(take.kind === 'draw' ? [say(take.later ? 'drawn-later' : 'drawn-before')] : []),
    ...(needs.length > 0 ? [say('award-needs', { needs: needsWords(needs, rulebook) })] : []),
    ...prizes.flatMap((prize) => printPrize(prize, rulebook)),
  ];
}

function printPrize({ label, count, needs, value, certificate, points }: Prize, rulebook: Rulebook): Sentence[] {
  const said = {
    label,
    value: valueWords(value, rulebook),
    certificate: certificate ? phrase('certificate') : nothing,
    needs: needs.length > 0 ? phrase('with-needs', { needs: needsWords(needs, rulebook) }) : nothing,
  };
  return [
    count === null ? say('prize-for-each', said) : say('prize', { ...said, count: formatCount(count) }),
    ...(points > 0 ? [say('prize-points', { label, points })] : []),
  ];
}

function valueWords(value: Prize['value'], { locale }: Rulebook): LocalText {
  if (value === null) return nothing;
  if (value.kind === 'goods') return phrase('value-goods', { goods: value.label });
  return phrase('value-money', { amount: moneyWords(value.amount, locale.currency) });
}

function printCap({ over, per, max, keep, shareOfParticipants }: Cap, { awards }: Rulebook): Sentence[] {
  const named = {
    awards: list(over.map((id) => awards.find((award) => award.id === id)?.label ?? nothing)),
    per: phrase(per === 'round' ? 'per-each-round' : 'per-whole-contest'),
  };
  return [
    ...(max === undefined ? [] : [say(`cap-${keep}`, { ...named, max: formatCount(max) })]),
    ...(shareOfParticipants === undefined
      ? []
      : [say('cap-share', { ...named, share: formatShare(shareOfParticipants) })]),
  ];
}
