import type { ShowDraftView } from '@hoithi/shared/contract/show-drafts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../../connection/use-loaded.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import styles from './page.module.css';
import { usePlaces } from './use-places.ts';

/** Who changed what when, newest first. SPEC H45. */
export function Versions({ draftId }: { draftId: string }) {
  const { t } = useTranslation('shows');
  const { instant } = useFormat();
  const places = usePlaces();
  const [isOpen, setOpen] = useState(false);
  const loaded = useLoaded<ShowDraftView>(isOpen ? `/api/organizer/show-drafts/${draftId}` : null);
  return (
    <details className={styles.rules} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t('versions.title')}</h2>
      </summary>
      <ol className={styles.versions} reversed>
        {loaded.value?.versions.map(({ version, atMs, by, places: changed }) => (
          <li key={version}>
            <b>{t('versions.one', { version })}</b>{' '}
            <span>{t('versions.who', { name: by ?? t('somebody'), at: instant(atMs) })}</span>{' '}
            <span className={styles.soft}>{places(changed).join('; ')}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
