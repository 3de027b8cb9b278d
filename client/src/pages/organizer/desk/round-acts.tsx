import type { DeskRound } from '@hoithi/shared/contract/organizer';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import type { Act } from '../acts/act-dialog.tsx';
import styles from './round-acts.module.css';

/** Only what this week's state allows. */
export function RoundActs({ round, begin }: { round: DeskRound; begin: (act: Act) => void }) {
  const { t } = useTranslation('organizer');
  const { local } = useFormat();
  const { phase, roundId, resultsPath } = round;
  const settled = (phase === 'closed' || phase === 'finalized') && round.standing !== null;
  if (phase === 'closed' && !settled) return null;
  return (
    <fieldset className={styles.acts} aria-label={t('rounds.actsOf', { round: local(round.label) })}>
      {(phase === 'open' || phase === 'scheduled') && (
        <Button onClick={() => begin({ kind: 'extend', roundId })}>{t('rounds.extend')}</Button>
      )}
      {phase === 'open' && (
        <Button kind="danger" onClick={() => begin({ kind: 'close', roundId })}>
          {t('rounds.close')}
        </Button>
      )}
      {settled && <Button onClick={() => begin({ kind: 'publish', roundId })}>{t('rounds.publish')}</Button>}
      {resultsPath && <ButtonLink href={resultsPath}>{t('rounds.results')}</ButtonLink>}
    </fieldset>
  );
}
