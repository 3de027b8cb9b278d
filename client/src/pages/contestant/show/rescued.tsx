import type { PlayerView } from '@hoithi/shared/contract/show';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../ui/drum.tsx';
import styles from './page.module.css';

/** Whom a rescue brought in reads nothing else until the next cue. SPEC H22. */
export function Rescued({ player }: { player: PlayerView }) {
  const { t } = useTranslation('show');
  useEffect(() => void navigator.vibrate?.([120, 80, 240]), []);
  return (
    <output className={styles.rescued} data-ground="lacquer">
      <Drum size={200} />
      <strong>{t('rescued.title')}</strong>
      <span className={styles.rescuedName}>{player.name}</span>
      <span>{t('rescued.text')}</span>
    </output>
  );
}
