import type { AttemptReceipt } from '@hoithi/shared/contract/contestant';
import type { ContestCard, RoundCard } from '@hoithi/shared/contract/public';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './receipt-slip.module.css';
import { ReceivedSeal } from './received-seal.tsx';

type ReceiptSlipProps = {
  receipt: AttemptReceipt;
  round: RoundCard;
  contest: ContestCard;
  name: string | null;
  unitName: string | null;
};

/** A receipt that looks like one: a torn slip, its number, what was received and when, under a round red seal. */
export function ReceiptSlip({ receipt, round, contest, name, unitName }: ReceiptSlipProps) {
  const { t } = useTranslation('contestant');
  const { local, number, duration, day } = useFormat();
  return (
    <section className={styles.slip} aria-labelledby="receipt-title">
      <div className={styles.head}>
        <p className={styles.host}>{local(contest.host)}</p>
        <h1 id="receipt-title" className={styles.title}>
          {receipt.practice ? t('receipt.practiceTitle') : t('receipt.title')}
        </h1>
        <p className={styles.contest}>{local(contest.name)}</p>
      </div>
      <ReceivedSeal words={receipt.practice ? t('receipt.sealPractice') : t('receipt.seal')} className={styles.seal} />
      <dl className={styles.lines}>
        {name && <Line name={t('receipt.person')} value={name} wide />}
        {unitName && <Line name={t('receipt.unit')} value={unitName} wide />}
        <Line
          name={t('receipt.round')}
          value={
            receipt.practice
              ? local(round.label)
              : t('receipt.roundAttempt', { round: local(round.label), ordinal: receipt.ordinal })
          }
        />
        <Line name={t('receipt.answered')} value={`${receipt.answered}/${receipt.questionCount}`} />
        <Line name={t('receipt.elapsed')} value={duration(receipt.elapsedMs)} />
        {receipt.prediction !== null && <Line name={t('receipt.prediction')} value={number(receipt.prediction)} />}
        <Line
          name={t('receipt.submittedAt')}
          value={`${formatTime(receipt.submittedAtMs, true)} ${day(receipt.submittedAtMs)}`}
        />
        <Line name={t('receipt.submittedBy')} value={t(`receipt.by.${receipt.submittedBy}`)} />
        {receipt.score && (
          <Line
            name={t('receipt.score')}
            value={t('receipt.points', {
              points: number(receipt.score.points, 2),
              max: number(receipt.score.pointsMax, 2),
            })}
          />
        )}
        {receipt.score && <Line name={t('receipt.right')} value={`${receipt.score.right}/${receipt.questionCount}`} />}
      </dl>
      <p className={styles.next}>{useNext(receipt, round)}</p>
      <p className={styles.number}>
        {t('receipt.number')} <span className={styles.code}>{receipt.attemptId.toUpperCase()}</span>
      </p>
    </section>
  );
}

function Line({ name, value, wide }: { name: string; value: ReactNode; wide?: boolean }) {
  return (
    <div className={wide ? `${styles.line} ${styles.wide}` : styles.line}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What happens next, with its hour where it is known. */
function useNext(receipt: AttemptReceipt, round: RoundCard): string {
  const { t } = useTranslation('contestant');
  const { instant } = useFormat();
  if (receipt.practice) return t('receipt.practiceNext');
  if (round.phase === 'published') return t('receipt.published');
  if (round.publishAtMs === null) return t('receipt.publishByHand');
  return t('receipt.publishAt', { at: instant(round.publishAtMs) });
}
