import type { AttemptReceipt } from '@hoithi/shared/contract/contestant';
import type { ContestCard, RoundCard } from '@hoithi/shared/contract/public';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { drawStar } from '../../../ui/drum-face.ts';
import { formatTime } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

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
      <div className={styles.slipHead}>
        <p className={styles.slipHost}>{local(contest.host)}</p>
        <h1 id="receipt-title" className={styles.slipTitle} aria-describedby="receipt-seal">
          {receipt.practice ? t('receipt.practiceTitle') : t('receipt.title')}
        </h1>
        <p className={styles.slipContest}>{local(contest.name)}</p>
      </div>
      <ReceivedSeal
        words={receipt.practice ? t('receipt.sealPractice') : t('receipt.seal')}
        className={styles.slipSeal}
      />
      <dl className={styles.slipRows}>
        {name && <Row name={t('receipt.person')} value={name} wide />}
        {unitName && <Row name={t('receipt.unit')} value={unitName} wide />}
        <Row
          name={t('receipt.round')}
          value={
            receipt.practice
              ? local(round.label)
              : t('receipt.roundAttempt', { round: local(round.label), ordinal: receipt.ordinal })
          }
        />
        <Row name={t('receipt.answered')} value={`${receipt.answered}/${receipt.questionCount}`} />
        <Row name={t('receipt.elapsed')} value={duration(receipt.elapsedMs)} />
        {receipt.predicts && (
          <Row
            name={t('receipt.prediction')}
            value={receipt.prediction === null ? t('receipt.notPredicted') : number(receipt.prediction)}
          />
        )}
        <Row
          name={t('receipt.submittedAt')}
          value={`${formatTime(receipt.submittedAtMs, true)} ${day(receipt.submittedAtMs)}`}
        />
        <Row name={t('receipt.submittedBy')} value={t(`receipt.by.${receipt.submittedBy}`)} />
        {receipt.score && (
          <Row
            name={t('receipt.score')}
            value={t('receipt.points', {
              points: number(receipt.score.points, 2),
              max: number(receipt.score.pointsMax, 2),
            })}
          />
        )}
        {receipt.score && <Row name={t('receipt.right')} value={`${receipt.score.right}/${receipt.questionCount}`} />}
      </dl>
      <p className={styles.slipNext}>{useNext(receipt, round)}</p>
      <p className={styles.slipNumber}>
        {t('receipt.number')} <span className={styles.slipCode}>{receipt.attemptId.toUpperCase()}</span>
      </p>
    </section>
  );
}

function Row({ name, value, wide }: { name: string; value: ReactNode; wide?: boolean }) {
  return (
    <div className={wide ? `${styles.slipRow} ${styles.slipWide}` : styles.slipRow}>
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

const star = drawStar(27, 10);

/** A round red seal with the drum's star, as on an official paper; its words are spoken after the slip's title. */
function ReceivedSeal({ words, className }: { words: string; className: string | undefined }) {
  const arc = useId();
  return (
    <svg
      id="receipt-seal"
      role="img"
      aria-label={words}
      className={className}
      width="124"
      height="124"
      viewBox="-64 -64 128 128"
    >
      <g fill="none" stroke="var(--son)">
        <circle r="60" strokeWidth="3.5" />
        <circle r="55" strokeWidth="1" />
        <circle r="33.5" strokeWidth="1.4" />
        <path d={star} fill="var(--son)" stroke="none" />
        <path id={arc} d="M-40.5 0A40.5 40.5 0 1 1 40.5 0" stroke="none" />
      </g>
      <text fill="var(--son)" fontSize="12.5" fontWeight="800" letterSpacing="1.4" textAnchor="middle">
        <textPath href={`#${arc}`} startOffset="50%">
          {words}
        </textPath>
      </text>
      <circle cx="-41" cy="19" r="2.2" fill="var(--son)" />
      <circle cx="41" cy="19" r="2.2" fill="var(--son)" />
    </svg>
  );
}
