import type { Json } from '@hoithi/shared/contract/json';
import { shiftDay } from '@hoithi/shared/rulebook/judge/zoned-time';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { isDate, readClock } from '../../../ui/date-text.ts';
import { Field } from '../../../ui/field.tsx';
import { OpenLabel } from './controls.tsx';
import { useField, useRulebook } from './draft-context.ts';
import { asFields, asList, asText } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import { InstantField } from './instant-field.tsx';
import rowStyles from './rows.module.css';
import { readInstant, writeInstant } from './zoned-text.ts';

const weeksMax = 60;

/** The windows of a series: laid out in one press from the first day, then changed one by one. */
export function WindowsField({ place }: { place: string }) {
  const { t } = useTranslation('editor');
  const at = `${place}.at`;
  const { value, set, isOpen, id, error, disabled } = useField(at, t('windows.title'));
  const timezone = asText(useRulebook().get('locale.timezone')) || 'Asia/Ho_Chi_Minh';
  if (value !== undefined && !Array.isArray(value)) return <p className={fieldStyles.soft}>{t('windows.byDays')}</p>;
  const windows = asList(value);
  const add = () => set([...windows, nextWindow(windows, timezone)]);
  return (
    <fieldset className={fieldStyles.windows} id={id} tabIndex={-1}>
      <legend>
        <OpenLabel label={t('windows.title')} isOpen={isOpen} />
      </legend>
      {windows.length === 0 && !disabled && <LayOut timezone={timezone} onMade={set} />}
      {windows.map((window, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: windows have no names, their place is their number
        <div key={n} className={rowStyles.window}>
          <b>{n + 1}</b>
          <InstantField
            place={`${at}[${n}].opensAt`}
            label={t('rounds.opens')}
            usualClock="08:00"
            more={[`${at}[${n}]`]}
          />
          <InstantField place={`${at}[${n}].closesAt`} label={t('rounds.closes')} usualClock="20:00" />
          {!disabled && (
            <Button
              kind="quiet"
              aria-label={t('windows.remove', { n: n + 1, opens: asText(asFields(window).opensAt) })}
              onClick={() => set(windows.toSpliced(n, 1))}
            >
              {t('remove')}
            </Button>
          )}
        </div>
      ))}
      {windows.length > 0 && !disabled && (
        <div>
          <Button onClick={add}>{t('windows.add')}</Button>
        </div>
      )}
      {error && (
        <p className={fieldStyles.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** As long after the last window as that one is after the one before it; a week where there is one alone. */
function nextWindow(windows: readonly Json[], timezone: string): Json {
  const read = (window: Json | undefined, key: string) => readInstant(asText(asFields(window)[key]), timezone);
  const [before, last] = [windows.at(-2), windows.at(-1)];
  const [opens, closes, earlier] = [read(last, 'opensAt'), read(last, 'closesAt'), read(before, 'opensAt')];
  if (!opens || !closes) return {};
  const days = earlier ? Math.max(1, (Date.parse(opens.date) - Date.parse(earlier.date)) / 86_400_000) : 7;
  return {
    opensAt: writeInstant(shiftDay(opens.date, days), opens.clock, timezone),
    closesAt: writeInstant(shiftDay(closes.date, days), closes.clock, timezone),
  };
}

/** Four questions from which all windows of a series come. */
function LayOut({ timezone, onMade }: { timezone: string; onMade: (windows: Json) => void }) {
  const { t } = useTranslation('editor');
  const [day, setDay] = useState('');
  const [opens, setOpens] = useState('08:00');
  const [days, setDays] = useState('7');
  const [closes, setCloses] = useState('20:00');
  const [count, setCount] = useState('4');
  const [opensAt, closesAt] = [readClock(opens), readClock(closes)];
  const [length, weeks] = [Number(days), Number(count)];
  const isReady =
    isDate(day) &&
    opensAt !== null &&
    closesAt !== null &&
    length >= 1 &&
    length <= 31 &&
    weeks >= 1 &&
    weeks <= weeksMax;
  const make = () => {
    if (!isReady) return;
    const step = Math.max(7, length);
    const windows = Array.from({ length: weeks }, (_, n) => ({
      opensAt: writeInstant(shiftDay(day, n * step), opensAt, timezone),
      closesAt: writeInstant(shiftDay(day, n * step + length - 1), closesAt, timezone),
    }));
    onMade(windows);
  };
  return (
    <div className={rowStyles.layOut}>
      <p className={fieldStyles.soft}>{t('windows.lead')}</p>
      <div className={fieldStyles.triple}>
        <DateField label={t('windows.first')} value={day} onChange={setDay} />
        <Field label={t('windows.opens')} value={opens} onChange={(event) => setOpens(event.target.value)} />
        <Field label={t('windows.closes')} value={closes} onChange={(event) => setCloses(event.target.value)} />
        <Field
          label={t('windows.days')}
          inputMode="numeric"
          value={days}
          onChange={(event) => setDays(event.target.value)}
        />
        <Field
          label={t('windows.count')}
          inputMode="numeric"
          value={count}
          onChange={(event) => setCount(event.target.value)}
        />
      </div>
      <div>
        <Button aria-disabled={!isReady} onClick={make}>
          {t('windows.make')}
        </Button>
      </div>
    </div>
  );
}
