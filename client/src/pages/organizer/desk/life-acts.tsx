import type { OrganizerView } from '@hoithi/shared/contract/organizer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';
import { useMayEverywhere, useOrganizer } from '../organizer-connection.ts';
import { deskHome, draftPath } from '../organizer-paths.ts';
import styles from './page.module.css';

type Listed = OrganizerView['contests'][number];
type Act = 'archive' | 'bringBack' | 'delete';

/** What becomes of a contest as a whole: its rules amended, a copy, put away, brought back, deleted. SPEC J11, J13, J14. */
export function LifeActs({ listed }: { listed: Listed }) {
  const { t } = useTranslation('organizer');
  const words = useRefusalText();
  const mayEverywhere = useMayEverywhere();
  const [, go] = useLocation();
  const [asked, setAsked] = useState<Act | null>(null);
  const { contestId } = listed.contest;
  const toDraft = ({ draftId }: { draftId: string }) => go(draftPath(draftId));
  const amend = useAct(
    () => postJson<{ draftId: string }>(`/api/organizer/contests/${contestId}/amendment`, {}),
    toDraft,
  );
  const clone = useAct(
    () => postJson<{ draftId: string }>('/api/organizer/drafts', { from: 'contest', contestId }),
    toDraft,
  );
  const refusal = amend.refusal ?? clone.refusal;
  const changes = mayEverywhere('draft:change');
  const archives = mayEverywhere('contest:archive');
  if (!changes && !archives) return null;
  return (
    <div className={styles.headLinks}>
      {changes && !listed.archived && (
        <Button kind="quiet" busy={amend.busy} onClick={() => void amend.run()}>
          {t('life.amend')}
        </Button>
      )}
      {changes && (
        <Button kind="quiet" busy={clone.busy} onClick={() => void clone.run()}>
          {t('life.clone')}
        </Button>
      )}
      {archives && (listed.archived || listed.phase === 'after') && (
        <Button kind="quiet" onClick={() => setAsked(listed.archived ? 'bringBack' : 'archive')}>
          {t(listed.archived ? 'life.bringBack.act' : 'life.archive.act')}
        </Button>
      )}
      {archives && !listed.archived && (
        <Button kind="quiet" onClick={() => setAsked('delete')}>
          {t('life.delete.act')}
        </Button>
      )}
      {refusal && <p role="alert">{words(refusal)}</p>}
      {asked && <LifeDialog act={asked} contestId={contestId} onClose={() => setAsked(null)} />}
    </div>
  );
}

function LifeDialog({ act, contestId, onClose }: { act: Act; contestId: string; onClose: () => void }) {
  const { t } = useTranslation('organizer');
  const words = useRefusalText();
  const { namespace } = useOrganizer();
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(typed);
  const { busy, refusal, run } = useAct(
    () =>
      postJson<null>(
        `/api/organizer/contests/${contestId}/${act === 'delete' ? 'delete' : 'archive'}`,
        act === 'delete' ? { reason } : { archived: act === 'archive', reason },
      ),
    () => {
      onClose();
      void namespace.enter();
      if (act === 'delete') go(deskHome);
    },
  );
  return (
    <FormDialog
      title={t(`life.${act}.title`)}
      confirm={t(`life.${act}.act`)}
      kind={act === 'delete' ? 'danger' : 'primary'}
      busy={busy}
      refused={refusal && words(refusal)}
      onConfirm={() => {
        setTried(true);
        if (issue === null) void run();
      }}
      onClose={onClose}
    >
      <p>{t(`life.${act}.text`)}</p>
      <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`act.${issue}`) : null} />
    </FormDialog>
  );
}
