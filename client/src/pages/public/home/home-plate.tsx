import { useTranslation } from 'react-i18next';
import { Drum } from '../../../ui/drum.tsx';
import styles from './home-plate.module.css';

/** The house's name under its drum; the drum is struck once when the page opens. */
export function HomePlate() {
  const { t } = useTranslation('home');
  return (
    <section className={styles.plate} data-ground="lacquer" aria-labelledby="house-name">
      <div className={styles.words}>
        <h1 id="house-name" className={styles.name}>
          {t('title')}
        </h1>
        <p className={styles.promise}>{t('promise')}</p>
      </div>
      <div className={styles.drum} aria-hidden="true">
        <span className={styles.wave} />
        <span className={styles.wave} />
        <Drum size={232} className={styles.face} />
      </div>
    </section>
  );
}
