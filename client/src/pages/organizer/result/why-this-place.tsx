import type { DeskPlace } from '@hoithi/shared/contract/result-desk';
import type { DecidedBy } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import type resultDesk from '../../../locales/vi/result-desk.json';
import { Button } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';
import type { ResultParts } from './result-parts.ts';

/** What put a place behind the one ahead of it and ahead of the next, in words; and what may be decided about it. SPEC F18. */
type Props = { place: DeskPlace; decide: ResultParts['decide'] | null };

export function WhyThisPlace({ place, decide }: Props) {
  const { t } = useTranslation('result-desk');
  const { number } = useFormat();
  const keyOf = (by: DecidedBy) => t(`keys.${by as keyof typeof resultDesk.keys}`, { defaultValue: t('keys.other') });
  const { aheadDecidedBy, decidedBy, prediction, predictionError } = place;
  const ahead = () => {
    if (aheadDecidedBy === null) return t('places.first');
    return aheadDecidedBy === 'tie' ? t('places.aheadTie') : t('places.ahead', { key: keyOf(aheadDecidedBy) });
  };
  return (
    <details className={styles.whyFold}>
      <summary aria-label={t('places.whyOf', { name: place.name, rank: number(place.rank) })}>
        {t('places.why')}
      </summary>
      <ul className={styles.why}>
        <li>{ahead()}</li>
        {decidedBy !== null && (
          <li>{decidedBy === 'tie' ? t('places.behindTie') : t('places.behind', { key: keyOf(decidedBy) })}</li>
        )}
        {prediction !== null && predictionError !== null && (
          <li>{t('places.error', { value: number(prediction), off: number(predictionError) })}</li>
        )}
      </ul>
      {decide && (
        <span className={styles.rowActs}>
          {place.attemptId !== null && (
            <Button
              onClick={() =>
                decide({ decision: { kind: 'void', attemptId: place.attemptId ?? '' }, about: place.name })
              }
            >
              {t('places.void')}
            </Button>
          )}
          <Button
            onClick={() => decide({ decision: { kind: 'exclude', personId: place.personId }, about: place.name })}
          >
            {t('places.exclude')}
          </Button>
        </span>
      )}
    </details>
  );
}
