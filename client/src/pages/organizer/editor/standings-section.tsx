import type { Json } from '@hoithi/shared/contract/json';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { ChoiceField, NameField, SeveralField } from './controls.tsx';
import { useRulebook } from './draft-context.ts';
import { asFields, asList, asText, isOfUnits, nameOf } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import { ItemList } from './item-list.tsx';
import { PopulationField } from './people-section.tsx';
import rowStyles from './rows.module.css';
import { newStanding } from './starters.ts';

const metrics = [
  'points',
  'right',
  'wrong',
  'allRight',
  'elapsed',
  'submittedAt',
  'startedAt',
  'registeredAt',
  'predictionError',
  'attempts',
  'perfectAttempts',
  'place',
  'column',
] as const;
type Metric = (typeof metrics)[number];
/** What is ahead with the larger number. */
const most: ReadonlySet<Metric> = new Set(['points', 'right', 'allRight', 'perfectAttempts', 'attempts', 'column']);
const folds = ['only', 'sum', 'best', 'count'] as const;

/** Who is ahead of whom: a group, some rounds, and the keys one after the other. */
export function StandingsSection() {
  const { t } = useTranslation('editor');
  const { rulebook } = useRulebook();
  return (
    <ItemList
      place="standings"
      shows={(item) => !isOfUnits(item, rulebook)}
      empty={t('standings.none')}
      about={(item) => {
        const group = asList(asFields(rulebook).populations).find(
          (each) => asFields(each).id === asFields(item).population,
        );
        return group === undefined ? '' : nameOf(group);
      }}
      add={[{ label: t('standings.add'), make: () => newStanding(rulebook, t('standings.new')) }]}
      item={(place) => <StandingFields place={place} of="people" />}
    />
  );
}

export function StandingFields({ place, of }: { place: string; of: 'people' | 'units' }) {
  const { t } = useTranslation('editor');
  const { get } = useRulebook();
  const rounds = asList(get('rounds'));
  const isByKeys = get(`${place}.by.kind`) === 'keys';
  return (
    <>
      <NameField place={`${place}.label`} label={t('standings.label')} />
      <PopulationField place={`${place}.population`} label={t('standings.population')} of={of} />
      <SeveralField
        place={`${place}.over`}
        label={t('standings.over')}
        options={rounds.map((round) => ({
          value: asText(asFields(round).id),
          label: nameOf(round).replace('{n}', '1, 2, …'),
        }))}
      />
      <div className={fieldStyles.pair}>
        <ChoiceField
          place={`${place}.each`}
          label={t('standings.each')}
          options={(['all', 'round', 'day', 'week', 'month'] as const).map((value) => ({
            value,
            label: t(`standings.eachs.${value}`),
          }))}
          read={(value) => (asText(value as Json) || 'all') as 'all'}
          write={(value) => (value === 'all' ? undefined : value)}
        />
        <ChoiceField
          place={`${place}.ties`}
          label={t('standings.ties')}
          hint={t('standings.tiesHint')}
          options={(['committee', 'draw', 'shared', 'sudden-death'] as const).map((value) => ({
            value,
            label: t(`standings.tie.${value}`),
          }))}
        />
      </div>
      {isByKeys && <KeysField place={`${place}.by.keys`} />}
    </>
  );
}

/** The keys in their order; each moved up by a button, so that it works without a mouse. */
function KeysField({ place }: { place: string }) {
  const { t } = useTranslation('editor');
  const { get, set, mayChange } = useRulebook();
  const keys = asList(get(place));
  const move = (at: number) => set(place, keys.toSpliced(at, 1).toSpliced(at - 1, 0, keys[at] as Json));
  return (
    <fieldset className={fieldStyles.keys}>
      <legend>{t('standings.keys')}</legend>
      <ol className={fieldStyles.stack}>
        {keys.map((key, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: keys have no names, and their order is theirs
          <li key={at} className={rowStyles.keyRow}>
            <ChoiceField<Metric>
              place={`${place}[${at}].metric`}
              label={t(at === 0 ? 'standings.first' : 'standings.then')}
              options={metrics.map((value) => ({ value, label: t(`standings.metrics.${value}`) }))}
              onPick={(metric) =>
                set(`${place}[${at}]`, {
                  ...asFields(key),
                  metric,
                  order: most.has(metric) ? 'most' : 'least',
                })
              }
            />
            <ChoiceField
              place={`${place}[${at}].order`}
              label={t('standings.order')}
              options={(['most', 'least'] as const).map((value) => ({ value, label: t(`standings.orders.${value}`) }))}
            />
            <ChoiceField
              place={`${place}[${at}].fold`}
              label={t('standings.fold')}
              options={folds.map((value) => ({ value, label: t(`standings.folds.${value}`) }))}
              read={(value) => (asText(value as Json) || 'only') as 'only'}
            />
            <KeyName place={`${place}[${at}]`} metric={asText(asFields(key).metric) as Metric} />
            {mayChange && (
              <span className={rowStyles.keyActions}>
                {at > 0 && (
                  <Button kind="quiet" aria-label={t('standings.upOf', { n: at + 1 })} onClick={() => move(at)}>
                    {t('standings.up')}
                  </Button>
                )}
                {keys.length > 1 && (
                  <Button
                    kind="quiet"
                    aria-label={t('standings.removeKey', { n: at + 1 })}
                    onClick={() => set(place, keys.toSpliced(at, 1))}
                  >
                    {t('remove')}
                  </Button>
                )}
              </span>
            )}
          </li>
        ))}
      </ol>
      {mayChange && (
        <div>
          <Button kind="quiet" onClick={() => set(place, [...keys, { metric: 'submittedAt', order: 'least' }])}>
            {t('standings.addKey')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** Which show or which column a key counts. */
function KeyName({ place, metric }: { place: string; metric: Metric }) {
  const { t } = useTranslation('editor');
  const { get } = useRulebook();
  if (metric !== 'place' && metric !== 'column') return null;
  const parts = asList(get('rounds')).flatMap((round) => asList(asFields(round).parts));
  const names =
    metric === 'place'
      ? parts.filter((part) => asFields(part).kind === 'show')
      : parts.flatMap((part) => asList(asFields(part).columns));
  return (
    <ChoiceField
      place={`${place}.${metric === 'place' ? 'show' : 'column'}`}
      label={t(metric === 'place' ? 'standings.ofShow' : 'standings.ofColumn')}
      options={names.map((each) => ({ value: asText(asFields(each).id), label: nameOf(each) }))}
    />
  );
}
