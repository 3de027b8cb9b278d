import type { HouseCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ContestList } from './contest-list.tsx';
import { DemoDoors } from './demo-entries.tsx';
import styles from './home-page.module.css';
import { HousePlate } from './home-plate.tsx';

/** The entrance: the drum, the contests of the house and, where there is a demo, five doors. */
export default function HouseRoom() {
  const { t } = useTranslation('common');
  const house = useLoaded<HouseCard>('/api/house');
  usePageTitle(t('pageTitle.house'));
  return (
    <Page width="wide" className={styles.house}>
      <HousePlate />
      {house.value ? <Inside house={house.value} /> : <Outside house={house} />}
    </Page>
  );
}

function Inside({ house }: { house: HouseCard }) {
  const real = house.contests.filter((contest) => !contest.demo);
  if (house.contests.length === 0) return <NoContest />;
  return (
    <>
      {real.length > 0 && <ContestList contests={real} />}
      {house.demoSlug !== null && <DemoDoors />}
      {real.length === 0 && <ContestList contests={house.contests} />}
    </>
  );
}

function NoContest() {
  const { t } = useTranslation('house');
  return (
    <StateCard kind="empty" title={t('none.title')} action={<ButtonLink href="/to-chuc">{t('none.desk')}</ButtonLink>}>
      {t('none.text')}
    </StateCard>
  );
}

function Outside({ house }: { house: ReturnType<typeof useLoaded<HouseCard>> }) {
  const { t } = useTranslation('common');
  const say = useRefusalText();
  if (!house.refusal) return <StateCard kind="loading" />;
  return (
    <StateCard
      kind="offline"
      action={
        <Button kind="primary" onClick={house.again}>
          {t('again')}
        </Button>
      }
    >
      {say(house.refusal)}
    </StateCard>
  );
}
