import type { LeaderUnit } from '@hoithi/shared/contract/unit-leader';

export type NeedOrder = 'most-missing' | 'lowest-rate';
const collator = new Intl.Collator('vi');

/** The server's order is most people missing first; or the lowest rate first, units without a headcount last. SPEC U10. */
export function sortByNeed(units: readonly LeaderUnit[], order: NeedOrder): readonly LeaderUnit[] {
  if (order === 'most-missing') return units;
  return [...units].sort((a, b) => {
    if (a.rate === null || b.rate === null) return Number(a.rate === null) - Number(b.rate === null);
    return a.rate - b.rate || collator.compare(a.name, b.name);
  });
}
