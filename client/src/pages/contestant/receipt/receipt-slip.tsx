import type { AttemptReceipt } from '@hoithi/shared/contract/contestant';
import type { ContestCard, RoundCard } from '@hoithi/shared/contract/public';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { drawStar } from '../../../ui/drum-face.ts';
import { formatTime } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

export type ReceiptSlipProps = {
  receipt: AttemptReceipt;
  round: RoundCard;
  contest: ContestCard;
  name: string | null;
  unitName: string | null;
};

/** A receipt that looks like one: a torn slip, its number, what was received and when, under a round red seal. */
export function ReceiptSlip(props: ReceiptSlipProps) {
  const { receipt, round, contest } = props;
  const { t } = useTranslation('contestant');
  const { local } = useFormat();
  const rows = useReceiptRows(props);
  return (
    <section className={styles.slip} aria-labelledby="receipt-title">
      <div className={styles.slipHead}>
        <p className={styles.slipHost}>{local(contest.host)}</p>
        <h1 id="receipt-title" className={styles.slipTitle} aria-describedby="receipt-seal">
          {receipt.practice ? t('receipt.practiceTitle') : t('receipt.title')}
        </h1>
        <p className={styles.slipContest}>{local(contest.name)}</p>
      </div>
      <ReceivedSeal words={useSealWords(receipt)} className={styles.slipSeal} />
      <dl className={styles.slipRows}>
        {rows.map(({ name: of, value, wide }) => (
          <div key={of} className={wide ? `${styles.slipRow} ${styles.slipWide}` : styles.slipRow}>
            <dt>{of}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.slipNext}>{useNext(receipt, round)}</p>
      <p className={styles.slipNumber}>
        {t('receipt.number')} <span className={styles.slipCode}>{receipt.attemptId.toUpperCase()}</span>
      </p>
    </section>
  );
}

type Row = { name: string; value: string; wide?: boolean };

/** What the slip and its picture list. */
export function useReceiptRows({ receipt, round, name, unitName }: ReceiptSlipProps): Row[] {
  const { t } = useTranslation('contestant');
  const { local, number, duration, day } = useFormat();
  const { score } = receipt;
  const attempt = t('receipt.roundAttempt', { round: local(round.label), ordinal: receipt.ordinal });
  const submittedAt = `${formatTime(receipt.submittedAtMs, true)} ${day(receipt.submittedAtMs)}`;
  return [
    ...(name ? [{ name: t('receipt.person'), value: name, wide: true }] : []),
    ...(unitName ? [{ name: t('receipt.unit'), value: unitName, wide: true }] : []),
    { name: t('receipt.round'), value: receipt.practice ? local(round.label) : attempt },
    { name: t('receipt.answered'), value: `${receipt.answered}/${receipt.questionCount}` },
    { name: t('receipt.elapsed'), value: duration(receipt.elapsedMs) },
    ...(receipt.predicts
      ? [
          {
            name: t('receipt.prediction'),
            value: receipt.prediction === null ? t('receipt.notPredicted') : number(receipt.prediction),
          },
        ]
      : []),
    { name: t('receipt.submittedAt'), value: submittedAt },
    { name: t('receipt.submittedBy'), value: t(`receipt.by.${receipt.submittedBy}`) },
    ...(score
      ? [
          {
            name: t('receipt.score'),
            value: t('receipt.points', { points: number(score.points, 2), max: number(score.pointsMax, 2) }),
          },
          { name: t('receipt.right'), value: `${score.right}/${receipt.questionCount}` },
        ]
      : []),
  ];
}

/** The words of the seal. */
export function useSealWords({ practice, voided }: AttemptReceipt): string {
  const { t } = useTranslation(['contestant', 'receipt']);
  if (voided) return t('receipt:voided.seal');
  return practice ? t('receipt.sealPractice') : t('receipt.seal');
}

/** What happens next, with its hour where it is known. */
function useNext(receipt: AttemptReceipt, round: RoundCard): string {
  const { t } = useTranslation(['contestant', 'receipt']);
  const { instant } = useFormat();
  if (receipt.voided)
    return t('receipt:voided.text', { at: instant(receipt.voided.atMs), reason: receipt.voided.reason });
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
