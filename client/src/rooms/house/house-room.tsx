import type { HouseCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLoaded } from '../../connection/use-loaded.ts';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { useFormat } from '../../ui/use-format.ts';

export default function HouseRoom() {
  const { t } = useTranslation('house');
  const { local } = useFormat();
  const house = useLoaded<HouseCard>('/api/house');
  return (
    <Page width="wide">
      <h1>{t('title')}</h1>
      {house.loading && <StateCard kind="loading" />}
      {house.value?.contests.map((contest) => (
        <Link key={contest.slug} href={`/c/${contest.slug}`}>
          {local(contest.name)}
        </Link>
      ))}
    </Page>
  );
}
