import type { JudgedAward } from '@hoithi/shared/contract/collective-standing';
import { formatFixed } from '@hoithi/shared/rules/collective/explain-place';
import { listTies, type Tie } from '@hoithi/shared/rules/collective/list-ties';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import styles from './page.module.css';

type Decide = (units: string[], reason: string) => void;
type Props = { judged: JudgedAward; decimals: number; busy: boolean; onDecide: Decide };

/** Units that are equal across a prize's edge: the committee's order and its reason, recorded and to be corrected. SPEC G13. */
export function TiesCard({ judged, decimals, busy, onDecide }: Props) {
  const { t } = useTranslation('collective');
  const ties = listTies(judged);
  if (ties.length === 0) return null;
  return (
    <section className={styles.ties}>
      <h3>{t('tie.title')}</h3>
      <p className={styles.tiesSoft}>{t('tie.lead')}</p>
      {ties.map((tie) => (
        <TieToDecide
          key={`${tie.places.map(({ code }) => code).join(' ')} ${tie.decided?.decidedAtMs ?? ''}`}
          tie={tie}
          decimals={decimals}
          busy={busy}
          onDecide={onDecide}
        />
      ))}
    </section>
  );
}

function TieToDecide({ tie, decimals, busy, onDecide }: Omit<Props, 'judged'> & { tie: Tie }) {
  const { t } = useTranslation('collective');
  const { local, number, instant } = useFormat();
  const [open, setOpen] = useState(!tie.decided);
  const total = local(formatFixed(tie.total ?? 0, decimals));
  return (
    <article className={styles.tiesTie}>
      <p>
        <strong>{t('tie.equals', { count: tie.total ?? 0, value: number(tie.places.length), total })}</strong>
      </p>
      {tie.decided && (
        <>
          <ol className={styles.tiesOrder}>
            {tie.places.map((place) => (
              <li key={place.code}>{place.name}</li>
            ))}
          </ol>
          <p className={styles.tiesSoft}>
            {t('tie.decided', { at: instant(tie.decided.decidedAtMs), reason: tie.decided.reason })}
          </p>
        </>
      )}
      {open ? (
        <OrderForm tie={tie} busy={busy} onDecide={onDecide} />
      ) : (
        <Button onClick={() => setOpen(true)}>{t('tie.again')}</Button>
      )}
    </article>
  );
}

function OrderForm({ tie, busy, onDecide }: { tie: Tie; busy: boolean; onDecide: Decide }) {
  const { t } = useTranslation(['collective', 'organizer']);
  const { number } = useFormat();
  const [order, setOrder] = useState(tie.places);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(typed);
  const firstRank = Math.min(...tie.places.map(({ rank }) => rank));
  const raise = (at: number) => {
    const [above, unit] = order.slice(at - 1, at + 1);
    if (above && unit) setOrder(order.with(at - 1, unit).with(at, above));
  };
  const send = () => {
    setTried(true);
    if (!issue)
      onDecide(
        order.map(({ code }) => code),
        reason,
      );
  };
  return (
    <div className={styles.tiesForm}>
      <ol className={styles.tiesList} aria-label={t('tie.order')}>
        {order.map((place, at) => (
          <li key={place.code}>
            <span className={styles.tiesRank}>{t('plate.rank', { rank: number(firstRank + at) })}</span>
            <span className={styles.tiesName}>{place.name}</span>
            <Button disabled={at === 0} aria-label={t('tie.up', { unit: place.name })} onClick={() => raise(at)}>
              <span aria-hidden="true">↑</span>
            </Button>
            <Button
              disabled={at === order.length - 1}
              aria-label={t('tie.down', { unit: place.name })}
              onClick={() => raise(at + 1)}
            >
              <span aria-hidden="true">↓</span>
            </Button>
          </li>
        ))}
      </ol>
      <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`organizer:act.${issue}`) : null} />
      <p className={styles.tiesSoft}>{t('tie.public')}</p>
      <Button kind="primary" busy={busy} onClick={send}>
        {t('tie.record')}
      </Button>
    </div>
  );
}
