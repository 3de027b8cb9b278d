import type { StoredPicture } from '@hoithi/shared/contract/media';
import { useTranslation } from 'react-i18next';
import { postFile } from '../../../connection/api.ts';
import { LookFields } from '../look/look-fields.tsx';
import { useDraft } from './draft-context.ts';
import fieldStyles from './fields.module.css';

/** How the contest will look; seen by staff alone until it is announced. SPEC X6. */
export function LookSection() {
  const { t } = useTranslation('look');
  const { draftId, content, change, mayChange } = useDraft();
  const path = `/api/organizer/drafts/${draftId}/pictures`;
  return (
    <div className={fieldStyles.stack}>
      <p className={fieldStyles.soft}>{t('draftLead')}</p>
      <LookFields
        look={content.look}
        disabled={!mayChange}
        upload={(purpose, file) =>
          postFile<StoredPicture>(`${path}?purpose=${purpose}&type=${encodeURIComponent(file.type)}`, file)
        }
        onLook={(next) => change((before) => ({ ...before, look: next(before.look) }))}
      />
    </div>
  );
}
