import type { Json } from '@hoithi/shared/contract/json';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { CheckBox } from '../../../ui/field.tsx';
import { ConditionField } from './condition-field.tsx';
import { Advanced, ChoiceField, NameField, NumberField, ToggleField } from './controls.tsx';
import { useRulebook } from './draft-context.ts';
import { asFields, asList, freeId, idOf, nameOf } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import itemStyles from './item-list.module.css';
import { ItemList } from './item-list.tsx';
import rowStyles from './rows.module.css';
import { splitByChoices } from './starters.ts';
import { UnitsField } from './units-field.tsx';

const knownFields = ['name', 'unit', 'birthDate', 'address', 'nationalId', 'email', 'jobTitle'] as const;

/** What contestants state, the groups they form, and where the units come from. */
export function PeopleSection() {
  const { t } = useTranslation('editor');
  return (
    <div className={fieldStyles.stack}>
      <h3>{t('people.fields')}</h3>
      <KnownFields />
      <OwnFields />
      <h3>{t('people.populations')}</h3>
      <p className={fieldStyles.soft}>{t('people.populationsLead')}</p>
      <ItemList
        place="populations"
        empty={t('people.noPopulation')}
        about={(item) => (asFields(item).of === 'units' ? t('people.ofUnits') : t('people.ofPeople'))}
        fixed={(at) => at === 0}
        add={[
          { label: t('people.addPopulation'), make: (items) => newPopulation(items, t('people.newPopulation'), false) },
          { label: t('people.addUnits'), make: (items) => newPopulation(items, t('people.newUnits'), true) },
        ]}
        item={(place, item) => (
          <>
            <NameField place={`${place}.label`} label={t('people.label')} />
            <ConditionField place={`${place}.where`} units={asFields(item).of === 'units'} />
          </>
        )}
      />
      <h3>{t('units.title')}</h3>
      <UnitsField />
    </div>
  );
}

const newPopulation = (items: readonly Json[], vi: string, units: boolean): Json => ({
  id: freeId(units ? 'units' : 'group', items),
  label: { vi },
  ...(units ? { of: 'units' } : {}),
  where: { kind: 'everybody' },
});

/** Fields that the product knows, as boxes to tick. */
function KnownFields() {
  const { t } = useTranslation(['editor', 'common']);
  const { get, set, mayChange } = useRulebook();
  const fields = asList(get('fields'));
  const at = (name: string) => fields.findIndex((each) => asFields(each).field === name);
  const toggle = (name: string) => {
    const index = at(name);
    set('fields', index === -1 ? [...fields, { kind: 'known', field: name }] : fields.toSpliced(index, 1));
  };
  return (
    <div className={fieldStyles.chips}>
      {knownFields.map((name) => (
        <CheckBox
          key={name}
          label={t(`common:profileField.${name}`)}
          checked={at(name) !== -1}
          disabled={!mayChange}
          onChange={() => toggle(name)}
        />
      ))}
    </div>
  );
}

/** Fields of the rulebook's own: choices such as the audience or the grade, numbers, texts. */
function OwnFields() {
  const { t } = useTranslation('editor');
  const own = (kind: string, vi: string) => (items: readonly Json[]) => ({
    kind,
    id: freeId(kind, items),
    label: { vi },
    ...(kind === 'choice' ? { choices: [] } : {}),
    ...(kind === 'number' ? { min: 0, max: 100 } : {}),
  });
  return (
    <ItemList
      place="fields"
      shows={(item) => asFields(item).kind !== 'known'}
      empty={t('people.noOwnField')}
      about={(item) => t(`people.kinds.${asFields(item).kind as 'choice'}`)}
      add={[
        { label: t('people.addChoice'), make: own('choice', t('people.newChoice')) },
        { label: t('people.addNumber'), make: own('number', t('people.newNumber')) },
        { label: t('people.addText'), make: own('text', t('people.newText')) },
      ]}
      item={(place, item) => (
        <>
          <NameField place={`${place}.label`} label={t('people.fieldLabel')} />
          {asFields(item).kind === 'choice' && <Choices place={place} field={item} />}
          {asFields(item).kind === 'number' && (
            <div className={fieldStyles.pair}>
              <NumberField place={`${place}.min`} label={t('condition.min')} min={-1e9} />
              <NumberField place={`${place}.max`} label={t('condition.max')} min={-1e9} />
            </div>
          )}
          <Advanced>
            <ToggleField place={`${place}.required`} label={t('people.required')} usual />
          </Advanced>
        </>
      )}
    />
  );
}

/** The choices of a field, one in a line; and one press that makes a group, a standing and prizes of each. */
function Choices({ place, field }: { place: string; field: Json }) {
  const { t } = useTranslation('editor');
  const { get, set, edit, mayChange } = useRulebook();
  const choices = asList(get(`${place}.choices`));
  const words = {
    standing: (of: string) => t('people.splitStanding', { of }),
    award: (of: string) => t('people.splitAward', { of }),
  };
  return (
    <div className={fieldStyles.stack}>
      {choices.map((choice, at) => (
        <div key={idOf(choice)} className={rowStyles.row}>
          <NameField place={`${place}.choices[${at}].label`} label={t('people.choice', { n: at + 1 })} />
          {mayChange && (
            <Button
              kind="quiet"
              aria-label={`${t('remove')}: ${nameOf(choice)}`}
              onClick={() => set(`${place}.choices`, choices.toSpliced(at, 1))}
            >
              {t('remove')}
            </Button>
          )}
        </div>
      ))}
      {mayChange && (
        <div className={itemStyles.adds}>
          <Button
            onClick={() => set(`${place}.choices`, [...choices, { id: freeId('c', choices), label: { vi: '' } }])}
          >
            {t('people.addAnswer')}
          </Button>
          {choices.length > 1 && (
            <Button onClick={() => edit((rulebook) => splitByChoices(rulebook, get(place) ?? field, words))}>
              {t('people.split')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** A population by name, for rounds, papers, standings. */
export function PopulationField({
  place,
  label,
  of,
  hint,
}: {
  place: string;
  label: string;
  of: 'people' | 'units';
  hint?: string;
}) {
  const { get } = useRulebook();
  const options = asList(get('populations'))
    .filter((each) => (asFields(each).of ?? 'people') === of)
    .map((each) => ({ value: idOf(each), label: nameOf(each) }));
  return <ChoiceField place={place} label={label} options={options} hint={hint} />;
}
