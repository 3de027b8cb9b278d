import type { McShow, ShowCard } from '@hoithi/shared/contract/show-mc';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

/** The shows that may follow in this hall: screens and phones go over by themselves. SPEC H50. */
export function NextShow({
  show,
  open,
}: {
  show: McShow;
  /** null: this device does not drive. */
  open: ((showId: string) => void) | null;
}) {
  const { t } = useTranslation('mc');
  const { local, number } = useFormat();
  const [chosen, setChosen] = useState<ShowCard | null>(null);
  const others = show.shows.filter(({ showId }) => showId !== show.run?.showId);
  if (others.length === 0) return null;
  const players = show.run?.following ?? 0;
  return (
    <details className={styles.drawer}>
      <summary>{t('follow.title')}</summary>
      <p>{t('follow.text')}</p>
      <ul className={styles.drawerPlayers}>
        {others.map((card) => (
          <li key={card.showId}>
            <span>
              <b>{local(card.title)}</b>{' '}
              <span>{t('shows.facts', { cues: number(card.cues), questions: number(card.questions) })}</span>
            </span>
            <Button disabled={open === null} onClick={() => setChosen(card)}>
              {t('follow.go')}
            </Button>
          </li>
        ))}
      </ul>
      <Dialog
        open={chosen !== null}
        title={t('follow.askTitle', { title: chosen ? local(chosen.title) : '' })}
        onClose={() => setChosen(null)}
        actions={
          <>
            <Button onClick={() => setChosen(null)}>{t('drive.keep')}</Button>
            <Button
              kind="primary"
              onClick={() => {
                if (chosen) open?.(chosen.showId);
                setChosen(null);
              }}
            >
              {t('follow.confirm')}
            </Button>
          </>
        }
      >
        {t('follow.askText', { count: players, value: number(players) })}
      </Dialog>
    </details>
  );
}
