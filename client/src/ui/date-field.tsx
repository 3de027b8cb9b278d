import { type ComponentProps, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './date-field.module.css';
import { addStrokes, isDate, readDate, writeDate } from './date-text.ts';
import { Field, type FieldProps } from './field.tsx';

type DateFieldProps = Pick<FieldProps, 'label' | 'hint' | 'error' | 'required' | 'disabled' | 'id' | 'className'> & {
  /** An ISO date, '' for none, or what was typed that is no date. */
  value: string;
  onChange: (value: string) => void;
  /** ISO dates that the calendar does not go beyond. */
  min?: string | undefined;
  max?: string | undefined;
  autoComplete?: string;
};

/** A day as dd/mm/yyyy, typed or taken from the calendar, whatever the language of the browser. */
export function DateField({ label, hint, error, required, disabled, id, className, ...input }: DateFieldProps) {
  const { t } = useTranslation('common');
  const [isTyping, setTyping] = useState(false);
  const isWrong = !isTyping && input.value !== '' && !isDate(input.value);
  return (
    <Field {...{ label, hint, required, id, className }} error={isWrong ? t('date.wrongDay') : error}>
      {(wire) => (
        <span className={styles.row}>
          <DateInput
            {...wire}
            {...input}
            aria-required={required || undefined}
            disabled={disabled}
            onTyping={setTyping}
          />
          <Calendar {...input} label={label} disabled={disabled} />
        </span>
      )}
    </Field>
  );
}

type DateInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'min' | 'max'> & {
  value: string;
  onChange: (value: string) => void;
  onTyping?: (isTyping: boolean) => void;
};

/** The bare control: what is typed stays as it is until it is left, then stands in full. */
export function DateInput({ value, onChange, onTyping, ...input }: DateInputProps) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (isDate(value) ? writeDate(value) : value);
  return (
    <input
      {...input}
      type="text"
      inputMode="numeric"
      autoComplete={input.autoComplete ?? 'off'}
      placeholder={t('date.form')}
      value={shown}
      onChange={(event) => {
        const text = addStrokes(event.target.value, shown);
        setTyped(text);
        onTyping?.(document.activeElement === event.target);
        onChange(readDate(text) ?? text.trim());
      }}
      onBlur={() => {
        setTyped(null);
        onTyping?.(false);
      }}
    />
  );
}

type CalendarProps = Pick<DateFieldProps, 'label' | 'value' | 'onChange' | 'min' | 'max'> & {
  disabled?: boolean | undefined;
};

/** The browser's own calendar behind a button; what it picked is written into the field in the form of this page. */
export function Calendar({ label, value, onChange, disabled, ...bounds }: CalendarProps) {
  const { t } = useTranslation('common');
  const ref = useRef<HTMLInputElement>(null);
  return (
    <span className={styles.calendar}>
      <button
        type="button"
        aria-label={t('date.calendar', { label: plain(label) })}
        disabled={disabled}
        onClick={() => ref.current?.showPicker?.()}
      >
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
          <path
            d="M3 5h14v12H3zM3 8.5h14M6.5 3v3.5M13.5 3v3.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinejoin="round"
          />
        </svg>
      </button>
      <input
        {...bounds}
        ref={ref}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={isDate(value) ? value : ''}
        disabled={disabled}
        onChange={(event) => (event.target.value === '' ? null : onChange(event.target.value))}
      />
    </span>
  );
}

const plain = (label: ReactNode): string => (typeof label === 'string' ? label : '');
