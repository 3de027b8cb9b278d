import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckBox, Field, Select } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useField, useRulebook } from './draft-context.ts';
import { asFields, asNumber, asText } from './draft-value.ts';
import fieldStyles from './fields.module.css';

type ControlProps = { place: string; label: string; hint?: ReactNode };

/** A label, and a word where nothing has been filled in yet. */
export function OpenLabel({ label, isOpen }: { label: string; isOpen: boolean }) {
  const { t } = useTranslation('editor');
  return (
    <>
      <span>{label}</span> {isOpen && <span className={fieldStyles.open}>{t('open')}</span>}
    </>
  );
}

export function TextField({ place, label, hint, lengthMax = 200 }: ControlProps & { lengthMax?: number }) {
  const { id, value, set, disabled, error, isOpen } = useField(place, label);
  return (
    <Field
      id={id}
      label={<OpenLabel label={label} isOpen={isOpen} />}
      hint={hint}
      error={error}
      value={asText(value)}
      maxLength={lengthMax}
      disabled={disabled}
      onChange={(event) => set(event.target.value === '' ? undefined : event.target.value)}
    />
  );
}

/** A name in Vietnamese, the English one folded away: it is the Vietnamese one until somebody writes another. */
export function NameField({ place, label, hint, onName }: ControlProps & { onName?: (vi: string) => void }) {
  const { t } = useTranslation('editor');
  const vi = useField(`${place}.vi`, label, [place, `${place}.en`]);
  const { get, set } = useRulebook();
  const english = asText(get(`${place}.en`));
  const id = useId();
  const change = (key: 'vi' | 'en', text: string) => set(place, { ...asFields(get(place)), [key]: text });
  return (
    <div className={fieldStyles.name}>
      <Field
        id={vi.id}
        label={<OpenLabel label={label} isOpen={vi.isOpen} />}
        hint={hint}
        error={vi.error}
        value={asText(vi.value)}
        maxLength={500}
        disabled={vi.disabled}
        onChange={(event) => {
          change('vi', event.target.value);
          onName?.(event.target.value);
        }}
      />
      <details className={fieldStyles.english}>
        <summary>{t('english')}</summary>
        <Field
          id={id}
          label={t('englishOf', { label })}
          value={english}
          maxLength={500}
          disabled={vi.disabled}
          placeholder={asText(vi.value)}
          onChange={(event) => change('en', event.target.value)}
        />
      </details>
    </div>
  );
}

type NumberProps = ControlProps & {
  min?: number;
  max?: number;
  /** What one unit of the page is worth in the rulebook: 60 for minutes of seconds, 0.01 for percent. */
  worth?: number;
  decimals?: number;
  /** Nothing filled in: this stands there instead. Left out: nothing. */
  empty?: null | undefined;
  suffix?: string;
  /** What goes with the number when it is cleared. */
  drops?: string;
  /** What is done with the number instead of storing it at the place. */
  onRead?: (value: number) => void;
};

/** A number as people here write it: thousands by the page's language. */
export function NumberField({
  place,
  label,
  hint,
  min = 0,
  max = 1e12,
  worth = 1,
  decimals = 0,
  empty,
  suffix,
  drops,
  onRead,
}: NumberProps) {
  const { t } = useTranslation('editor');
  const { number, locale } = useFormat();
  const { set: remove } = useRulebook();
  const { id, value, set, disabled, error, isOpen } = useField(place, label);
  const [typed, setTyped] = useState<string | null>(null);
  const stored = asNumber(value);
  const shown = typed ?? (stored === null ? '' : number(stored / worth, Math.max(decimals, worth === 60 ? 1 : 0)));
  const read = typed === null ? stored : readNumber(typed, locale);
  const isWrong = typed !== null && typed.trim() !== '' && (read === null || read < min || read > max);
  const store = onRead ?? set;
  const change = (text: string) => {
    setTyped(text);
    const next = readNumber(text, locale);
    if (text.trim() === '') {
      if (drops === undefined) set(empty);
      else remove(drops, undefined);
    } else if (next !== null && next >= min && next <= max) store(Math.round(next * worth * 1e6) / 1e6);
  };
  return (
    <Field
      id={id}
      label={<OpenLabel label={label} isOpen={isOpen} />}
      hint={hint}
      error={isWrong ? t('number.range', { min: number(min), max: number(max) }) : error}
    >
      {(wire) => (
        <span className={fieldStyles.withSuffix}>
          <input
            {...wire}
            inputMode={decimals > 0 ? 'decimal' : 'numeric'}
            autoComplete="off"
            value={shown}
            disabled={disabled}
            onChange={(event) => change(event.target.value)}
            onBlur={() => (isWrong ? null : setTyped(null))}
          />
          {suffix && <span className={fieldStyles.suffix}>{suffix}</span>}
        </span>
      )}
    </Field>
  );
}

