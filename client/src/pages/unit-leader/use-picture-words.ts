import type { LeaderView } from '@hoithi/shared/contract/unit-leader';
import { unitLink } from '@hoithi/shared/rules/units/unit-link';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import { cutRate } from '../public/participation/participation-figures.ts';
import type { PictureWords } from './draw-picture.ts';

/** What stands on the picture card. Figures only where they may be published. SPEC U14, V3. */
export function usePictureWords(view: LeaderView): PictureWords {
  const { t } = useTranslation('unit-leader');
  const { local, number, rate, closing } = useFormat();
  const { own, round, contest } = view;
  const told = !view.coarse && own.rate !== null && own.headcount !== null ? own.rate : null;
  const missing = told === null ? null : own.missing;
  const target = rate(own.targetRate ?? 0, 1);
  return {
    host: local(contest.host),
    contest: local(contest.name),
    unit: own.name,
    rate: told,
    targetRate: told === null ? null : own.targetRate,
    reached: missing === 0,
    big: told === null ? t('picture.join') : rate(cutRate(told, false), 1),
    under:
      told === null ? '' : t('ofHeadcount', { persons: number(own.persons), headcount: number(own.headcount ?? 0) }),
    call:
      missing === null
        ? ''
        : missing === 0
          ? t('reached', { rate: target })
          : t('picture.missing', { value: number(missing), rate: target }),
    until:
      round?.phase === 'open'
        ? t('picture.until', { round: local(round.label), closesAt: closing(round.closesAtMs) })
        : '',
    scan: t('picture.scan'),
    address: `${location.host}/c/${contest.slug}`,
    link: unitLink(location.origin, contest.slug, own),
    demo: contest.demo ? t('picture.demo') : '',
  };
}
