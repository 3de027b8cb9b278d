import type { CollectiveGroup, CollectivePlace, LeftOutReason } from '@hoithi/shared/contract/collective-standing';
import { useTranslation } from 'react-i18next';
import { useLevelName } from '../../locales/use-level-name.ts';
import { useFormat } from '../use-format.ts';

/** Groups, prizes and reasons in the reader's language. */
export function useCollectiveText() {
  const { t } = useTranslation(['collective', 'common']);
  const { number, rate, date } = useFormat();
  const levelName = useLevelName();

  /** null: the award has one group only, which needs no name. */
  function groupName({ level, block, band }: Omit<CollectiveGroup, 'places'>): string | null {
    const names = [
      level === null ? null : t('group.level', { level: levelName(level) }),
      block === null ? null : t('group.block', { block }),
      band === null ? null : bandName(band),
    ].filter((name) => name !== null);
    return names.length === 0 ? null : names.join(' · ');
  }
  function bandName({ from, under }: NonNullable<CollectiveGroup['band']>): string {
    if (under === null) return t('group.from', { from: number(from) });
    if (from === 1) return t('group.under', { under: number(under) });
    return t('group.between', { from: number(from), under: number(under) });
  }
  function reason(left: LeftOutReason): string {
    switch (left.why) {
      case 'no-headcount':
      case 'no-block':
        return t(`leftOut.${left.why}`);
      case 'too-few-persons':
        return t('leftOut.too-few-persons', {
          count: left.persons,
          persons: number(left.persons),
          min: number(left.min),
        });
      case 'rate-too-low': {
        const figures = {
          rate: rate(left.persons / (left.headcount * (left.rounds ?? 1))),
          persons: number(left.persons),
          headcount: number(left.headcount),
          minRate: rate(left.minRate, 2),
        };
        if (left.rounds === null) return t('leftOut.rate-too-low', figures);
        return t('leftOut.rate-too-low-rounds', { ...figures, rounds: number(left.rounds) });
      }
      case 'group-unknown':
        return t('leftOut.group-unknown', { group: left.group });
      case 'group-incomplete':
        return t('leftOut.group-incomplete', {
          group: left.group,
          done: number(left.done),
          total: number(left.total),
          needed: number(left.needed),
        });
    }
  }
  function headcount({ headcount: people, headcountDate: day }: CollectivePlace): string | null {
    if (people === null) return null;
    if (day === null) return t('table.headcountOnly', { count: people, headcount: number(people) });
    return t('table.headcount', {
      count: people,
      headcount: number(people),
      date: date(Date.parse(`${day}T00:00:00+07:00`)),
    });
  }
  return { groupName, reason, headcount };
}
