import type { SiteCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Drum } from '../../../ui/drum.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ContestList } from './contest-list.tsx';
import { DemoEntries } from './demo-entries.tsx';
import styles from './page.module.css';

/** The entrance: the drum, the contests of the house and, where there is a demo, five doors. */
export default function HomePage() {
  const { t } = useTranslation('common');
  const app = useLoaded<SiteCard>('/api/site');
  usePageTitle(t('pageTitle.house'));
  return (
    <Page width="wide" className={styles.house}>
      <HomePlate />
      {app.value ? <Inside app={app.value} /> : <Outside app={app} />}
    </Page>
  );
}

function Inside({ app }: { app: SiteCard }) {
  const real = app.contests.filter((contest) => !contest.demo);
  if (app.contests.length === 0) return <NoContest />;
  return (
    <>
      {real.length > 0 && <ContestList contests={real} />}
      {app.demoSlug !== null && <DemoEntries />}
      {real.length === 0 && <ContestList contests={app.contests} />}
    </>
  );
}

function NoContest() {
  const { t } = useTranslation('home');
  return (
    <StateCard kind="empty" title={t('none.title')} action={<ButtonLink href="/to-chuc">{t('none.desk')}</ButtonLink>}>
      {t('none.text')}
    </StateCard>
  );
}

function Outside({ app }: { app: ReturnType<typeof useLoaded<SiteCard>> }) {
  const { t } = useTranslation('common');
  const say = useRefusalText();
  if (!app.refusal) return <StateCard kind="loading" />;
  return (
    <StateCard
      kind="offline"
      action={
        <Button kind="primary" onClick={app.again}>
          {t('again')}
        </Button>
      }
    >
      {say(app.refusal)}
    </StateCard>
  );
}

/** The house's name under its drum; the drum is struck once when the page opens. */
function HomePlate() {
  const { t } = useTranslation('home');
  return (
    <section className={styles.plate} data-ground="lacquer" aria-labelledby="house-name">
      <div className={styles.plateWords}>
        <h1 id="house-name" className={styles.plateName}>
          {t('title')}
        </h1>
        <p className={styles.platePromise}>{t('promise')}</p>
      </div>
      <div className={styles.plateDrum} aria-hidden="true">
        <span className={styles.plateWave} />
        <span className={styles.plateWave} />
        <Drum size={232} className={styles.plateFace} />
      </div>
    </section>
  );
}
