import { useTranslation } from 'react-i18next';
import { CheckBox, Field, Select } from '../../../../ui/field.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { asFields, asNumber, asText, readAt, stepsOf } from '../../editor/draft-value.ts';
import styles from './page.module.css';
import { useErrorAt, useShow } from './show-context.ts';

type PlaceProps = { place: string; label: string; hint?: string };

/** Words in the language of the contest, or in both of them. */
export function LocalField({ place, label, hint, rows = 1 }: PlaceProps & { rows?: number }) {
  const { t } = useTranslation('shows');
  const { content, set, bilingual } = useShow();
  const errorAt = useErrorAt();
  const written = asFields(readAt(content, place));
  const [vi, en] = [asText(written.vi), asText(written.en)];
  const path = stepsOf(place);
  // Where the contest has one language, the other follows it when the show is handed over.
  const put = (next: { vi: string; en: string }) => set(place, bilingual ? next : { ...next, en: '' });
  const errorVi = errorAt(...path, 'vi') ?? (errorAt(...path, 'en') && !bilingual ? errorAt(...path, 'en') : null);
  return (
    <>
      <Field label={label} hint={hint} error={errorVi ?? (errorAt(...path, 'en') ? null : errorAt(...path))}>
        {(wire) => (
          <textarea
            {...wire}
            rows={rows}
            lang="vi"
            value={vi}
            onChange={(event) => put({ vi: event.target.value, en })}
          />
        )}
      </Field>
      {bilingual && (
        <Field label={t('form.english', { label })} error={errorAt(...path, 'en')}>
          {(wire) => (
            <textarea
              {...wire}
              rows={rows}
              lang="en"
              value={en}
              onChange={(event) => put({ vi, en: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

/** Words for the MC alone. */
export function WordsField({ place, label, hint, rows = 2 }: PlaceProps & { rows?: number }) {
  const { content, set } = useShow();
  const errorAt = useErrorAt();
  return (
    <Field label={label} hint={hint} error={errorAt(...stepsOf(place))}>
      {(wire) => (
        <textarea
          {...wire}
          rows={rows}
          value={asText(readAt(content, place))}
          onChange={(event) => set(place, event.target.value)}
        />
      )}
    </Field>
  );
}

type NumberFieldProps = PlaceProps & { min: number; max: number; step?: number; nullable?: boolean };

/** A number; empty where there may be none. */
export function NumberField({ place, label, hint, min, max, step = 1, nullable = false }: NumberFieldProps) {
  const { content, set } = useShow();
  const errorAt = useErrorAt();
  const value = asNumber(readAt(content, place));
  return (
    <Field
      className={styles.number}
      label={label}
      hint={hint}
      error={errorAt(...stepsOf(place))}
      type="number"
      inputMode="decimal"
      {...{ min, max, step }}
      value={value ?? ''}
      onChange={(event) => {
        const { value: text, valueAsNumber } = event.target;
        if (text !== '') set(place, valueAsNumber);
        else if (nullable) set(place, null);
      }}
    />
  );
}

/** An amount of money in whole units, its thousands parted as the language of the page parts them. */
export function MoneyField({ place, label, max }: PlaceProps & { max: number }) {
  const { content, set } = useShow();
  const { number } = useFormat();
  const errorAt = useErrorAt();
  const amount = asNumber(readAt(content, place));
  return (
    <Field
      className={styles.number}
      label={label}
      error={errorAt(...stepsOf(place))}
      inputMode="numeric"
      autoComplete="off"
      value={amount === null ? '' : number(amount)}
      onChange={(event) => {
        const digits = event.target.value.replace(/\D/gu, '');
        if (digits === '') set(place, null);
        else if (Number(digits) <= max) set(place, Number(digits));
      }}
    />
  );
}

/** A time of day, HH:MM. */
export function TimeField({ place, label }: PlaceProps) {
  const { content, set } = useShow();
  const errorAt = useErrorAt();
  return (
    <Field
      className={styles.number}
      label={label}
      error={errorAt(...stepsOf(place))}
      type="time"
      value={asText(readAt(content, place))}
      onChange={(event) => set(place, event.target.value)}
    />
  );
}

export const RoundField = ({ place }: { place: string }) => {
  const { t } = useTranslation('shows');
  return <NumberField {...{ place, label: t('form.round'), hint: t('form.roundHint'), min: 1, max: 60 }} nullable />;
};

export function Check({
  place,
  label,
  checked,
  hint,
}: {
  place: string;
  label: string;
  checked: boolean;
  hint?: string;
}) {
  const { set } = useShow();
  return (
    <CheckBox label={label} hint={hint} checked={checked} onChange={(event) => set(place, event.target.checked)} />
  );
}

type ChoiceProps = {
  place: string;
  label: string;
  value: string;
  options: { value: string; label: string }[];
  hint?: string;
};

export function Choice({ place, label, value, options, hint }: ChoiceProps) {
  const { set } = useShow();
  const errorAt = useErrorAt();
  return (
    <Select
      {...{ label, hint, value, options }}
      error={errorAt(...stepsOf(place))}
      onChange={(event) => set(place, event.target.value)}
    />
  );
}
