import type { CollectiveDesk } from '@hoithi/shared/contract/collective-standing';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import styles from './page.module.css';

type Props = {
  award: CollectiveDesk['awards'][number];
  busy: boolean;
  onDecide: (units: string[], reason: string) => void;
};

/** An award whose order the committee names: units are added one after the other, the first first, with a reason. SPEC M11. */
export function CommitteeOrder({ award, busy, onDecide }: Props) {
  const { t } = useTranslation(['collective', 'organizer']);
  const { number } = useFormat();
  const placed = award.now.groups.flatMap(({ places }) => places.map(({ code }) => code));
  const [order, setOrder] = useState(placed);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(typed);
  const nameOf = new Map(award.candidates.map(({ code, name }) => [code, name]));
  const raise = (at: number) => {
    const [above, unit] = order.slice(at - 1, at + 1);
    if (above && unit) setOrder(order.with(at - 1, unit).with(at, above));
  };
  const send = () => {
    setTried(true);
    if (!issue && order.length > 0) onDecide(order, reason);
  };
  return (
    <section className={styles.ties}>
      <h3>{t('order.title')}</h3>
      <p className={styles.tiesSoft}>{t('order.lead')}</p>
      <ol className={styles.tiesList} aria-label={t('tie.order')}>
        {order.map((code, at) => (
          <li key={code}>
            <span className={styles.tiesRank}>{t('plate.rank', { rank: number(at + 1) })}</span>
            <span className={styles.tiesName}>{nameOf.get(code) ?? code}</span>
            <Button
              disabled={at === 0}
              aria-label={t('tie.up', { unit: nameOf.get(code) ?? code })}
              onClick={() => raise(at)}
            >
              <span aria-hidden="true">↑</span>
            </Button>
            <Button
              aria-label={t('order.remove', { unit: nameOf.get(code) ?? code })}
              onClick={() => setOrder(order.filter((each) => each !== code))}
            >
              <span aria-hidden="true">×</span>
            </Button>
          </li>
        ))}
      </ol>
      <Select
        label={t('order.add')}
        placeholder={t('order.choose')}
        value=""
        onChange={({ target }) => target.value !== '' && setOrder([...order, target.value])}
        options={award.candidates
          .filter(({ code }) => !order.includes(code))
          .map(({ code, name }) => ({ value: code, label: name }))}
      />
      <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`organizer:act.${issue}`) : null} />
      <p className={styles.tiesSoft}>{t('tie.public')}</p>
      <Button kind="primary" busy={busy} disabled={order.length === 0} onClick={send}>
        {t('order.record')}
      </Button>
    </section>
  );
}
