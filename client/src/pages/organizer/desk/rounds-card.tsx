import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/card.tsx';
import type { Act } from '../acts/act-dialog.tsx';
import type { Desk } from './desk-view.ts';
import { RoundRow } from './round-row.tsx';
import { RoundStrip } from './round-strip.tsx';
import styles from './rounds-card.module.css';

/** The weeks: first as a strip of time, then one by one. */
export function RoundsCard({ desk, begin }: { desk: Desk; begin: (act: Act) => void }) {
  const { t } = useTranslation('organizer');
  return (
    <Card title={t('rounds.title')}>
      <RoundStrip rounds={desk.rounds} />
      <ol className={styles.rounds}>
        {desk.rounds.map((round) => (
          <RoundRow key={round.roundId} round={round} begin={begin} />
        ))}
      </ol>
    </Card>
  );
}
