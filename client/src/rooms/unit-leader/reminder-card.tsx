import type { ParticipationView, UnitParticipation } from '@hoithi/shared/contract/participation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { cutRate, personsToTarget } from '../participation/participation-figures.ts';
import styles from './peer-place-card.module.css';

/** A message for the unit's own group. It tells figures only when they may be published. SPEC V3. */
export function ReminderCard({ view, own }: { view: ParticipationView; own: UnitParticipation }) {
  const { t } = useTranslation('unit-leader');
  const { local, number, rate, closing } = useFormat();
  const [said, setSaid] = useState<'copied' | 'byHand' | null>(null);
  const { round, targetRate } = view;
  if (round?.phase !== 'open') return null;
  const missing = personsToTarget(own, targetRate);
  const words = { unit: own.name, round: local(round.label), link: linkOf(view.contest.slug, own) };
  const text =
    view.coarse || missing === null || missing === 0 || own.headcount === null || own.rate === null
      ? t('message.invite', { ...words, closesAt: closing(round.closesAtMs) })
      : t('message.missing', {
          ...words,
          persons: number(own.persons),
          headcount: number(own.headcount),
          rate: rate(cutRate(own.rate, false), 1),
          missing: number(missing),
          target: rate(targetRate ?? 0, 1),
        });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('copied');
    } catch {
      setSaid('byHand'); // no permission, or a page without https
    }
  };
  return (
    <Card title={t('message.title')}>
      <p className={styles.reminder}>{text}</p>
      <Button onClick={() => void copy()}>{t('message.copy')}</Button>
      <output className={styles.said}>{said && t(`message.${said}`)}</output>
    </Card>
  );
}

/** Opens the contest with the unit already chosen; a province and a block are only headings. SPEC U6. */
function linkOf(slug: string, { code, level }: UnitParticipation): string {
  const page = `${location.origin}/c/${slug}`;
  return level === 'PROVINCE' || level === 'BLOCK' ? page : `${page}?don-vi=${code}`;
}
