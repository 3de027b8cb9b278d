import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Calendar, DateInput } from './date-field.tsx';
import { isDate, readClock } from './date-text.ts';
import fieldStyles from './field.module.css';
import styles from './moment-field.module.css';

type MomentFieldProps = {
  id?: string;
  /** The name that is read out before `day` and `hour`. */
  label: string;
  /** What stands there instead of the name, such as the name with a mark. */
  legend?: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  /** `2026-03-02T08:00` on the clock of whoever reads the page's times; '': none. */
  value: string;
  /** null: what is typed is no day with an hour. */
  onChange: (value: string | null) => void;
  /** The hour that stands there as soon as a day is chosen. */
  usualClock?: string;
  /** ISO dates that the calendar does not go beyond. */
  min?: string;
  max?: string;
};

/** A day as dd/mm/yyyy and an hour, typed or taken from the calendar, whatever the language of the browser. */
export function MomentField({ usualClock = '08:00', value, onChange, ...props }: MomentFieldProps) {
  const { label, legend = label, hint, error, required = false, disabled = false, min, max } = props;
  const { t } = useTranslation('common');
  const made = useId();
  const id = props.id ?? made;
  const [typed, setTyped] = useState<{ day: string; clock: string } | null>(null);
  const [storedDay = '', storedClock = ''] = value.split('T');
  const { day, clock } = typed ?? { day: storedDay, clock: storedClock };
  const [isTyping, setTyping] = useState(false);
  const isBroken = (day !== '' && !isDate(day)) || (clock !== '' && readClock(clock) === null);
  const isWrong = isBroken && !isTyping;
  const change = (next: { day: string; clock: string }) => {
    setTyped(next);
    setTyping(document.activeElement?.tagName === 'INPUT');
    const time = readClock(next.clock === '' ? usualClock : next.clock);
    if (next.day === '') onChange('');
    else onChange(isDate(next.day) && time !== null ? `${next.day}T${time}` : null);
  };
  const leave = () => {
    setTyping(false);
    if (!isBroken) setTyped(null);
  };
  const wrong = error || isWrong;
  const wire = { disabled, 'aria-invalid': wrong ? true : undefined, 'aria-required': required || undefined };
  const notes = [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset className={styles.moment} aria-describedby={notes}>
      <legend>
        <span>{legend}</span> {required && <span className={fieldStyles.required}>({t('required')})</span>}
      </legend>
      {hint && (
        <div id={`${id}-hint`} className={fieldStyles.hint}>
          {hint}
        </div>
      )}
      <div className={styles.row}>
        <DateInput
          {...wire}
          id={id}
          className={styles.date}
          aria-label={`${label}: ${t('date.day')}`}
          value={day}
          // At once, and not when the day is left: what is put under a caret stands beside what is typed there.
          onChange={(next) => change({ day: next, clock: clock === '' && isDate(next) ? usualClock : clock })}
          onTyping={(is) => (is ? null : leave())}
        />
        <Calendar
          {...{ label, disabled, min, max }}
          value={day}
          onChange={(next) => change({ day: next, clock: clock === '' ? usualClock : clock })}
        />
        <input
          {...wire}
          className={styles.clock}
          autoComplete="off"
          placeholder={usualClock}
          aria-label={`${label}: ${t('date.clock')}`}
          value={clock}
          onChange={(event) => change({ day, clock: event.target.value })}
          onBlur={leave}
        />
      </div>
      {wrong && (
        <div id={`${id}-error`} className={fieldStyles.error} role="alert">
          {isWrong ? t('date.wrong') : error}
        </div>
      )}
    </fieldset>
  );
}
