import type { PublicCount, RoundCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import { useSession } from '../contestant-context.ts';
import { currentRound } from './choose-entry.ts';
import styles from './taking-part.module.css';

/** How many take part, as exactly as the rules allow, and how many of them from one's own unit. SPEC V3. */
export function TakingPart({ rounds }: { rounds: RoundCard[] }) {
  const { t } = useTranslation('contestant');
  const session = useSession();
  const { local } = useFormat();
  const round = currentRound(rounds);
  const unit = session?.view.me?.unitName ?? null;
  const unitPersons = session?.view.unitPersons ?? null;
  if (!round?.persons || saysNothing(round.persons)) return null;
  return (
    <div className={styles.counts}>
      <Count count={round.persons} words={t('takingPart.round', { round: local(round.label) })} />
      {unit && unitPersons && !saysNothing(unitPersons) && (
        <Count count={unitPersons} words={t('takingPart.unit', { unit })} />
      )}
    </div>
  );
}

/** “More than 0” tells nobody anything. */
const saysNothing = (count: PublicCount): boolean => !count.exact && count.atLeast === 0;

function Count({ count, words }: { count: PublicCount; words: string }) {
  const { t } = useTranslation('common');
  const { number } = useFormat();
  const data = { count: count.atLeast, shown: number(count.atLeast) };
  return (
    <p className={styles.count}>
      <strong className={styles.number}>{count.exact ? t('persons.exact', data) : t('persons.atLeast', data)}</strong>
      <span className={styles.words}>{words}</span>
    </p>
  );
}
