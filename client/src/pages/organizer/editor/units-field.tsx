import { useTranslation } from 'react-i18next';
import { Select } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useOrganizer } from '../organizer-connection.ts';
import { useDraft } from './draft-context.ts';
import styles from './page.module.css';
import { writeDate } from './zoned-text.ts';

/** Where the units come from: a set with its days, another contest, or none until a table is loaded. */
export function UnitsField() {
  const { t } = useTranslation('editor');
  const { content, change, choices, mayChange } = useDraft();
  const { view } = useOrganizer();
  const { local, number } = useFormat();
  const { units } = content;
  const value =
    units.kind === 'set' ? `set ${units.set}` : units.kind === 'contest' ? `contest ${units.contestId}` : 'none';
  const choose = (picked: string) => {
    const [kind, id = ''] = picked.split(' ');
    change((before) => ({
      ...before,
      units: kind === 'set' ? { kind, set: id } : kind === 'contest' ? { kind, contestId: id } : { kind: 'none' },
    }));
  };
  const set = units.kind === 'set' ? choices.unitSets.find((each) => each.set === units.set) : undefined;
  return (
    <div className={styles.stack}>
      <Select
        id="field-units"
        label={t('units.from')}
        value={value}
        disabled={!mayChange}
        options={[
          { value: 'none', label: t('units.none') },
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
      {set?.validTo && <p className={styles.warning}>{t('units.until', { day: writeDate(set.validTo) })}</p>}
      {units.kind === 'none' && <p className={styles.soft}>{t('units.noneText')}</p>}
    </div>
  );
}
