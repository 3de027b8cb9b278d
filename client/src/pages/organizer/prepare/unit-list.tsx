import type { ListedUnit } from '@hoithi/shared/contract/organizer';
import type { ContestCard } from '@hoithi/shared/contract/public';
import { foldUnitName } from '@hoithi/shared/rules/units/unit-names';
import { writeUnitTable } from '@hoithi/shared/rules/units/write-unit-table';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadWords } from '../../../locales/i18n.ts';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { formatDate } from '../../../ui/format.ts';
import { saveFile } from '../../../ui/save-file.ts';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { useMay, useOrganizer } from '../organizer-connection.ts';
import { MergeDialog } from './merge-dialog.tsx';
import styles from './page.module.css';

const UnitChange = lazy(() => Promise.all([import('./unit-change.tsx'), loadWords('editor')]).then(([page]) => page));
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
  const [changing, setChanging] = useState<{ code: string | null } | null>(null);
  const { busy, refusal, run } = useAct(
    () => namespace.send('units:list', { contestId: contest.contestId }),
    setListed,
  );
  const mayMerge = useMay(contest.contestId)('units:change');
  const mayChange = listed?.mayChange === true && mayMerge;
  const acts = useMemo(() => (mayChange ? { merge: setMerging, change: setChanging } : null), [mayChange]);
  const columns = useUnitListColumns(acts);
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
          <div>
            <Button onClick={() => saveFile(tableOf(contest, listed.units))}>{t('units.list.export')}</Button>
          </div>
        </div>
      )}
      {mayChange && <Button onClick={() => setChanging({ code: null })}>{t('units.single.add')}</Button>}
      {changing && (
        <Suspense>
          <UnitChange
            contest={contest}
            code={changing.code}
            onClose={() => setChanging(null)}
            onDone={() => void run()}
          />
        </Suspense>
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

/** The entries that count, as a table that can be loaded again. */
const tableOf = ({ slug }: ContestCard, units: readonly ListedUnit[]) => ({
  name: `don-vi-${slug}.csv`,
  bytes: new Blob([writeUnitTable(units.filter(({ mergedInto }) => mergedInto === null))], { type: 'text/csv' }),
});

function filterListed(units: readonly ListedUnit[], query: string): ListedUnit[] {
  const words = foldUnitName(query).split(' ').filter(Boolean);
  if (words.length === 0) return [...units];
  return units.filter((unit) => {
    const text = ` ${[unit.code, unit.name, ...unit.path].map(foldUnitName).join(' ')}`;
    return words.every((word) => text.includes(` ${word}`));
  });
}

type UnitActs = { merge: (unit: ListedUnit) => void; change: (unit: ListedUnit) => void };

function useUnitListColumns(acts: UnitActs | null): Column<ListedUnit>[] {
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
          acts && (
            <>
              <Button kind="quiet" onClick={() => acts.change(unit)}>
                {t('units.single.open')}
              </Button>
              <Button kind="quiet" onClick={() => acts.merge(unit)}>
                {t(unit.mergedInto ? 'units.merge.undo' : 'units.merge.open')}
              </Button>
            </>
          ),
      },
    ];
  }, [t, number, locale, levelName, acts]);
}
