import type { AnswerDataRequest, DeskDataRequest } from '@hoithi/shared/contract/data-rights';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { readReason } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';

export type Does = AnswerDataRequest['does'];
type AnswerDialogProps = {
  path: string;
  request: DeskDataRequest;
  does: Does;
  onClose: () => void;
  onDone: () => void;
};

/** What follows from the act, and the answer that the person reads. SPEC S64. */
export function AnswerDialog({ path, request, does, onClose, onDone }: AnswerDialogProps) {
  const { t } = useTranslation(['rights', 'organizer']);
  const refusalText = useRefusalText();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { reason: answer, issue } = readReason(typed);
  const { busy, refusal, run } = useAct(
    () => postJson(`${path}/${request.requestId}/answer`, { does, answer }),
    onDone,
  );
  const label = does === 'execute' ? t(`desk.execute.${request.kind}`) : t(`desk.${does}`);
  return (
    <FormDialog
      title={`${label} · ${t('requests.no', { no: request.no, kind: t(`kind.${request.kind}`) })}`}
      confirm={label}
      kind={does === 'execute' && request.kind === 'delete' ? 'danger' : 'primary'}
      busy={busy}
      refused={refusal && refusalText(refusal)}
      onConfirm={() => {
        setTried(true);
        if (issue === null) void run();
      }}
      onClose={onClose}
    >
      <p>{t(`desk.ask.${does === 'execute' ? request.kind : does}`)}</p>
      <Field
        label={t('desk.answer')}
        hint={t('desk.answerHint')}
        required
        error={tried && issue !== null ? t(`organizer:act.${issue}`) : null}
      >
        {(wire) => <textarea {...wire} rows={3} value={typed} onChange={(event) => setTyped(event.target.value)} />}
      </Field>
    </FormDialog>
  );
}
