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
import { LiveShow } from './live-show.tsx';
import styles from './page.module.css';
import { StaffWays } from './staff-ways.tsx';

/** The home page: the drum, the contests of the installation and, where there is a demo, its five roles. */
export default function HomePage() {
  const { t } = useTranslation('common');
  const site = useLoaded<SiteCard>('/api/site');
  usePageTitle(t('pageTitle.home'));
  return (
    <Page width="wide" className={styles.page}>
      <HomePlate demo={site.value?.demoSlug != null} />
      {site.value ? <Contests site={site.value} /> : <Unloaded site={site} />}
    </Page>
  );
}

function Contests({ site }: { site: SiteCard }) {
  const real = site.contests.filter((contest) => !contest.demo);
  if (site.contests.length === 0) return <NoContest />;
  return (
    <>
      <LiveShow shows={site.shows} />
      {real.length > 0 && <ContestList contests={real} />}
      {site.demoSlug !== null && <DemoEntries />}
      {real.length === 0 && <ContestList contests={site.contests} />}
      <StaffWays />
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

function Unloaded({ site }: { site: ReturnType<typeof useLoaded<SiteCard>> }) {
  const { t } = useTranslation('common');
  const refusalText = useRefusalText();
  if (!site.refusal) return <StateCard kind="loading" />;
  return (
    <StateCard
      kind="offline"
      action={
        <Button kind="primary" onClick={site.again}>
          {t('again')}
        </Button>
      }
    >
      {refusalText(site.refusal)}
    </StateCard>
  );
}

/** The product's name under its drum; the drum is struck once when the page opens. */
function HomePlate({ demo }: { demo: boolean }) {
  const { t } = useTranslation('home');
  return (
    <section className={styles.plate} data-ground="lacquer" aria-labelledby="product-name">
      <div className={styles.plateWords}>
        <h1 id="product-name" className={styles.plateName}>
          {t('title')}
        </h1>
        <p className={styles.platePromise}>{t('promise')}</p>
        {demo && (
          <a className={styles.plateShow} href="/xem-thu">
            {t('minute.open')}
          </a>
        )}
      </div>
      <div className={styles.plateDrum} aria-hidden="true">
        <span className={styles.plateWave} />
        <span className={styles.plateWave} />
        <Drum size={232} className={styles.plateFace} />
      </div>
    </section>
  );
}
