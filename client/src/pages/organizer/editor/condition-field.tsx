import type { Json } from '@hoithi/shared/contract/json';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { CheckBox } from '../../../ui/field.tsx';
import { ChoiceField, NameField, NumberField, SeveralField, TextField } from './controls.tsx';
import { useDraft, useRulebook } from './draft-context.ts';
import { asFields, asList, asText, nameOf } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import { excludedRoles } from './role-ids.ts';
import rowStyles from './rows.module.css';

export const conditionKinds = [
  'everybody',
  'field',
  'number',
  'age',
  'unit',
  'role',
  'population',
  'qualified',
  'won',
  'roster',
] as const;
type Kind = (typeof conditionKinds)[number];
const ofUnits: readonly Kind[] = ['everybody', 'unit', 'population', 'qualified'];

/** Who belongs to a group: conditions that hold together, or one of which is enough, each a line that reads as a sentence. */
export function ConditionField({ place, units }: { place: string; units: boolean }) {
  const { t } = useTranslation('editor');
  const { get, set, mayChange } = useRulebook();
  const condition = asFields(get(place));
  const isGroup = condition.kind === 'all' || condition.kind === 'any';
  const parts = isGroup ? asList(condition.of) : [];
  const add = () =>
    isGroup
      ? set(`${place}.of`, [...parts, { kind: 'everybody' }])
      : set(place, { kind: 'all', of: [condition as Json, { kind: 'everybody' }] });
  const remove = (at: number) => {
    const left = parts.toSpliced(at, 1);
    set(place, left.length === 1 ? left[0] : { ...condition, of: left });
  };
  return (
    <div className={rowStyles.conditions}>
      {isGroup ? (
        <>
          <ChoiceField
            place={`${place}.kind`}
            label={t('condition.together')}
            options={(['all', 'any'] as const).map((value) => ({ value, label: t(`condition.${value}`) }))}
          />
          <ul className={fieldStyles.stack}>
            {parts.map((part, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no names, and their order is theirs
              <li key={at} className={rowStyles.condition}>
                {['all', 'any'].includes(asText(asFields(part).kind)) ? (
                  <ConditionField place={`${place}.of[${at}]`} units={units} />
                ) : (
                  <OneCondition place={`${place}.of[${at}]`} units={units} />
                )}
                {mayChange && (
                  <Button kind="quiet" onClick={() => remove(at)}>
                    {t('condition.remove')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <OneCondition place={place} units={units} />
      )}
      {mayChange && (
        <div>
          <Button kind="quiet" onClick={add}>
            {t('condition.add')}
          </Button>
        </div>
      )}
    </div>
  );
}

function OneCondition({ place, units }: { place: string; units: boolean }) {
  const { t } = useTranslation('editor');
  const { get, set, rulebook, mayChange } = useRulebook();
  const condition = asFields(get(place));
  const isNot = condition.kind === 'not';
  const inner = isNot ? `${place}.of` : place;
  const simple = asFields(get(inner));
  const kinds = units ? ofUnits : conditionKinds;
  const choose = (kind: Kind) => set(inner, firstOf(kind, rulebook));
  return (
    <div className={fieldStyles.stack}>
      <ChoiceField<Kind>
        place={`${inner}.kind`}
        label={t('condition.kind')}
        options={kinds.map((value) => ({ value, label: t(`condition.kinds.${value}`) }))}
        onPick={choose}
      />
      <ConditionParts place={inner} kind={asText(simple.kind) as Kind} />
      {simple.kind !== 'everybody' && (
        <CheckBox
          label={t('condition.not')}
          checked={isNot}
          disabled={!mayChange}
          onChange={() => set(place, isNot ? (condition.of as Json) : { kind: 'not', of: condition as Json })}
        />
      )}
    </div>
  );
}

const firstId = (list: unknown): string => asText(asFields(asList(list as Json)[0]).id);

/** A condition of a kind as far as it can be said without asking. */
function firstOf(kind: Kind, rulebook: Json): Json {
  const book = asFields(rulebook);
  switch (kind) {
    case 'field':
      return { kind, field: firstId(asList(book.fields).filter((field) => asFields(field).kind === 'choice')) };
    case 'number':
      return { kind, field: firstId(asList(book.fields).filter((field) => asFields(field).kind === 'number')) };
    case 'population':
      return { kind, population: firstId(asList(book.populations).slice(1)) };
    case 'qualified':
      return { kind, standing: firstId(book.standings), top: 10, per: 'standing', ties: 'all' };
    case 'won':
      return { kind, award: firstId(book.awards) };
    case 'roster':
      return { kind, roster: 'list' };
    default:
      return { kind };
  }
}

/** What a kind of condition asks besides. */
function ConditionParts({ place, kind }: { place: string; kind: Kind }) {
  const { t } = useTranslation(['editor', 'common']);
  const { rulebook, get } = useRulebook();
  const { content, choices } = useDraft();
  const book = asFields(rulebook);
  const named = (list: unknown) =>
    asList(list as Json).map((each) => ({ value: asText(asFields(each).id), label: nameOf(each) }));
  const fields = asList(book.fields);
  switch (kind) {
    case 'field': {
      const field = fields.find((each) => asFields(each).id === get(`${place}.field`));
      return (
        <>
          <ChoiceField
            place={`${place}.field`}
            label={t('condition.field')}
            options={named(fields.filter((each) => asFields(each).kind === 'choice'))}
          />
          <SeveralField place={`${place}.in`} label={t('condition.in')} options={named(asFields(field).choices)} />
        </>
      );
    }
    case 'number':
      return (
        <>
          <ChoiceField
            place={`${place}.field`}
            label={t('condition.field')}
            options={named(fields.filter((each) => asFields(each).kind === 'number'))}
          />
          <Bounds place={place} max={1e9} />
        </>
      );
    case 'age':
      return <Bounds place={place} max={130} />;
    case 'unit': {
      const { units } = content;
      const set = units.kind === 'set' ? choices.unitSets.find((each) => each.set === units.set) : undefined;
      return (
        <SeveralField
          place={`${place}.levels`}
          label={t('condition.levels')}
          hint={set ? undefined : t('condition.levelsHint')}
          options={(set?.levels ?? usualLevels.map((id) => ({ id }))).map(({ id }) => ({
            value: id,
            label: t(`common:unitLevel.${id}` as 'common:product', { defaultValue: id }),
          }))}
        />
      );
    }
    case 'role':
      return (
        <SeveralField
          place={`${place}.in`}
          label={t('condition.roles')}
          options={excludedRoles.map((value) => ({ value, label: t(`common:role.${value}`) }))}
        />
      );
    case 'population':
      return (
        <ChoiceField place={`${place}.population`} label={t('condition.group')} options={named(book.populations)} />
      );
    case 'qualified':
      return (
        <>
          <NumberField place={`${place}.top`} label={t('condition.top')} min={1} max={1_000_000} />
          <ChoiceField place={`${place}.standing`} label={t('condition.standing')} options={named(book.standings)} />
          <ChoiceField
            place={`${place}.per`}
            label={t('condition.per')}
            options={(['standing', 'unit', 'block'] as const).map((value) => ({
              value,
              label: t(`condition.pers.${value}`),
            }))}
            read={(value) => (asText(value as Json) || 'standing') as 'standing'}
          />
          <ChoiceField
            place={`${place}.ties`}
            label={t('condition.ties')}
            options={(['all', 'decide'] as const).map((value) => ({ value, label: t(`condition.tie.${value}`) }))}
          />
        </>
      );
    case 'won':
      return <ChoiceField place={`${place}.award`} label={t('condition.award')} options={named(book.awards)} />;
    case 'roster':
      return (
        <>
          <NameField place={`${place}.label`} label={t('condition.roster')} hint={t('condition.rosterHint')} />
          <TextField place={`${place}.roster`} label={t('condition.rosterId')} lengthMax={40} />
        </>
      );
    default:
      return null;
  }
}

const usualLevels = ['AGENCY', 'DISTRICT', 'COMMUNE', 'SERVICE_UNIT', 'SCHOOL'];

function Bounds({ place, max }: { place: string; max: number }) {
  const { t } = useTranslation('editor');
  return (
    <div className={fieldStyles.pair}>
      <NumberField place={`${place}.min`} label={t('condition.min')} max={max} />
      <NumberField place={`${place}.max`} label={t('condition.max')} max={max} />
    </div>
  );
}
