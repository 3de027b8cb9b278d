import type { ShownLook } from '@hoithi/shared/contract/look';
import type { PublicResults } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useContestLook } from '../../../connection/use-contest-look.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { Page } from '../../../ui/page.tsx';
import { Star } from '../../../ui/star.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { AnswerList } from './answer-list.tsx';
import { Draws } from './draws.tsx';
import figures from './figures.module.css';
import styles from './page.module.css';
import { UnitTable } from './unit-table.tsx';
import { Decided, FinalizedBy, VersionNote, Versions } from './version-parts.tsx';
import { WinnersPlate } from './winners-plate.tsx';

/** A published round: gold on top for the people, calm tables below for the figures, and what it all rests on. */
export function ResultsPage({ results, valid }: { results: PublicResults; valid?: PublicResults | null }) {
  const look = useContestLook(results.contest.slug);
  return <ResultsSheet results={results} valid={valid ?? null} look={look} />;
}

type ResultsSheetProps = { results: PublicResults; valid: PublicResults | null; look: ShownLook | null };

/** The same where the look is known. */
export function ResultsSheet({ results, valid, look }: ResultsSheetProps) {
  const path = `/c/${encodeURIComponent(results.contest.slug)}`;
  return (
    <Page
      width="wide"
      demo={results.contest.demo}
      className={styles.page}
      header={<Back path={path} />}
      logo={look?.logo}
    >
      <VersionNote results={results} valid={valid ?? results} />
      <WinnersPlate results={results} />
      <Parts results={results} path={path} />
      <LadderSteps ladder={results.ladder} prediction={results.prediction} />
      <div className={styles.pair}>
        <CountTiles counts={results.counts} />
        <BandBars bands={results.bands} mean={results.meanPoints} pointsMax={results.pointsMax} />
      </div>
      <UnitTable units={results.units} />
      <Draws draws={results.draws ?? []} />
      {results.answers && <AnswerList answers={results.answers} />}
      <ResultsStamp results={results} />
    </Page>
  );
}

function Back({ path }: { path: string }) {
  const { t } = useTranslation('results');
  return (
    <Link href={path} className={styles.back}>
      {t('toContest')}
    </Link>
  );
}

/** The parts below the winners, and who took part, one press away. */
function Parts({ results, path }: { results: PublicResults; path: string }) {
  const { t } = useTranslation(['results', 'common']);
  return (
    <nav className={styles.parts} aria-label={t('parts')}>
      <a href="#counts">{t('counts.title')}</a>
      <a href="#bands">{t('bands.title')}</a>
      <a href="#units">{t('units.title')}</a>
      {results.answers && results.answers.length > 0 && <a href="#answers">{t('answers.title')}</a>}
      <Link href={`${path}/tham-gia`}>{t('common:participationLink')}</Link>
    </nav>
  );
}

type BandBarsProps = { bands: PublicResults['bands']; mean: number | null; pointsMax: number };

