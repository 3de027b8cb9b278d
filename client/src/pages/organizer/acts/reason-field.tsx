import { limits } from '@hoithi/shared/contract/limits';
import { useTranslation } from 'react-i18next';
import { Field } from '../../../ui/field.tsx';

type ReasonFieldProps = { value: string; change: (typed: string) => void; error: string | null };

export function ReasonField({ value, change, error }: ReasonFieldProps) {
  const { t } = useTranslation('organizer');
  return (
    <Field label={t('act.reason')} hint={t('act.reasonHint')} error={error} required>
      {(wire) => (
        <textarea {...wire} rows={3} required value={value} onChange={(event) => change(event.target.value)} />
      )}
    </Field>
  );
}

export type ReasonIssue = 'reasonShort' | 'reasonLong';

/** A reason as the server will count it: composed, blanks collapsed. Refuses too short and too long ones. SPEC O2. */
export function readReason(typed: string): { reason: string; issue: ReasonIssue | null } {
  const reason = typed.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (reason.length < limits.reasonLengthMin) return { reason, issue: 'reasonShort' };
  return { reason, issue: reason.length > limits.reasonLengthMax ? 'reasonLong' : null };
}
