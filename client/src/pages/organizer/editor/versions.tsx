import type { DraftView } from '@hoithi/shared/contract/drafts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { type Section, sectionOf, sections } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import pageStyles from './page.module.css';

/** Who changed which parts when, newest first. SPEC J1. */
export function Versions({ draftId }: { draftId: string }) {
  const [isOpen, setOpen] = useState(false);
  const loaded = useLoaded<DraftView>(isOpen ? `/api/organizer/drafts/${draftId}` : null);
  const { t } = useTranslation('editor');
  const { instant } = useFormat();
  const partsOf = (places: readonly string[]) => {
    const named = new Set(places.map((place) => sectionOf(place.replace(/^rulebook\.?/, ''), undefined)));
    return sections.filter((section: Section) => named.has(section)).map((section) => t(`sections.${section}`));
  };
  return (
    <details className={pageStyles.section} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t('versions.title')}</h2>
      </summary>
      <ol className={pageStyles.versions} reversed>
        {loaded.value?.versions.map(({ version, atMs, by, places }) => (
          <li key={version}>
            <b>{t('versions.one', { version })}</b>
            <span>{t('versions.who', { name: by ?? t('meeting.somebody'), at: instant(atMs) })}</span>
            <span className={fieldStyles.soft}>{partsOf(places).join(', ')}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
