import type { PublicResults } from '@hoithi/shared/contract/results';
import { foldText } from '@hoithi/shared/rules/fold';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Card } from '../../../ui/card.tsx';
import { Field, Select } from '../../../ui/field.tsx';
import { Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { filterUnits, type UnitRow } from './filter-units.ts';
import styles from './units.module.css';
import { useUnitColumns } from './use-unit-columns.tsx';

const every = 'ALL';

/** Participation by unit: every rate beside its denominator and that one's date. SPEC F4. */
export function UnitTable({ units }: { units: PublicResults['units'] }) {
  const { t } = useTranslation(['results', 'common']);
  const { number } = useFormat();
  const levelName = useLevelName();
  const ordered = useMemo(() => orderUnits(units), [units]);
  const levels = useMemo(() => [...new Set(ordered.map((unit) => unit.level))], [ordered]);
  const [level, setLevel] = useState<string>(levels.includes('DISTRICT') ? 'DISTRICT' : every);
  const columns = useUnitColumns(level === every);
  const [query, setQuery] = useState('');
  const shown = useMemo(() => filterUnits(ordered, level === every ? null : level, query), [ordered, level, query]);
  const choices = [
    { value: every, label: t('units.allLevels') },
    ...levels.map((each) => ({ value: each, label: levelName(each) })),
  ];
  return (
    <Card id="units" title={t('units.title')} className={styles.units}>
      <p className={styles.unitsText}>{t('units.text')}</p>
      <div className={styles.unitsFind}>
        <Field
          type="search"
          label={t('units.search')}
          value={query}
          autoComplete="off"
          onChange={(event) => setQuery(event.target.value)}
        />
        <Select
          label={t('units.level')}
          value={level}
          options={choices}
          onChange={(event) => setLevel(event.target.value)}
        />
      </div>
      <output className={styles.unitsShown}>
        {t('units.shown', { count: units.length, shown: number(shown.length), all: number(units.length) })}
      </output>
      <Table
        caption={t('units.caption')}
        captionHidden
        columns={columns}
        rows={shown}
        rowKey={(unit) => unit.code}
        empty={t('units.none')}
      />
    </Card>
  );
}

const fromTheTop = ['PROVINCE', 'BLOCK', 'DISTRICT', 'AGENCY', 'COMMUNE', 'SCHOOL'];

/** Units as they stand before anybody sorts: level by level from the province down, the best rate first, unranked last. */
function orderUnits(units: readonly UnitRow[]): UnitRow[] {
  const place = (unit: UnitRow) => fromTheTop.indexOf(unit.level);
  return [...units].sort(
    (a, b) =>
      place(a) - place(b) ||
      (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER) ||
      foldText(a.name).localeCompare(foldText(b.name)),
  );
}
