import type { CollectiveMetric } from '../../contract/collective.ts';
import type { CollectiveTerm } from '../../contract/collective-standing.ts';
import type { LocalText } from '../../contract/text.ts';
import { formatNumber } from '../printed-rules/format-value.ts';

const countNames: Partial<Record<CollectiveMetric, LocalText>> = {
  persons: { vi: 'người', en: 'people' },
  attempts: { vi: 'lượt thi', en: 'attempts' },
  winners: { vi: 'người đạt giải', en: 'prize winners' },
  prizePoints: { vi: 'điểm giải', en: 'prize points' },
};

/**
 * The arithmetic of a place in one line, as a committee would write it:
 * 22,88 % (5.945/25.980) × 0,6 + 80,00 % (12.000/15.000) × 0,4 = 13,73 + 32,00 = 45,73.
 *
 * Source  SPEC G7.
 */
export function explainPlace(place: { terms: readonly CollectiveTerm[]; total: number }, decimals: number): LocalText {
  return both((language) => {
    const factors = place.terms.map((term) => explainTerm(term, decimals)[language]);
    const products = place.terms.map(({ product }) => formatFixed(product, decimals)[language]);
    const sums = products.length > 1 ? [products.join(' + ')] : [];
    return [factors.join(' + '), ...sums, formatFixed(place.total, decimals)[language]].join(' = ');
  });
}

/** One metric with where its points come from and its weight: 22,88 % (5.945/25.980) × 0,6. */
export function explainTerm(term: CollectiveTerm, decimals: number): LocalText {
  return both((language) => {
    const measured = describeMeasured(term, decimals, language);
    const scored = term.lowerBound ?? term.value;
    const unit = term.denominator === null ? '' : '\u00a0%';
    const number = (value: number) => formatFixed(value, term.denominator === null ? 0 : decimals)[language];
    const against = { vi: 'của mức cao nhất', en: 'of the best' }[language];
    const inProportion =
      term.best === null
        ? measured
        : `${formatFixed(term.points, decimals)[language]} (${number(scored)}${unit} ${against} ${number(term.best)}${unit}; ${measured})`;
    return `${inProportion} × ${formatNumber(term.weight)[language]}`;
  });
}

function describeMeasured(term: CollectiveTerm, decimals: number, language: 'vi' | 'en'): string {
  const { numerator, denominator, meanOfRounds, lowerBound, value } = term;
  if (denominator === null)
    return `${formatFixed(value, 0)[language]} ${countNames[term.metric]?.[language] ?? ''}`.trim();
  const parts = meanOfRounds === null ? [denominator] : [denominator / meanOfRounds, meanOfRounds];
  const below = parts.map((part) => formatNumber(part)[language]).join(' × ');
  const over = meanOfRounds === null ? below : `(${below})`;
  const rate = `${formatFixed(value, decimals)[language]}\u00a0% (${formatNumber(numerator)[language]}/${over})`;
  if (lowerBound === null) return rate;
  const bound = { vi: 'cận dưới của', en: 'the lower bound of' }[language];
  return `${formatFixed(lowerBound, decimals)[language]}\u00a0% [${bound} ${rate}]`;
}

/** A number with all its decimals: 22,80. */
export function formatFixed(value: number, decimals: number): LocalText {
  const [whole = '0', part] = value.toFixed(decimals).split('.');
  const grouped = formatNumber(Number(whole));
  return part === undefined ? grouped : { vi: `${grouped.vi},${part}`, en: `${grouped.en}.${part}` };
}

const both = (tell: (language: 'vi' | 'en') => string): LocalText => ({ vi: tell('vi'), en: tell('en') });
