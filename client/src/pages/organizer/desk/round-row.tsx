import type { DeskRound } from '@hoithi/shared/contract/organizer';
import { useTranslation } from 'react-i18next';
import { Badge, type BadgeTone } from '../../../ui/badge.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import type { Act } from '../acts/act-dialog.tsx';
import { Figure } from './figure.tsx';
import { Leaders } from './leaders.tsx';
import { RoundActs } from './round-acts.tsx';
import styles from './round-row.module.css';

const toneOf: Record<DeskRound['phase'], BadgeTone> = {
  scheduled: 'plain',
  open: 'son',
  closed: 'amber',
  finalized: 'indigo',
  published: 'jade',
};

/** One week: its window, its counts each under its own name, its standing, and what may be done with it. */
export function RoundRow({ round, begin }: { round: DeskRound; begin: (act: Act) => void }) {
  const { t } = useTranslation(['organizer', 'common']);
  const { local, instant, closing } = useFormat();
  const open = round.phase === 'open';
  return (
    <li className={joinClasses(styles.row, open && styles.now)} aria-current={open ? 'step' : undefined}>
      <div className={styles.words}>
        <h3 className={styles.head}>
          {local(round.label)} <Badge tone={toneOf[round.phase]}>{t(`common:phase.${round.phase}`)}</Badge>
        </h3>
        <p className={styles.soft}>
          {t('rounds.window', { opens: instant(round.opensAtMs), closes: closing(round.closesAtMs) })}
        </p>
        <p className={styles.soft}>
          {round.publishAtMs === null
            ? t('rounds.publishByHand')
            : t('rounds.publishAt', { at: instant(round.publishAtMs) })}
        </p>
        <RankedRow round={round} />
      </div>
      {round.phase !== 'scheduled' && <RoundFigures round={round} />}
      <RoundActs round={round} begin={begin} />
      {open && <Leaders leaders={round.leaders} />}
    </li>
  );
}

function RankedRow({ round: { phase, standing } }: { round: DeskRound }) {
  const { t } = useTranslation('organizer');
  const { instant } = useFormat();
  if (phase === 'scheduled' || phase === 'open') return null;
  if (!standing) return <p className={styles.soft}>{t('rounds.noStanding')}</p>;
  return (
    <p className={styles.soft}>
      {t('rounds.standing', { version: standing.version, at: instant(standing.computedAtMs) })};{' '}
      {standing.toDecide > 0 ? (
        <strong className={styles.pending}>{t('rounds.standingToDecide', { count: standing.toDecide })}</strong>
      ) : (
        t('rounds.standingClean')
      )}
    </p>
  );
}

function RoundFigures({ round: { phase, counts, openAttempts, startsPerMinute } }: { round: DeskRound }) {
  const { t } = useTranslation(['organizer', 'common']);
  const { number } = useFormat();
  return (
    <dl className={styles.figures}>
      <Figure of={t('common:counts.roundPersons')} value={number(counts.roundPersons)} />
      <Figure of={t('common:counts.attempts')} value={number(counts.attempts)} />
      <Figure of={t('common:counts.sumOfRoundPersons')} value={number(counts.sumOfRoundPersons)} />
      {phase === 'open' && (
        <>
          <Figure of={t('rounds.openAttempts')} value={number(openAttempts)} />
          <Figure of={t('rounds.startsPerMinute')} value={number(startsPerMinute)} />
        </>
      )}
    </dl>
  );
}
