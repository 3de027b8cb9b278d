import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import { fillOf } from '../public/participation/participation-figures.ts';
import { useFigureText } from '../public/participation/use-figure-text.ts';
import type { RankedUnit } from './participation-pages.ts';
import styles from './participation-ranking.module.css';

/** Ten ranked units of the level; a name may take two lines, nothing is cut. SPEC U27, C2. */
export function ParticipationRanking({ rows, coarse }: { rows: readonly RankedUnit[]; coarse: boolean }) {
  const { t } = useTranslation('participation');
  const { number } = useFormat();
  const figures = useFigureText(coarse);
  return (
    <table className={styles.ranking}>
      <thead>
        <tr>
          <th scope="col">{t('screen.rank')}</th>
          <th scope="col" className={styles.left}>
            {t('screen.unit')}
          </th>
          <th scope="col">{t('screen.persons')}</th>
          <th scope="col">{t('screen.rate')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((unit) => (
          <tr key={unit.code}>
            <td className={styles.rank}>{unit.rank}</td>
            <th scope="row" className={styles.left}>
              {unit.name}
              <span className={styles.track}>
                <span style={{ transform: `scaleX(${fillOf(unit.rate)})` }} />
              </span>
            </th>
            <td>
              {figures.persons(unit.persons)}/{number(unit.headcount ?? 0)}
            </td>
            <td className={styles.rate}>{figures.share(unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
