import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OpenLabel } from './controls.tsx';
import { useField, useRulebook } from './draft-context.ts';
import { asText } from './draft-value.ts';
import styles from './page.module.css';
import { readClock, readDate, readInstant, writeDate, writeInstant } from './zoned-text.ts';

type InstantFieldProps = {
  place: string;
  label: string;
  /** The hour that stands there as soon as a day is chosen. */
  usualClock: string;
  more?: readonly string[];
};

/** A day as dd/mm/yyyy and an hour, on the rulebook's clock, whatever the browser's language and zone. */
export function InstantField({ place, label, usualClock, more }: InstantFieldProps) {
  const { t } = useTranslation('editor');
  const { id, value, set, disabled, error, isOpen } = useField(place, label, more);
  const timezone = asText(useRulebook().get('locale.timezone')) || 'Asia/Ho_Chi_Minh';
  const stored = readInstant(asText(value), timezone);
  const [date, setDate] = useState<string | null>(null);
  const [clock, setClock] = useState<string | null>(null);
  const shownDate = date ?? (stored ? writeDate(stored.date) : '');
  const shownClock = clock ?? (stored ? stored.clock : '');
  const isWrong =
    (date !== null && date !== '' && readDate(date) === null) ||
    (clock !== null && clock !== '' && readClock(clock) === null);
  const commit = (typedDate: string, typedClock: string) => {
    const day = readDate(typedDate);
    const time = readClock(typedClock === '' ? usualClock : typedClock);
    if (typedDate.trim() === '') set(undefined);
    else if (day !== null && time !== null) set(writeInstant(day, time, timezone));
  };
  const leave = () => {
    if (isWrong) return;
    setDate(null);
    setClock(null);
  };
  return (
    <fieldset className={styles.instant} aria-describedby={error || isWrong ? `${id}-error` : undefined}>
      <legend>
        <OpenLabel label={label} isOpen={isOpen} />
      </legend>
      <div className={styles.instantRow}>
        <input
          id={id}
          className={styles.date}
          inputMode="numeric"
          autoComplete="off"
          placeholder={t('date.form')}
          aria-label={`${label}: ${t('date.day')}`}
          aria-invalid={isWrong || error ? true : undefined}
          value={shownDate}
          disabled={disabled}
          onChange={(event) => {
            setDate(event.target.value);
            commit(event.target.value, shownClock);
          }}
          onBlur={leave}
        />
        <Calendar
          label={t('date.calendar', { label })}
          value={stored?.date ?? ''}
          disabled={disabled}
          onPick={(iso) => commit(writeDate(iso), shownClock)}
        />
        <input
          className={styles.clock}
          inputMode="text"
          autoComplete="off"
          placeholder={usualClock}
          aria-label={`${label}: ${t('date.clock')}`}
          aria-invalid={isWrong || error ? true : undefined}
          value={shownClock}
          disabled={disabled}
          onChange={(event) => {
            setClock(event.target.value);
            commit(shownDate, event.target.value);
          }}
          onBlur={leave}
        />
      </div>
      {(error || isWrong) && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {isWrong ? t('date.wrong') : error}
        </p>
      )}
    </fieldset>
  );
}

type CalendarProps = { label: string; value: string; disabled: boolean; onPick: (iso: string) => void };

/** The browser's own calendar behind a button; what it picked is written into the field in the form of this page. */
function Calendar({ label, value, disabled, onPick }: CalendarProps) {
  const ref = useRef<HTMLInputElement>(null);
  return (
    <span className={styles.calendar}>
      <button type="button" aria-label={label} disabled={disabled} onClick={() => ref.current?.showPicker?.()}>
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
        ref={ref}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={value}
        disabled={disabled}
        onChange={(event) => (event.target.value === '' ? null : onPick(event.target.value))}
      />
    </span>
  );
}
