import type { ListedUnit } from '@hoithi/shared/contract/organizer';
import type { ContestCard } from '@hoithi/shared/contract/public';
import { foldUnitName } from '@hoithi/shared/rules/units/unit-names';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { formatDate } from '../../../ui/format.ts';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { useOrganizer } from '../organizer-connection.ts';
import { MergeDialog } from './merge-dialog.tsx';
import styles from './page.module.css';

const shownMax = 60;

/** Every entry of the unit list, found by name or code; two that mean one can be merged. SPEC U3, U7, U8. */
export function UnitList({ contest }: { contest: ContestCard }) {
  const { t } = useTranslation('organizer');
  const { number } = useFormat();
  const { namespace } = useOrganizer();
  const words = useRefusalText();
  const [listed, setListed] = useState<{ units: ListedUnit[]; mayChange: boolean } | null>(null);
  const [query, setQuery] = useState('');
  const [merging, setMerging] = useState<ListedUnit | null>(null);
  const { busy, refusal, run } = useAct(
    () => namespace.send('units:list', { contestId: contest.contestId }),
    setListed,
  );
  const columns = useUnitListColumns(listed?.mayChange ? setMerging : null);
  const found = useMemo(() => filterListed(listed?.units ?? [], query), [listed, query]);
  return (
    <section className={styles.units}>
      <h3>{t('units.list.title')}</h3>
      <p className={styles.unitsSoft}>{t('units.list.text')}</p>
      {!listed && (
        <Button busy={busy} onClick={() => void run()}>
          {t('units.list.open')}
        </Button>
      )}
      <output className={styles.unitsNotice}>{refusal && words(refusal)}</output>
      {listed && (
        <div className={styles.unitsPreview}>
          <Field label={t('units.list.search')} value={query} onChange={(event) => setQuery(event.target.value)} />
          <p>
            {t('units.list.found', {
              count: found.length,
              found: number(found.length),
              shown: number(Math.min(found.length, shownMax)),
              all: number(listed.units.length),
            })}
          </p>
          <Table
            caption={t('units.list.title')}
            captionHidden
            rows={found.slice(0, shownMax)}
            rowKey={(unit) => unit.code}
            columns={columns}
          />
        </div>
      )}
      {merging && (
        <MergeDialog
          contest={contest}
          unit={merging}
          onClose={() => setMerging(null)}
          onDone={() => {
            setMerging(null);
            void run();
          }}
        />
      )}
    </section>
  );
}

function filterListed(units: readonly ListedUnit[], query: string): ListedUnit[] {
  const words = foldUnitName(query).split(' ').filter(Boolean);
  if (words.length === 0) return [...units];
  return units.filter((unit) => {
    const text = ` ${[unit.code, unit.name, ...unit.path].map(foldUnitName).join(' ')}`;
    return words.every((word) => text.includes(` ${word}`));
  });
}

function useUnitListColumns(onMerge: ((unit: ListedUnit) => void) | null): Column<ListedUnit>[] {
  const { t } = useTranslation('organizer');
  const { number, locale } = useFormat();
  const levelName = useLevelName();
  return useMemo(() => {
    const day = (iso: string) => formatDate(Date.parse(`${iso}T00:00:00+07:00`), locale);
    return [
      {
        id: 'name',
        header: t('units.column.name'),
        rowHeader: true,
        sortBy: (unit) => unit.name,
        cell: (unit) => (
          <>
            <span>{unit.name}</span>
            <span className={styles.unitsUnder}>
              {[unit.code, levelName(unit.level), unit.block, ...unit.path.slice(0, 1)].filter(Boolean).join(' · ')}
            </span>
            {unit.validTo && (
              <span className={styles.unitsUnder}>{t('units.list.until', { day: day(unit.validTo) })}</span>
            )}
            {unit.mergedInto && (
              <span className={styles.unitsUnder}>{t('units.list.mergedInto', { code: unit.mergedInto })}</span>
            )}
          </>
        ),
      },
      {
        id: 'people',
        header: t('units.list.people'),
        numeric: true,
        sortBy: (unit) => unit.people,
        cell: (unit) => number(unit.people),
      },
      {
        id: 'headcount',
        header: t('units.column.headcount'),
        numeric: true,
        sortBy: (unit) => unit.headcount,
        cell: (unit) =>
          unit.headcount !== null && (
            <>
              {number(unit.headcount)}
              <span className={styles.unitsUnder}>
                {[unit.headcountDate && day(unit.headcountDate), unit.headcountSource].filter(Boolean).join(' · ')}
              </span>
            </>
          ),
      },
      {
        id: 'merge',
        header: <span className="unseen">{t('units.merge.column')}</span>,
        cell: (unit) =>
          onMerge && (
            <Button kind="quiet" onClick={() => onMerge(unit)}>
              {t(unit.mergedInto ? 'units.merge.undo' : 'units.merge.open')}
            </Button>
          ),
      },
    ];
  }, [t, number, locale, levelName, onMerge]);
}
