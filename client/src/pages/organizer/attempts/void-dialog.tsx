import type { FoundPerson } from '@hoithi/shared/contract/organizer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ActFrame } from '../acts/act-frame.tsx';
import { type ReasonIssue, readReason } from '../acts/read-reason.ts';
import { ReasonField } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';
import { useOrganizer } from '../organizer-connection.ts';

type VoidDialogProps = { attempt: FoundPerson['attempts'][number]; onClose: () => void; onDone: () => void };

/** Takes an attempt out of every count, or puts it back, with the reason. SPEC A13. */
export function VoidDialog({ attempt, onClose, onDone }: VoidDialogProps) {
  const { t } = useTranslation('organizer');
  const { namespace } = useOrganizer();
  const words = useRefusalText();
  const [typed, setTyped] = useState('');
  const [issue, setIssue] = useState<ReasonIssue | null>(null);
  const { attemptId, voided } = attempt;
  const { busy, refusal, run } = useAct(
    () => namespace.send('attempt:void', { attemptId, voided: !voided, reason: readReason(typed).reason }),
    onDone,
  );
  const confirm = () => {
    const read = readReason(typed);
    setIssue(read.issue);
    if (read.issue === null) void run();
  };
  return (
    <ActFrame
      title={t(voided ? 'attempts.restoreTitle' : 'attempts.voidTitle')}
      confirm={t(voided ? 'attempts.restore' : 'attempts.void')}
      busy={busy}
      refused={refusal && words(refusal)}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(voided ? 'attempts.restoreConsequence' : 'attempts.voidConsequence')}</p>
      <ReasonField value={typed} change={setTyped} error={issue && t(`act.${issue}`)} />
    </ActFrame>
  );
}
