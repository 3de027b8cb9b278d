import { MomentField } from '../../../ui/moment-field.tsx';
import { OpenLabel } from './controls.tsx';
import { useField, useRulebook } from './draft-context.ts';
import { asText } from './draft-value.ts';
import { readInstant, writeInstant } from './zoned-text.ts';

type InstantFieldProps = {
  place: string;
  label: string;
  /** The hour that stands there as soon as a day is chosen. */
  usualClock: string;
  more?: readonly string[];
};

/** An instant of the rules, on the rulebook's clock, whatever the browser's zone. */
export function InstantField({ place, label, usualClock, more }: InstantFieldProps) {
  const { id, value, set, disabled, error, isOpen } = useField(place, label, more);
  const timezone = asText(useRulebook().get('locale.timezone')) || 'Asia/Ho_Chi_Minh';
  const stored = readInstant(asText(value), timezone);
  return (
    <MomentField
      {...{ id, label, disabled, error, usualClock }}
      legend={<OpenLabel label={label} isOpen={isOpen} />}
      value={stored ? `${stored.date}T${stored.clock}` : ''}
      onChange={(moment) => {
        const [day = '', clock = ''] = moment?.split('T') ?? [];
        if (moment === '') set(undefined);
        else if (moment !== null) set(writeInstant(day, clock, timezone));
      }}
    />
  );
}