/** 1.234.567,5 in Vietnamese, 1,234,567.5 in English; null: it is no number. */
export function readNumber(typed: string, locale: 'vi' | 'en'): number | null {
  const [group, point] = locale === 'vi' ? ['.', ','] : [',', '.'];
  const plain = typed.trim().replaceAll(group, '').replaceAll(' ', '').replace(point, '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

type ChoiceProps<V extends string> = ControlProps & {
  options: readonly { value: V; label: string }[];
  /** What a choice stands for in the rulebook. Left out: itself. */
  read?: (value: unknown) => V | '';
  write?: (value: V) => unknown;
  onPick?: (value: V) => void;
};

/** One of a few, as a list to choose from. */
export function ChoiceField<V extends string>({ place, label, hint, options, read, write, onPick }: ChoiceProps<V>) {
  const { t } = useTranslation('editor');
  const { id, value, set, disabled, error, isOpen } = useField(place, label);
  return (
    <Select
      id={id}
      label={<OpenLabel label={label} isOpen={isOpen} />}
      hint={hint}
      error={error}
      value={read ? read(value) : asText(value)}
      disabled={disabled}
      placeholder={t('choose')}
      options={[...options]}
      onChange={(event) => {
        const picked = event.target.value as V;
        if (onPick) onPick(picked);
        else set((write ? write(picked) : picked) as string);
      }}
    />
  );
}

export function ToggleField({ place, label, hint, usual = false }: ControlProps & { usual?: boolean }) {
  const { id, value, set, disabled, error } = useField(place, label);
  const isOn = typeof value === 'boolean' ? value : usual;
  return (
    <CheckBox
      id={id}
      label={label}
      hint={hint}
      error={error}
      checked={isOn}
      disabled={disabled}
      onChange={() => set(!isOn)}
    />
  );
}

/** Several of a few, in the order of the list. */
export function SeveralField({
  place,
  label,
  hint,
  options,
  usual = [],
}: ControlProps & {
  options: readonly { value: string; label: string }[];
  /** What holds while nothing is chosen. */
  usual?: readonly string[];
}) {
  const { value, set, disabled, error, isOpen, id } = useField(place, label);
  const chosen = Array.isArray(value) ? (value as readonly string[]) : usual;
  const known = new Set(options.map((option) => option.value));
  const all = [...options, ...chosen.filter((each) => !known.has(each)).map((each) => ({ value: each, label: each }))];
  const toggle = (each: string) => {
    const next = all.map((option) => option.value).filter((option) => (option === each) !== chosen.includes(option));
    set(next.length === 0 ? undefined : next);
  };
  return (
    <fieldset className={fieldStyles.several} aria-describedby={error ? `${id}-error` : undefined}>
      <legend id={id} tabIndex={-1}>
        <OpenLabel label={label} isOpen={isOpen} />
      </legend>
      {hint && <p className={fieldStyles.soft}>{hint}</p>}
      <div className={fieldStyles.chips}>
        {all.map((option) => (
          <label key={option.value} className={fieldStyles.chip}>
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              disabled={disabled}
              onChange={() => toggle(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className={fieldStyles.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** What an official cannot judge, folded away behind a sentence. */
export function Advanced({ children, label }: { children: ReactNode; label?: string }) {
  const { t } = useTranslation('editor');
  return (
    <details className={fieldStyles.advanced}>
      <summary>{label ?? t('advanced')}</summary>
      <div className={fieldStyles.stack}>{children}</div>
    </details>
  );
}
