import type { LocalText } from '../../contract/text.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Key, Measure, Metric, Need } from '../model/standing.ts';
import { list, phrase } from './phrase.ts';

const moments: ReadonlySet<string> = new Set(['submittedAt', 'startedAt', 'registeredAt']);

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

export function orderWords({ metric, order, fold }: Pick<Key, 'metric' | 'order' | 'fold'>): LocalText {
  const [most, least] = (fold === 'count' ? undefined : orders[metric]) ?? ['most', 'least'];
  return phrase(`order-${order === 'most' ? most : least}`);
}

/** A key that chooses: the highest points, the earliest submission. */
export function extremeWords({ metric, order }: Pick<Key, 'metric' | 'order'>): LocalText {
  const measure = phrase(`metric-${metric}`);
  if (moments.has(metric)) return phrase(order === 'least' ? 'earliest-of' : 'latest-of', { measure });
  return phrase(order === 'least' ? 'lowest-of' : 'highest-of', { measure });
}

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
