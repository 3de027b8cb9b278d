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
