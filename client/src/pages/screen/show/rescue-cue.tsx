import type { HallFigures, StageCue } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../ui/drum.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './words-cue.module.css';

/** How many are out, and who comes back. SPEC H11. */
export function RescueCue({ cue, figures }: { cue: Extract<StageCue, { kind: 'rescue' }>; figures: HallFigures }) {
  const { t } = useTranslation('screen');
  const { local, number } = useFormat();
  return (
    <div className={styles.words}>
      <Drum size={1200} dim className={styles.ground} />
      <Drum size={300} className={styles.drum} turning={cue.rescued === null} />
      <div className={styles.said}>
        <h1 className={styles.title} style={{ fontSize: 'calc(104 * var(--u))' }}>
          {local(cue.title)}
        </h1>
        <p className={styles.text}>
          {cue.rescued === null
            ? t('show.rescueBefore', { out: number(cue.out), in: number(figures.in) })
            : t('show.rescued', { rescued: number(cue.rescued), in: number(figures.in) })}
        </p>
      </div>
    </div>
  );
}
