import type { LocalText } from '../../contract/text.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Key, Measure, Metric, Need } from '../model/standing.ts';
import { list, phrase } from './phrase.ts';

/** A number of the results in words, with how rounds are put together. */
export function measureWords(measure: Measure, rulebook: Rulebook): LocalText {
  const name = metricWords(measure, rulebook);
  const rounds = measure.over ? roundsWords(measure.over, rulebook) : phrase('these-rounds');
  if (measure.fold === 'only') return name;
  if (measure.fold === 'best' && measure.best > 1)
    return phrase('fold-best-of', { measure: name, rounds, best: measure.best });
  return phrase(`fold-${measure.fold}`, { measure: name, rounds });
}

function metricWords({ metric, level, column }: Measure, rulebook: Rulebook): LocalText {
  if (metric === 'right' && level !== undefined) return phrase('metric-right-level', { level });
  if (metric !== 'column') return phrase(`metric-${metric}`);
  const columns = rulebook.rounds.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'table' ? part.columns : [])),
  );
  return phrase('metric-column', { column: columns.find(({ id }) => id === column)?.label ?? '' });
}

/** What "most" and "least" of a metric are called; counts are more or fewer. */
const orders: Partial<Record<Metric, readonly [most: string, least: string]>> = {
  points: ['high', 'low'],
  allRight: ['yes', 'no'],
  elapsed: ['long', 'short'],
  submittedAt: ['latest', 'earliest'],
  startedAt: ['latest', 'earliest'],
  registeredAt: ['latest', 'earliest'],
  predictionError: ['far', 'near'],
  place: ['low', 'high'],
  column: ['high', 'low'],
};

function endOf(metric: Metric, order: Key['order']): string {
  const [most, least] = orders[metric] ?? ['most', 'least'];
  return order === 'most' ? most : least;
}

/** Who is ahead; of a number of rounds always more or fewer. */
export const orderWords = ({ metric, order, fold }: Pick<Key, 'metric' | 'order' | 'fold'>): LocalText =>
  phrase(`order-${fold === 'count' ? order : endOf(metric, order)}`);

/** What chooses: the highest points, the earliest submission. */
export const extremeWords = ({ metric, order }: Pick<Key, 'metric' | 'order'>): LocalText =>
  phrase(`extreme-${endOf(metric, order)}`, { measure: phrase(`metric-${metric}`) });

export const needsWords = (needs: readonly Need[], rulebook: Rulebook): LocalText =>
  list(needs.map((need) => needWords(need, rulebook)));

function needWords(need: Need, rulebook: Rulebook): LocalText {
  const { min, max } = need;
  if (need.metric === 'allRight' && need.fold === 'only' && min === 1) return phrase('need-all-right');
  const measure = measureWords(need, rulebook);
  if (max === undefined)
    return min === undefined ? phrase('need-given', { measure }) : phrase('need-min', { measure, min });
  return min === undefined ? phrase('need-max', { measure, max }) : phrase('need-between', { measure, min, max });
}

/** Rounds and series by their names; the number of a series is left out. */
export const roundsWords = (ids: readonly string[], { rounds }: Rulebook): LocalText =>
  list(
    ids.map((id) => {
      const named = rounds.find((round) => round.id === id || id.startsWith(`${round.id}-`));
      const n = named?.id === id ? '' : id.slice((named?.id.length ?? 0) + 1);
      return seriesWords(named?.label ?? { vi: id, en: id }, n);
    }),
  );

/** "Tuần {n}" of a whole series is "Tuần". */
export const seriesWords = ({ vi, en }: LocalText, n = ''): LocalText => ({
  vi: vi.replaceAll('{n}', n).replace(/\s+/g, ' ').trim(),
  en: en.replaceAll('{n}', n).replace(/\s+/g, ' ').trim(),
});
