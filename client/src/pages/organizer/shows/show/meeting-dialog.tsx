import type { ShowDraftContent, ShowDraftView } from '@hoithi/shared/contract/show-drafts';
import type { Conflict } from '@hoithi/shared/rulebook/draft/changes';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import type { Meeting } from '../../use-content-sync.ts';
import { usePlaces } from './use-places.ts';

type MeetingDialogProps = {
  meeting: Meeting<ShowDraftContent, ShowDraftView>;
  /** What of the conflicts stays as this page has it. */
  onDecided: (mine: Conflict[]) => void;
};

/** Two people changed the same parts: one version of these is chosen. SPEC H45. */
export function MeetingDialog({ meeting, onDecided }: MeetingDialogProps) {
  const { t } = useTranslation('shows');
  const places = usePlaces();
  const name = meeting.theirs.savedBy ?? t('somebody');
  const parts = places(meeting.conflicts.map(({ place }) => place.map((step) => step.replace(/^#/, '')).join('.')));
  return (
    <Dialog
      open
      title={t('meeting.title', { name })}
      onClose={() => undefined}
      actions={
        <>
          <Button onClick={() => onDecided([])}>{t('meeting.theirs', { name })}</Button>
          <Button kind="primary" onClick={() => onDecided(meeting.conflicts)}>
            {t('meeting.mine')}
          </Button>
        </>
      }
    >
      <p>{t('meeting.lead')}</p>
      <p>
        <b>{parts.join('; ')}</b>
      </p>
    </Dialog>
  );
}
