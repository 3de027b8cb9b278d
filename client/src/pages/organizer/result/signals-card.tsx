import type { Signalled, SignalsDesk } from '@hoithi/shared/contract/signals';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';
import type { ResultParts } from './result-parts.ts';

/** What judges may look into, each with its base rate in plain words; voiding goes the way of every decision. SPEC F30. */
export function SignalsCard(parts: ResultParts) {
  const { t } = useTranslation('result-desk');
  const words = useRefusalText();
  const [wanted, setWanted] = useState(false);
  const { value, refusal, loading } = useLoaded<SignalsDesk>(wanted ? `${parts.path}/signals` : null);
  return (
    <Card id="signals" title={t('signals.title')}>
      <div className={styles.stack}>
        <p className={styles.soft}>{t('signals.lead')}</p>
        {!wanted && <Button onClick={() => setWanted(true)}>{t('signals.show')}</Button>}
        {loading && <StateCard kind="loading" />}
        {refusal && (
          <p className={styles.refused} role="alert">
            {words(refusal)}
          </p>
        )}
        {value && <Signals signals={value} parts={parts} />}
      </div>
    </Card>
  );
}

function Signals({ signals: { fast, late, doubles }, parts }: { signals: SignalsDesk; parts: ResultParts }) {
  const { t } = useTranslation('result-desk');
  const { number, rate } = useFormat();
  const ofThousand = (value: number) =>
    value > 0 && value < 0.001
      ? t('signals.rarer')
      : t('signals.perThousand', { value: number(value, value < 10 ? 3 : 0) });
  const name = ({ name: own, unitName }: Signalled) =>
    unitName === null ? own : t('signals.person', { name: own, unit: unitName });
  return (
    <>
      <Kind title={t('signals.fast')} base={t('signals.fastBase', { share: rate(fast.share, 2) })}>
        {fast.found.map((row) => (
          <Row key={row.attemptId} row={row} name={name(row)} parts={parts}>
            {t('signals.fastRow', {
              ...{ fast: number(row.fast), answers: number(row.answers), chance: ofThousand(row.perThousand) },
            })}
          </Row>
        ))}
      </Kind>
      <Kind
        title={t('signals.late')}
        base={t('signals.lateBase', { from: number(late.fromMs ?? 0), share: ofThousand(late.perThousand) })}
      >
        {late.found.map((row) => (
          <Row key={row.attemptId} row={row} name={name(row)} parts={parts}>
            {t('signals.lateRow', { answers: number(row.answers), least: number(row.leastMs) })}
          </Row>
        ))}
      </Kind>
      <Kind
        title={t('signals.doubles')}
        base={t(`signals.doublesBase.${doubles.by}`, {
          ...{ pairs: number(doubles.pairs), expected: number(doubles.expected, 2) },
        })}
      >
        {doubles.found.map(({ people }) => (
          <li key={people[0]?.personId} className={styles.decision}>
            {t('signals.doublesRow', { count: people.length, names: people.map(name).join('; ') })}
          </li>
        ))}
      </Kind>
    </>
  );
}

function Kind({ title, base, children }: { title: string; base: string; children: ReactNode[] }) {
  const { t } = useTranslation('result-desk');
  return (
    <section className={styles.wide}>
      <h3>{title}</h3>
      <p className={styles.soft}>{base}</p>
      {children.length === 0 ? <p>{t('signals.none')}</p> : <ul className={styles.decisions}>{children}</ul>}
    </section>
  );
}

type RowProps = { row: Signalled; name: string; parts: ResultParts; children: ReactNode };

function Row({ row: { attemptId }, name, parts, children }: RowProps) {
  const { t } = useTranslation('result-desk');
  return (
    <li className={styles.decision}>
      <strong>{name}</strong>
      <span>{children}</span>
      {attemptId !== null && (
        <span>
          <Button onClick={() => parts.decide({ decision: { kind: 'void', attemptId }, about: name })}>
            {t('places.void')}
          </Button>
        </span>
      )}
    </li>
  );
}
