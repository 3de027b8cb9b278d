import type { Result } from '@hoithi/shared/contract/result';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';

type NameDialogProps<T> = {
  title: string;
  confirm: string;
  was?: string;
  send: (name: string) => Promise<Result<T>>;
  onDone: (value: T) => void;
  onClose: () => void;
};

/** Asks for the name of a bank. */
export function NameDialog<T>({ title, confirm, was = '', send, onDone, onClose }: NameDialogProps<T>) {
  const { t } = useTranslation('bank');
  const words = useRefusalText();
  const [name, setName] = useState(was);
  const [isMissing, setMissing] = useState(false);
  const { busy, refusal, run } = useAct(() => send(name.trim()), onDone);
  const confirmed = () => {
    setMissing(name.trim() === '');
    if (name.trim() !== '') void run();
  };
  return (
    <FormDialog
      title={title}
      confirm={confirm}
      busy={busy}
      refused={refusal && words(refusal)}
      onConfirm={confirmed}
      onClose={onClose}
    >
      <Field
        label={t('makeName')}
        value={name}
        maxLength={120}
        required
        error={isMissing ? t('nameMissing') : null}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}
