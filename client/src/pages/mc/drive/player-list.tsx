import type { McRun } from '@hoithi/shared/contract/show';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './lists.module.css';

type Player = McRun['players'][number];

/** Who came last; a name that does not belong on the screen is removed from here. SPEC H18. */
export function PlayerList({
  run,
  driving,
  remove,
}: {
  run: McRun;
  driving: boolean;
  remove: (playerId: string) => void;
}) {
  const { t } = useTranslation('mc');
  const { number } = useFormat();
  const [leaving, setLeaving] = useState<Player | null>(null);
  return (
    <details className={styles.drawer}>
      <summary>{t('drive.seatList', { value: number(run.figures.players) })}</summary>
      <ul className={styles.seats}>
        {run.players.map((player) => (
          <li key={player.playerId}>
            <span>
              <b>{player.name}</b> {player.unitName} {!player.connected && <i>{t('drive.away')}</i>}
            </span>
            <Button kind="quiet" disabled={!driving} onClick={() => setLeaving(player)}>
              {t('drive.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <Dialog
        open={leaving !== null}
        title={t('drive.removeTitle', { name: leaving?.name ?? '' })}
        onClose={() => setLeaving(null)}
        actions={
          <>
            <Button onClick={() => setLeaving(null)}>{t('drive.keep')}</Button>
            <Button
              kind="danger"
              onClick={() => {
                if (leaving) remove(leaving.playerId);
                setLeaving(null);
              }}
            >
              {t('drive.remove')}
            </Button>
          </>
        }
      >
        {t('drive.removeText')}
      </Dialog>
    </details>
  );
}
