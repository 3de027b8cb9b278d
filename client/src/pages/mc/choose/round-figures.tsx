import type { ParticipationView } from '@hoithi/shared/contract/participation';
import { isHeading } from '@hoithi/shared/contract/unit-level';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverClock } from '../../../connection/server-clock.ts';
import { Badge, type BadgeTone } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { Countdown } from '../../../ui/countdown.tsx';
import { formatPersons } from '../../../ui/participation/format-persons.ts';
import { useTargetText } from '../../../ui/participation/use-target-text.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

const tones: Record<NonNullable<ParticipationView['round']>['phase'], BadgeTone> = {
  scheduled: 'plain',
  open: 'jade',
  closed: 'amber',
  verifying: 'amber',
  finalized: 'amber',
  published: 'gold',
};

/** The numbers an MC may say aloud, with what they count. SPEC C1, V3. */
export function RoundFigures({ participation }: { participation: ParticipationView }) {
  const { t } = useTranslation(['mc', 'common']);
  const { local, number, closing } = useFormat();
  const nowMs = useShowClock(participation.serverNowMs);
  const { round, counts, coarse } = participation;
  const targets = useTargetText()(participation.units.filter(({ level }) => !isHeading(level)));
  if (!round) return <Card title={t('round.none')} />;
  return (
    <Card
      title={
        <span className={styles.figuresTitle}>
          {local(round.label)} <Badge tone={tones[round.phase]}>{t(`common:phase.${round.phase}`)}</Badge>
        </span>
      }
    >
      {round.phase === 'open' && (
        <Countdown
          untilMs={round.closesAtMs}
          fullMs={round.closesAtMs - round.opensAtMs}
          nowMs={nowMs}
          label={t('round.closesIn')}
        />
      )}
      {round.phase === 'scheduled' && (
        <Countdown untilMs={round.opensAtMs} fullMs={86_400_000} nowMs={nowMs} label={t('round.opensIn')} />
      )}
      {round.phase !== 'open' && round.phase !== 'scheduled' && (
        <p>{t('round.closedAt', { at: closing(round.closesAtMs) })}</p>
      )}
      <dl className={styles.figures}>
        <div>
          <dt>{t('figures.persons')}</dt>
          <dd>{formatCount()}</dd>
        </div>
        {counts && (
          <>
            <div>
              <dt>{t('figures.attempts')}</dt>
              <dd>{number(counts.attempts)}</dd>
            </div>
            <div>
              <dt>{t('figures.contestPersons')}</dt>
              <dd>{number(counts.contestPersons)}</dd>
            </div>
          </>
        )}
        {targets && (
          <div>
            <dt>{targets.label}</dt>
            <dd>{targets.figure}</dd>
          </div>
        )}
      </dl>
      {coarse && <p className={styles.figuresCoarse}>{t('figures.coarse')}</p>}
    </Card>
  );

  function formatCount(): string {
    if (counts) return number(counts.roundPersons);
    if (!round?.persons) return t('figures.hidden');
    const persons = formatPersons(round.persons.atLeast, !round.persons.exact);
    if (persons.kind === 'under-ten') return t('figures.underTen');
    return persons.kind === 'floor' ? t('figures.floor', { value: number(persons.value) }) : number(persons.value);
  }
}

/** The server's time by the times in its views. Units: epoch ms. */
function useShowClock(serverNowMs: number): () => number {
  const [clock] = useState(() => {
    const fresh = serverClock();
    fresh.receive(serverNowMs);
    return fresh;
  });
  useEffect(() => clock.receive(serverNowMs), [clock, serverNowMs]);
  return clock.nowMs;
}
