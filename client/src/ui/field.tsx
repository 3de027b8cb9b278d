import { type ComponentProps, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './field.module.css';
import { joinClasses } from './join-classes.ts';

/** What ties a control to its label, hint and error. */
export type FieldWire = {
  id: string;
  className: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

type FieldWords = { label: ReactNode; hint?: ReactNode; error?: ReactNode };
export type FieldProps = FieldWords &
  Omit<ComponentProps<'input'>, 'children'> & {
    /** A control of one's own instead of a plain input. */
    children?: (wire: FieldWire) => ReactNode;
  };

/** A labelled control. Required ones are marked by a word, not by a star. */
export function Field({ label, hint, error, children, className, id, ...input }: FieldProps) {
  const { t } = useTranslation('common');
  const made = useId();
  const ownId = id ?? made;
  const notes = [hint && `${ownId}-hint`, error && `${ownId}-error`].filter(Boolean).join(' ') || undefined;
  const wire: FieldWire = {
    id: ownId,
    className: joinClasses(styles.input),
    'aria-describedby': notes,
    'aria-invalid': error ? true : undefined,
  };
  return (
    <div className={joinClasses(styles.field, className)}>
      <label className={styles.label} htmlFor={ownId}>
        <span>{label}</span> {input.required && <span className={styles.required}>({t('required')})</span>}
      </label>
      {hint && (
        <div id={`${ownId}-hint`} className={styles.hint}>
          {hint}
        </div>
      )}
      {children ? children(wire) : <input {...input} {...wire} />}
      {error && (
        <div id={`${ownId}-error`} className={styles.error} role="alert">
          {error}
        </div>
      )}
    </div>
  );
}

export type SelectProps = FieldWords &
  Omit<ComponentProps<'select'>, 'children'> & {
    options: { value: string; label: string }[];
    /** Shown while nothing is chosen; cannot be chosen again. */
    placeholder?: string;
  };

export function Select({ label, hint, error, options, placeholder, className, id, ...select }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error} className={className} id={id} required={select.required}>
      {(wire) => (
        <select {...select} {...wire}>
          {placeholder !== undefined && (
            <option value="" disabled={select.required}>
              {placeholder}
            </option>
          )}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export type CheckBoxProps = FieldWords & Omit<ComponentProps<'input'>, 'type' | 'children'>;

export function CheckBox({ label, hint, error, className, id, required, ...input }: CheckBoxProps) {
  const { t } = useTranslation('common');
  const made = useId();
  const ownId = id ?? made;
  const notes = [hint && `${ownId}-hint`, error && `${ownId}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={joinClasses(styles.check, className)}>
      {/* Not the element's own `required`: a browser would call the box invalid before anybody touched it. */}
      <input
        {...input}
        id={ownId}
        type="checkbox"
        aria-required={required || undefined}
        aria-describedby={notes}
        aria-invalid={error ? true : undefined}
      />
      <label htmlFor={ownId}>
        <span>{label}</span> {required && <span className={styles.required}>({t('required')})</span>}
      </label>
      {hint && (
        <div id={`${ownId}-hint`} className={styles.hint}>
          {hint}
        </div>
      )}
      {error && (
        <div id={`${ownId}-error`} className={styles.error} role="alert">
          {error}
        </div>
      )}
    </div>
  );
}
