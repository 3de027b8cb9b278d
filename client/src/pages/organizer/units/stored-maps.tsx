import type { UnitMapHead } from '@hoithi/shared/contract/public-participation';
import { useTranslation } from 'react-i18next';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Button } from '../../../ui/button.tsx';
import styles from './units-card.module.css';

/** The maps in use, each with where it comes from. SPEC U26. */
export function StoredMaps({
  maps,
  busy,
  remove,
}: {
  maps: readonly UnitMapHead[];
  busy: boolean;
  remove: (level: string) => Promise<void>;
}) {
  const { t } = useTranslation('participation');
  const levelName = useLevelName();
  if (maps.length === 0) return null;
  return (
    <section className={styles.kept}>
      <h3>{t('upload.kept')}</h3>
      <ul>
        {maps.map(({ level, source }) => (
          <li key={level}>
            {t('upload.keptLine', { level: levelName(level), source: source === '' ? t('upload.noSource') : source })}
            <Button kind="quiet" busy={busy} onClick={() => void remove(level)}>
              {t('upload.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
