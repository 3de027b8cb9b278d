import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import fieldStyles from './field.module.css';
import { joinClasses } from './join-classes.ts';
import styles from './pill-choice.module.css';

type PillChoiceProps<Value extends string> = {
  /** What is chosen, for screen readers; of a required field for everybody. */
  legend: string;
  /** The choice is a field of a form, and must be made. */
  required?: boolean;
  error?: string | null;
  name: string;
  options: readonly { value: Value; label: string }[];
  /** Empty: nothing is chosen yet. */
  value: Value | '';
  onChange: (value: Value) => void;
};

/** One of a few short choices, side by side. */
export function PillChoice<Value extends string>({
  legend,
  required,
  error,
  name,
  options,
  value,
  onChange,
}: PillChoiceProps<Value>) {
  const { t } = useTranslation('common');
  const errorId = useId();
  return (
    <fieldset
      role={required ? 'radiogroup' : undefined}
      className={styles.choice}
      aria-invalid={error ? true : undefined}
      aria-describedby={error ? errorId : undefined}
    >
      <legend className={required ? styles.legend : 'unseen'}>
        <span>{legend}</span> {required && <span className={fieldStyles.required}>({t('required')})</span>}
      </legend>
      {options.map((option) => (
        <label key={option.value} className={styles.pill}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
      {error && (
        <div id={errorId} className={joinClasses(fieldStyles.error, styles.error)} role="alert">
          {error}
        </div>
      )}
    </fieldset>
  );
}
