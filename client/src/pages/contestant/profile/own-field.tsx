import type { OwnField } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { Field, Select } from '../../../ui/field.tsx';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import { useFormat } from '../../../ui/use-format.ts';

type OwnFieldProps = {
  field: OwnField;
  locked: boolean;
  value: string;
  onValue: (value: string) => void;
  error: string | null;
};

/** As many choices as stand beside each other: one tap instead of the two of a list. */
const pillsMax = 4;

/** A field of the rules' own, in its own words: a choice, a number or a text. */
export function OwnFieldInput({ field, locked, value, onValue, error }: OwnFieldProps) {
  const { t } = useTranslation('contestant');
  const { local, number } = useFormat();
  const required = field.required && !locked;
  const label = local(field.label);
  if (field.kind === 'choice') {
    const options = field.choices.map((choice) => ({ value: choice.id, label: local(choice.label) }));
    if (required && options.length <= pillsMax)
      return (
        <PillChoice
          name={`own-${field.id}`}
          legend={label}
          required
          error={error}
          options={options}
          value={value}
          onChange={onValue}
        />
      );
    return (
      <Select
        label={label}
        required={required}
        placeholder={t('profile.choose')}
        value={value}
        onChange={(event) => onValue(event.target.value)}
        options={options}
        error={error}
      />
    );
  }
  const bounds =
    field.kind === 'number' ? t('profile.between', { min: number(field.min), max: number(field.max) }) : undefined;
  return (
    <Field
      {...(field.kind === 'number' ? { inputMode: 'numeric' as const, maxLength: 12 } : { maxLength: 200 })}
      label={label}
      hint={locked ? undefined : bounds}
      required={required}
      value={value}
      onChange={(event) => onValue(event.target.value)}
      error={error}
    />
  );
}
