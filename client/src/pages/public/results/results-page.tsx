import type { PublicResults } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Page } from '../../../ui/page.tsx';
import { AnswerList } from './answer-list.tsx';
import { BandBars } from './band-bars.tsx';
import { CountTiles } from './count-tiles.tsx';
import { LadderSteps } from './ladder-steps.tsx';
import styles from './results-page.module.css';
import { ResultsStamp } from './results-stamp.tsx';
import { UnitTable } from './unit-table.tsx';
import { WinnersPlate } from './winners-plate.tsx';

/** A published round: gold on top for the people, calm tables below for the figures, and what it all rests on. */
export function ResultsPage({ results }: { results: PublicResults }) {
  const path = `/c/${encodeURIComponent(results.contest.slug)}`;
  return (
    <Page width="wide" demo={results.contest.demo} className={styles.page} header={<Back path={path} />}>
      <WinnersPlate results={results} />
      <Parts results={results} />
      <LadderSteps ladder={results.ladder} prediction={results.prediction} />
      <div className={styles.pair}>
        <CountTiles counts={results.counts} />
        <BandBars bands={results.bands} mean={results.meanPoints} pointsMax={results.pointsMax} />
      </div>
      <UnitTable units={results.units} />
      {results.answers && <AnswerList answers={results.answers} />}
      <ResultsStamp results={results} />
    </Page>
  );
}

function Back({ path }: { path: string }) {
  const { t } = useTranslation(['results', 'common']);
  return (
    <>
      <Link href={`${path}/tham-gia`} className={styles.back}>
        {t('common:participationLink')}
      </Link>
      <Link href={path} className={styles.back}>
        {t('toContest')}
      </Link>
    </>
  );
}

/** What stands below the gold, one press away. */
function Parts({ results }: { results: PublicResults }) {
  const { t } = useTranslation('results');
  return (
    <nav className={styles.parts} aria-label={t('parts')}>
      <a href="#counts">{t('counts.title')}</a>
      <a href="#bands">{t('bands.title')}</a>
      <a href="#units">{t('units.title')}</a>
      {results.answers && <a href="#answers">{t('answers.title')}</a>}
    </nav>
  );
}
