import type { Json } from '@hoithi/shared/contract/json';
import { useTranslation } from 'react-i18next';
import { ChoiceField, NumberField, TextField } from './controls.tsx';
import { useRulebook } from './draft-context.ts';
import { asText } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import { InstantField } from './instant-field.tsx';

const kinds = ['days-after', 'at-close', 'at', 'by-hand'] as const;
type Kind = (typeof kinds)[number];
const firstOf: Record<Kind, Json> = {
  'days-after': { kind: 'days-after', days: 1, clock: '08:00' },
  'at-close': { kind: 'at-close' },
  at: { kind: 'at' },
  'by-hand': { kind: 'by-hand' },
};

/** When the result of a round is published. */
export function PublishField({ place }: { place: string }) {
  const { t } = useTranslation('editor');
  const { get, set } = useRulebook();
  const kind = asText(get(`${place}.kind`));
  return (
    <div className={fieldStyles.pair}>
      <ChoiceField<Kind>
        place={`${place}.kind`}
        label={t('publish.when')}
        options={kinds.map((value) => ({ value, label: t(`publish.kinds.${value}`) }))}
        onPick={(picked) => set(place, firstOf[picked])}
      />
      {kind === 'days-after' && (
        <div className={fieldStyles.pair}>
          <NumberField place={`${place}.days`} label={t('publish.days')} max={365} suffix={t('suffix.days')} />
          <TextField place={`${place}.clock`} label={t('publish.clock')} lengthMax={5} />
        </div>
      )}
      {kind === 'at' && <InstantField place={`${place}.instant`} label={t('publish.instant')} usualClock="08:00" />}
    </div>
  );
}
