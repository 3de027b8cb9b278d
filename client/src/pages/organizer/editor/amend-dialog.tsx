import type { DraftView } from '@hoithi/shared/contract/drafts';
import { comparePrinted } from '@hoithi/shared/rulebook/print/compare-printed';
import { printRulebook } from '@hoithi/shared/rulebook/print/print-rulebook';
import { readRulebook } from '@hoithi/shared/rulebook/read/read-rulebook';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';
import styles from './amend-dialog.module.css';
import { useDraft } from './draft-context.ts';

/** The sentences as contestants will see them changed, and why. SPEC J11, J12. */
export function AmendDialog({ base, onClose, onDone }: { base: DraftView; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['editor', 'organizer']);
  const { local } = useFormat();
  const words = useRefusalText();
  const { read } = useDraft();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(typed);
  const { inForce } = base;
  const changes = useMemo(() => {
    const before = inForce && readRulebook(inForce.rulebook).rulebook;
    return before && read.rulebook ? comparePrinted(printRulebook(before), printRulebook(read.rulebook)) : [];
  }, [inForce, read.rulebook]);
  const { busy, refusal, run } = useAct(
    () =>
      postJson<{ version: number }>(`/api/organizer/drafts/${base.draftId}/amend`, {
        ...{ version: base.version, rulesVersion: inForce?.version ?? 0, reason },
      }),
    onDone,
  );
  return (
    <FormDialog
      title={t('amend.title', { version: (inForce?.version ?? 0) + 1 })}
      confirm={t('amend.confirm')}
      busy={busy}
      refused={refusal && words(refusal)}
      onConfirm={() => {
        setTried(true);
        if (issue === null) void run();
      }}
      onClose={onClose}
    >
      <p>{changes.length > 0 ? t('amend.lead') : t('amend.none')}</p>
      <ol className={styles.changes}>
        {changes.map(({ heading, before, after }) => (
          <li key={`${before?.vi} ${after?.vi}`}>
            <b>{local(heading)}</b>
            {before && <del>{local(before)}</del>}
            {after && <ins>{local(after)}</ins>}
          </li>
        ))}
      </ol>
      {refusal?.code === 'rulebook_invalid' && (
        <ul>
          {refusal.problems.map(({ place, words: sentence }) => (
            <li key={place}>{t('drafts.place', { place, words: local(sentence) })}</li>
          ))}
        </ul>
      )}
      <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`organizer:act.${issue}`) : null} />
    </FormDialog>
  );
}
