import type { AttemptReceipt, OwnRound } from '@hoithi/shared/contract/contestant';
import type { RoundCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { receiptPath, type Session, useVisit } from '../contestant-context.ts';
import { OwnResultCard } from '../own-result-card.tsx';
import styles from './page.module.css';

/** What is one's own: published places first, then the receipts of every attempt. */
export function OwnEntries({ session, rounds }: { session: Session; rounds: RoundCard[] }) {
  const { t } = useTranslation('contestant');
  const { local } = useFormat();
  const labelled = session.view.mine.flatMap((own) => {
    const round = rounds.find((one) => one.roundId === own.roundId);
    return round ? [{ own, round }] : [];
  });
  const places = labelled.filter(({ own }) => own.result !== null).reverse();
  const entries = labelled.filter(({ own }) => own.receipts.length > 0).reverse();
  return (
    <>
      {places.map(
        ({ own, round }) => own.result && <OwnResultCard key={own.roundId} result={own.result} round={round} />,
      )}
      {entries.length > 0 && (
        <Card title={t('entries.title')}>
          {entries.map(({ own, round }) => (
            <RoundEntries key={own.roundId} own={own} label={local(round.label)} />
          ))}
        </Card>
      )}
    </>
  );
}

function RoundEntries({ own, label }: { own: OwnRound; label: string }) {
  return (
    <div className={styles.ownRound}>
      <h3 className={styles.ownLabel}>{label}</h3>
      <ul className={styles.ownList}>
        {own.receipts.map((receipt) => (
          <Entry key={receipt.attemptId} receipt={receipt} />
        ))}
      </ul>
    </div>
  );
}

function Entry({ receipt }: { receipt: AttemptReceipt }) {
  const { t } = useTranslation('contestant');
  const { slug } = useVisit();
  const { instant, number } = useFormat();
  return (
    <li>
      <Link href={receiptPath(slug, receipt.attemptId)} className={styles.ownEntry}>
        <span className={styles.ownWhich}>
          {receipt.practice ? t('entries.practice') : t('entries.attempt', { ordinal: receipt.ordinal })}
        </span>
        <span className={styles.ownWhen}>{instant(receipt.submittedAtMs)}</span>
        <span className={styles.ownDone}>
          {receipt.score
            ? t('receipt.points', { points: number(receipt.score.points, 2), max: number(receipt.score.pointsMax, 2) })
            : t('entries.answered', { answered: receipt.answered, of: receipt.questionCount })}
        </span>
      </Link>
    </li>
  );
}
