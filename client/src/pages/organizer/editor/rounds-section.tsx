import type { Json } from '@hoithi/shared/contract/json';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Advanced, ChoiceField, NameField, NumberField, ToggleField } from './controls.tsx';
import { useRulebook } from './draft-context.ts';
import { asFields, asList, asText, freeId, idOf, isOfUnits } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import { InstantField } from './instant-field.tsx';
import itemStyles from './item-list.module.css';
import { ItemList } from './item-list.tsx';
import { PartsField } from './parts-field.tsx';
import { PopulationField } from './people-section.tsx';
import { PublishField } from './publish-field.tsx';
import { addFinal, newRound } from './starters.ts';
import { WindowsField } from './windows-field.tsx';

const ways = ['best', 'last', 'first'] as const;
type Way = (typeof ways)[number];
const keysOf: Record<Way, Json> = {
  best: [
    { metric: 'points', order: 'most' },
    { metric: 'elapsed', order: 'least' },
    { metric: 'submittedAt', order: 'least' },
  ],
  last: [{ metric: 'submittedAt', order: 'most' }],
  first: [{ metric: 'submittedAt', order: 'least' }],
};

/** When people sit what, how long, how often. */
export function RoundsSection() {
  const { t } = useTranslation('editor');
  const { rulebook, edit, mayChange, get } = useRulebook();
  const standing = asList(get('standings')).find((each) => !isOfUnits(each, rulebook));
  return (
    <div className={fieldStyles.stack}>
      <ItemList
        place="rounds"
        empty={t('rounds.none')}
        about={(item) => t(asFields(item).kind === 'series' ? 'rounds.series' : 'rounds.one')}
        add={[
          {
            label: t('rounds.add'),
            make: (items) => newRound(rulebook, t('rounds.newRound', { n: items.length + 1 }), 'round'),
          },
          { label: t('rounds.addSeries'), make: () => newRound(rulebook, t('rounds.newSeries'), 'series') },
        ]}
        copy={(item, items) => ({
          ...asFields(item),
          id: freeId(asText(asFields(item).id).replace(/-\d+$/, ''), items),
          label: { vi: t('rounds.newRound', { n: items.length + 1 }) },
          window: {},
        })}
        item={(place, item) => <RoundFields place={place} round={item} />}
      />
      {mayChange && standing !== undefined && (
        <div className={itemStyles.adds}>
          <Button
            onClick={() =>
              edit((before) =>
                addFinal(before, idOf(standing), {
                  label: t('rounds.final'),
                  finalists: t('rounds.finalists'),
                  standing: t('rounds.finalStanding'),
                  award: t('rounds.finalAward'),
                  top: 10,
                  per: 'block',
                }),
              )
            }
          >
            {t('rounds.addFinal')}
          </Button>
        </div>
      )}
    </div>
  );
}

function RoundFields({ place, round }: { place: string; round: Json }) {
  const { t } = useTranslation('editor');
  const { get, set } = useRulebook();
  const isSeries = asFields(round).kind === 'series';
  const hasQuiz = asList(asFields(round).parts).some((part) => asFields(part).kind === 'quiz');
  const readWay = (): Way | '' =>
    ways.find((way) => JSON.stringify(asList(get(`${place}.counted.by`))) === JSON.stringify(keysOf[way])) ?? '';
  return (
    <>
      <NameField
        place={`${place}.label`}
        label={t('rounds.label')}
        hint={isSeries ? t('rounds.seriesLabel') : undefined}
      />
      <PopulationField place={`${place}.admits`} label={t('rounds.admits')} of="people" />
      {isSeries ? (
        <WindowsField place={place} />
      ) : (
        <div className={fieldStyles.pair}>
          <InstantField
            place={`${place}.window.opensAt`}
            label={t('rounds.opens')}
            usualClock="08:00"
            more={[`${place}.window`]}
          />
          <InstantField place={`${place}.window.closesAt`} label={t('rounds.closes')} usualClock="20:00" />
        </div>
      )}
      <PartsField place={place} />
      {hasQuiz && (
        <div className={fieldStyles.pair}>
          <NumberField
            place={`${place}.time.limitSeconds`}
            label={t('rounds.minutes')}
            hint={t('rounds.minutesHint')}
            worth={60}
            min={0.2}
            max={1440}
            decimals={1}
            empty={null}
            suffix={t('suffix.minutes')}
          />
          <LimitField place={place} per="round" />
        </div>
      )}
      <PublishField place={`${place}.publish`} />
      {hasQuiz && (
        <Advanced label={t('rounds.advanced')}>
          <div className={fieldStyles.pair}>
            <LimitField place={place} per="day" />
            <LimitField place={place} per="contest" />
          </div>
          <ChoiceField<Way>
            place={`${place}.counted.by`}
            label={t('rounds.counted')}
            hint={t('rounds.countedHint')}
            options={ways.map((value) => ({ value, label: t(`rounds.ways.${value}`) }))}
            read={readWay}
            onPick={(way) => set(`${place}.counted.by`, keysOf[way])}
          />
          <ToggleField place={`${place}.counted.completeOnly`} label={t('rounds.completeOnly')} />
          <NumberField
            place={`${place}.attempts.coolDownSeconds`}
            label={t('rounds.coolDown')}
            worth={60}
            max={1440}
            suffix={t('suffix.minutes')}
          />
          <NumberField
            place={`${place}.capacity.max`}
            label={t('rounds.capacity')}
            hint={t('rounds.capacityHint')}
            min={1}
            max={1_000_000}
            drops={`${place}.capacity`}
          />
          <ChoiceField
            place={`${place}.time.resolution`}
            label={t('rounds.resolution')}
            hint={t('rounds.resolutionHint')}
            options={(['second', 'tenth', 'millisecond'] as const).map((value) => ({
              value,
              label: t(`rounds.resolutions.${value}`),
            }))}
            read={(value) => (asText(value as Json) || 'second') as 'second'}
          />
          <p className={fieldStyles.soft}>{t('rounds.lag')}</p>
        </Advanced>
      )}
    </>
  );
}

/** How many attempts a round, a day or the contest allows; empty: as many as one likes. */
function LimitField({ place, per }: { place: string; per: 'round' | 'day' | 'contest' }) {
  const { t } = useTranslation('editor');
  const { get, set, mayChange } = useRulebook();
  const at = `${place}.attempts.limits`;
  const limits = asList(get(at));
  const index = limits.findIndex((each) => asFields(each).per === per);
  if (index !== -1)
    return (
      <div className={fieldStyles.stack}>
        <NumberField
          place={`${at}[${index}].max`}
          label={t(`rounds.limit.${per}`)}
          min={1}
          max={10_000}
          suffix={t('suffix.attempts')}
        />
        {per !== 'round' && mayChange && (
          <Button kind="quiet" onClick={() => set(at, limits.toSpliced(index, 1))}>
            {t('rounds.noLimit')}
          </Button>
        )}
      </div>
    );
  return (
    <Button disabled={!mayChange} onClick={() => set(at, [...limits, { max: 1, per }])}>
      {t(`rounds.addLimit.${per}`)}
    </Button>
  );
}
