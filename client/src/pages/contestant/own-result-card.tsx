import type { OwnResult } from '@hoithi/shared/contract/contestant';
import type { RoundCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './contestant.module.css';
import { resultsPath, useVisit } from './contestant-context.ts';

/** The own place in a published round, then why it is there: which key parted it from the one ahead and the one behind. SPEC L3. */
export function OwnResultCard({ result, round }: { result: OwnResult; round: RoundCard }) {
  const { t } = useTranslation(['contestant', 'common']);
  const { slug } = useVisit();
  const { local, number, duration } = useFormat();
  return (
    <Card tone="gold" aria-label={t('result.title', { round: local(round.label) })}>
      <div className={styles.result}>
        <p className={styles.resultKicker}>{t('result.title', { round: local(round.label) })}</p>
        <p className={styles.resultPlace}>
          <span className={styles.resultWord}>{t('result.place')}</span>{' '}
          <span className={styles.resultRank}>{number(result.rank)}</span>{' '}
          <span className={styles.resultOf}>
            {t('result.of', { count: result.persons, shown: number(result.persons) })}
          </span>
        </p>
        {result.prizes.map((prize) => (
          <Badge key={prize.label.vi} tone="gold">
            {local(prize.label)}
          </Badge>
        ))}
        <Why result={result} />
        <dl className={styles.resultFigures}>
          <Figure
            name={t('receipt.score')}
            value={t('receipt.points', { points: number(result.points, 2), max: number(result.pointsMax, 2) })}
          />
          <Figure name={t('receipt.elapsed')} value={duration(result.elapsedMs)} />
          {result.prediction !== null && <Figure name={t('receipt.prediction')} value={number(result.prediction)} />}
          {result.predictionTarget !== null && (
            <Figure name={t('result.target')} value={number(result.predictionTarget)} />
          )}
          {result.predictionError !== null && (
            <Figure name={t('result.error')} value={number(result.predictionError)} />
          )}
        </dl>
        <Link href={resultsPath(slug, round.ordinal)} className={styles.resultAll}>
          {t('timeline.results', { round: local(round.label) })}
        </Link>
      </div>
    </Card>
  );
}

function Why({ result }: { result: OwnResult }) {
  const { t } = useTranslation(['contestant', 'common']);
  const { aheadDecidedBy: ahead, behindDecidedBy: behind } = result;
  return (
    <div className={styles.resultWhy}>
      <h3 className={styles.resultWhyTitle}>{t('result.why')}</h3>
      {result.toDecide && <p className={styles.resultToDecide}>{t('result.toDecide')}</p>}
      {ahead === null && result.rank === 1 && <p>{t('result.first')}</p>}
      {ahead === 'tie' && <p>{t('result.aheadTie')}</p>}
      {ahead !== null && ahead !== 'tie' && <p>{t('result.ahead', { key: t(`common:ladderKey.${ahead}`) })}</p>}
      {behind === 'tie' && ahead !== 'tie' && <p>{t('result.behindTie')}</p>}
      {behind !== null && behind !== 'tie' && <p>{t('result.behind', { key: t(`common:ladderKey.${behind}`) })}</p>}
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className={styles.resultFigure}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
