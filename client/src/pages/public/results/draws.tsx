import type { PublicDraw } from '@hoithi/shared/contract/draws';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/card.tsx';
import { DrawFacts } from '../../../ui/draw-facts.tsx';
import styles from './page.module.css';

/** Draws of a round, with all that anybody needs to make them again. SPEC F41. */
export function Draws({ draws }: { draws: readonly PublicDraw[] }) {
  const { t } = useTranslation('draws');
  if (draws.length === 0) return null;
  return (
    <Card id="draws" title={t('title')}>
      <div className={styles.draws}>
        <p>{t('lead')}</p>
        {draws.map((draw) => (
          <DrawFacts key={draw.drawId} draw={draw} />
        ))}
        <p>{t('check')}</p>
      </div>
    </Card>
  );
}