/** How well the round was answered: a bar for each band, on a track that is everybody. SPEC F4. */
function BandBars({ bands, mean, pointsMax }: BandBarsProps) {
  const { t } = useTranslation(['results', 'common']);
  const { number, rate } = useFormat();
  return (
    <Card id="bands" title={t('bands.title')}>
      <p className={figures.bandsText}>{t('bands.text')}</p>
      <ul className={figures.bands}>
        {bands.map((band) => (
          <li key={band.id} className={figures.bandsBand}>
            <span className={figures.bandsLabel}>{t(`bands.${band.id}`)}</span>
            <span className={figures.bandsFigures}>
              <strong>{t('common:persons.exact', { count: band.persons, shown: number(band.persons) })}</strong>{' '}
              <span className={figures.bandsShare}>{rate(band.share)}</span>
            </span>
            <span className={figures.bandsTrack} aria-hidden="true">
              <span className={figures.bandsBar} data-band={band.id} style={{ width: `${band.share * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
      {mean !== null && (
        <p className={figures.bandsMean}>{t('bands.mean', { mean: number(mean, 2), max: number(pointsMax, 2) })}</p>
      )}
    </Card>
  );
}

type Counts = PublicResults['counts'];
const order = ['attempts', 'roundPersons', 'sumOfRoundPersons', 'contestPersons', 'allCorrectPersons'] as const;

/** The four counts and the all-correct, each under its own name, since they are easily taken for one another. SPEC F4. */
function CountTiles({ counts }: { counts: Counts }) {
  const { t } = useTranslation('results');
  const { number } = useFormat();
  return (
    <Card id="counts" title={t('counts.title')}>
      <p className={figures.countsText}>{t('counts.text')}</p>
      <dl className={figures.counts}>
        {order.map((key) => (
          <div
            key={key}
            className={joinClasses(figures.countsCount, key === 'allCorrectPersons' && figures.countsGold)}
          >
            <dt className={figures.countsName}>
              {key === 'allCorrectPersons' && <Star size={16} />}
              <span>{t(`counts.${key}`)}</span>
            </dt>
            <dd className={figures.countsFigure}>{number(counts[key])}</dd>
            <dd className={figures.countsMeaning}>{t(`counts.${key}Text`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

type LadderStepsProps = Pick<PublicResults, 'ladder' | 'prediction'>;

/** The ladder as one reads it: first this, then that; and the answer of the prediction. SPEC M10. */
function LadderSteps({ ladder, prediction }: LadderStepsProps) {
  const { t } = useTranslation('results');
  const { number } = useFormat();
  return (
    <section className={figures.ladder} aria-labelledby="ladder">
      <div>
        <h2 id="ladder" className={figures.ladderTitle}>
          {t('ladder.title')}
        </h2>
        <p className={figures.ladderText}>{t('ladder.text')}</p>
      </div>
      <ol className={figures.ladderSteps}>
        {ladder.map((key, i) => (
          <li key={key} className={figures.ladderStep}>
            <span className={figures.ladderNumber} aria-hidden="true">
              {i + 1}
            </span>
            {t(`ladder.keys.${key}`)}
          </li>
        ))}
      </ol>
      {prediction && (
        <p className={figures.ladderTarget}>
          {t(`ladder.target.${prediction.kind}`, { count: prediction.target, value: number(prediction.target) })}
        </p>
      )}
    </section>
  );
}

/** What the page rests on: which standing, when it was computed, by which rules. SPEC F3, F5. */
function ResultsStamp({ results }: { results: PublicResults }) {
  const { t } = useTranslation('results');
  const { number, instant } = useFormat();
  const { decision } = results;
  return (
    <section className={styles.stamp} aria-labelledby="stamp">
      <h2 id="stamp" className={styles.stampTitle}>
        {t('stamp.title')}
      </h2>
      <dl className={styles.stampFacts}>
        <Fact name={t('stamp.standing')} value={t('stamp.version', { version: number(results.standingVersion) })} />
        <Fact name={t('stamp.computed')} value={instant(results.computedAtMs)} />
        <Fact name={t('stamp.rulesVersion')} value={t('stamp.version', { version: number(results.rulesVersion) })} />
        <Fact name={t('stamp.published')} value={instant(results.publishedAtMs)} />
        {results.finalization && <FinalizedBy finalization={results.finalization} />}
        {results.decisions && <Decided decisions={results.decisions} />}
        {decision && <Fact name={t('stamp.decision')} value={t('stamp.decisionValue', decision)} />}
      </dl>
      <Versions results={results} />
      <p className={styles.stampWays}>
        <Button onClick={() => window.print()}>{t('print')}</Button>
        <Link href={`/c/${encodeURIComponent(results.contest.slug)}/the-le`} className={styles.stampRules}>
          {t('rules')}
        </Link>
        {results.contest.demo && (
          <a href="/api/demo/tampered-bundle" className={styles.stampRules} download>
            {t('tampered')}
          </a>
        )}
        <Link href={`/c/${encodeURIComponent(results.contest.slug)}/kiem-chung`} className={styles.stampRules}>
          {t('verify')}
        </Link>
      </p>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
