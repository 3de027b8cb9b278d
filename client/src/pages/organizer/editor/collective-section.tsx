import type { Json } from '@hoithi/shared/contract/json';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Advanced, ChoiceField, NameField, NumberField, TextField } from './controls.tsx';
import { useRulebook } from './draft-context.ts';
import { asFields, asList, asText, freeId, isOfUnits } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import { ItemList } from './item-list.tsx';
import { PopulationField } from './people-section.tsx';
import rowStyles from './rows.module.css';
import { StandingFields } from './standings-section.tsx';
import { roundIds } from './starters.ts';

const scored = ['persons', 'attempts', 'personsRate', 'meanScore', 'allCorrectRate', 'winners', 'prizePoints'] as const;

const idsOf = (rulebook: Json, of: 'people' | 'units'): string[] =>
  asList(asFields(rulebook).populations)
    .filter((each) => (asFields(each).of ?? 'people') === of)
    .map((each) => asText(asFields(each).id));

/** Units against units: standings by a formula, and targets of participation. */
export function CollectiveSection() {
  const { t } = useTranslation('editor');
  const { rulebook } = useRulebook();
  const [units] = idsOf(rulebook, 'units');
  const [people = 'everyone'] = idsOf(rulebook, 'people');
  return (
    <div className={fieldStyles.stack}>
      <p className={fieldStyles.soft}>{t('collective.lead')}</p>
      {units === undefined ? (
        <p className={fieldStyles.soft}>{t('collective.noUnits')}</p>
      ) : (
        <>
          <h3>{t('collective.standings')}</h3>
          <ItemList
            place="standings"
            shows={(item) => isOfUnits(item, rulebook)}
            empty={t('collective.none')}
            add={[
              {
                label: t('collective.add'),
                make: (items) => newUnitStanding(items, rulebook, t('collective.new'), units, people),
              },
            ]}
            item={(place, item) => (
              <>
                <StandingFields place={place} of="units" />
                <ByField place={place} people={people} />
                {asFields(asFields(item).by).kind === 'formula' && (
                  <FormulaFields place={`${place}.by`} people={people} />
                )}
              </>
            )}
          />
          <h3>{t('collective.targets')}</h3>
          <ItemList
            place="targets"
            empty={t('collective.noTarget')}
            add={[
              {
                label: t('collective.addTarget'),
                make: () => ({ label: { vi: t('collective.newTarget') }, units, people, headcount: 'staff' }),
              },
            ]}
            item={(place) => (
              <>
                <NameField place={`${place}.label`} label={t('collective.targetLabel')} />
                <div className={fieldStyles.pair}>
                  <PopulationField place={`${place}.units`} label={t('collective.units')} of="units" />
                  <PopulationField place={`${place}.people`} label={t('collective.people')} of="people" />
                </div>
                <div className={fieldStyles.pair}>
                  <NumberField
                    place={`${place}.minRate`}
                    label={t('collective.minRate')}
                    max={100}
                    worth={0.01}
                    decimals={2}
                    suffix="%"
                  />
                  <TextField
                    place={`${place}.headcount`}
                    label={t('collective.headcount')}
                    hint={t('collective.headcountHint')}
                    lengthMax={40}
                  />
                </div>
              </>
            )}
          />
        </>
      )}
    </div>
  );
}

const formulaOf = (people: string): Json => {
  const of = { population: people, headcount: 'staff' };
  return {
    kind: 'formula',
    filter: { minPersons: 1, minRate: null, minRateBySize: [], mandatory: [], people: of },
    grouping: 'together',
    comparison: { method: 'plain' },
    metrics: [{ metric: 'personsRate', weight: 100, scale: 'own', people: of }],
  };
};

const newUnitStanding = (items: readonly Json[], rulebook: Json, vi: string, units: string, people: string): Json => ({
  id: freeId('units', items),
  label: { vi },
  population: units,
  over: roundIds(rulebook),
  by: formulaOf(people),
  ties: 'committee',
});

/** Computed by a formula, or named by the committee. */
function ByField({ place, people }: { place: string; people: string }) {
  const { t } = useTranslation('editor');
  const { set } = useRulebook();
  return (
    <ChoiceField
      place={`${place}.by.kind`}
      label={t('collective.by')}
      options={(['formula', 'committee'] as const).map((value) => ({ value, label: t(`collective.bys.${value}`) }))}
      onPick={(picked) => set(`${place}.by`, picked === 'formula' ? formulaOf(people) : { kind: 'committee' })}
    />
  );
}

function FormulaFields({ place, people }: { place: string; people: string }) {
  const { t } = useTranslation('editor');
  const { get, set, mayChange } = useRulebook();
  const metrics = asList(get(`${place}.metrics`));
  return (
    <>
      <fieldset className={fieldStyles.keys}>
        <legend>{t('collective.formula')}</legend>
        <ul className={fieldStyles.stack}>
          {metrics.map((_metric, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of a formula have no names
            <li key={at} className={rowStyles.keyRow}>
              <ChoiceField
                place={`${place}.metrics[${at}].metric`}
                label={t('collective.metric')}
                options={scored.map((value) => ({ value, label: t(`collective.metrics.${value}`) }))}
              />
              <NumberField
                place={`${place}.metrics[${at}].weight`}
                label={t('collective.weight')}
                max={100}
                decimals={4}
                suffix="%"
              />
              <ChoiceField
                place={`${place}.metrics[${at}].scale`}
                label={t('collective.scale')}
                options={(['own', 'best'] as const).map((value) => ({ value, label: t(`collective.scales.${value}`) }))}
              />
              <PopulationField
                place={`${place}.metrics[${at}].people.population`}
                label={t('collective.whose')}
                of="people"
              />
              {mayChange && metrics.length > 1 && (
                <Button kind="quiet" onClick={() => set(`${place}.metrics`, metrics.toSpliced(at, 1))}>
                  {t('remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {mayChange && metrics.length < scored.length && (
          <div>
            <Button
              kind="quiet"
              onClick={() =>
                set(`${place}.metrics`, [
                  ...metrics,
                  { metric: 'meanScore', weight: 50, scale: 'own', people: { population: people, headcount: 'staff' } },
                ])
              }
            >
              {t('collective.addMetric')}
            </Button>
          </div>
        )}
      </fieldset>
      <div className={fieldStyles.pair}>
        <ChoiceField
          place={`${place}.grouping`}
          label={t('collective.grouping')}
          options={(['together', 'level', 'block'] as const).map((value) => ({
            value,
            label: t(`collective.groupings.${value}`),
          }))}
        />
        <NumberField place={`${place}.filter.minPersons`} label={t('collective.minPersons')} min={1} max={1_000_000} />
      </div>
      <Advanced>
        <NumberField
          place={`${place}.filter.minRate`}
          label={t('collective.filterRate')}
          max={100}
          worth={0.01}
          decimals={2}
          empty={null}
          suffix="%"
        />
        <ChoiceField
          place={`${place}.comparison.method`}
          label={t('collective.comparison')}
          hint={t('collective.comparisonHint')}
          options={(['plain', 'wilson'] as const).map((value) => ({
            value,
            label: t(`collective.comparisons.${value}`),
          }))}
          onPick={(picked) =>
            set(`${place}.comparison`, picked === 'wilson' ? { method: 'wilson', z: 1.96 } : { method: 'plain' })
          }
        />
      </Advanced>
    </>
  );
}
