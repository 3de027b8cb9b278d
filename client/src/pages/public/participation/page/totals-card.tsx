import type { PublicParticipation } from '@hoithi/shared/contract/public-participation';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../../ui/card.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { useFigureText } from '../use-figure-text.ts';
import styles from './participation-page.module.css';

const order = ['roundPersons', 'attempts', 'sumOfRoundPersons', 'contestPersons'] as const;

/** The four counts under their exact names; while figures are floors, the one that may be told. SPEC C1, V3. */
export function TotalsCard({ figures: { counts, persons } }: { figures: PublicParticipation }) {
  const { t } = useTranslation('participation');
  const { number } = useFormat();
  const floors = useFigureText(true);
  if (!counts && !persons) return null;
  const shown = order.flatMap((key) => {
    if (counts) return [{ key, figure: number(counts[key]) }];
    return key === 'roundPersons' && persons ? [{ key, figure: floors.persons(persons.atLeast) }] : [];
  });
  return (
    <Card title={t('totals.title')} tone="gold">
      <dl className={styles.totals}>
        {shown.map(({ key, figure }) => (
          <div key={key} className={styles.total}>
            <dt>{t(`totals.${key}`)}</dt>
            <dd className={styles.figure}>{figure}</dd>
            <dd className={styles.soft}>{t(`totals.${key}Text`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
