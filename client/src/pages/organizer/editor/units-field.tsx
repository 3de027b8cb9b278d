import { useTranslation } from 'react-i18next';
import { writeDate } from '../../../ui/date-text.ts';
import { Select } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useOrganizer } from '../organizer-connection.ts';
import { useDraft } from './draft-context.ts';
import fieldStyles from './fields.module.css';
import { OwnUnits } from './own-units.tsx';

/** Where the units come from: a set with its days, another contest, or none until a table is loaded. */
export function UnitsField() {
  const { t } = useTranslation('editor');
  const { content, change, choices, mayChange } = useDraft();
  const { view } = useOrganizer();
  const { local, number } = useFormat();
  const { units } = content;
  const value =
    units.kind === 'own'
      ? 'own'
      : units.kind === 'set'
        ? `set ${units.set}`
        : units.kind === 'contest'
          ? `contest ${units.contestId}`
          : 'none';
  const choose = (picked: string) => {
    const [kind, id = ''] = picked.split(' ');
    change((before) => ({
      ...before,
      units:
        kind === 'set'
          ? { kind, set: id }
          : kind === 'contest'
            ? { kind, contestId: id }
            : kind === 'own'
              ? { kind }
              : { kind: 'none' },
    }));
  };
  const set = units.kind === 'set' ? choices.unitSets.find((each) => each.set === units.set) : undefined;
  return (
    <div className={fieldStyles.stack}>
      <Select
        id="field-units"
        label={t('units.from')}
        value={value}
        disabled={!mayChange}
        options={[
          { value: 'none', label: t('units.none') },
          { value: 'own', label: t('units.own') },
          ...choices.unitSets.map((each) => ({
            value: `set ${each.set}`,
            label: t('units.set', { name: each.name, units: number(each.units), count: each.units }),
          })),
          ...view.contests.map(({ contest }) => ({
            value: `contest ${contest.contestId}`,
            label: t('units.contest', { name: local(contest.name) }),
          })),
        ]}
        onChange={(event) => choose(event.target.value)}
      />
      {set?.validTo && <p className={fieldStyles.warning}>{t('units.until', { day: writeDate(set.validTo) })}</p>}
      {units.kind === 'own' && (
        <OwnUnits
          sources={[
            ...choices.unitSets.map((each) => ({ value: { kind: 'set', set: each.set } as const, label: each.name })),
            ...view.contests.map(({ contest }) => ({
              value: { kind: 'contest', contestId: contest.contestId } as const,
              label: local(contest.name),
            })),
          ]}
        />
      )}
      {units.kind === 'none' && <p className={fieldStyles.soft}>{t('units.noneText')}</p>}
    </div>
  );
}
