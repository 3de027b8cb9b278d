import type { UnitTablePreview, UnitTableProblem } from '@hoithi/shared/contract/unit-table';
import { useTranslation } from 'react-i18next';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { formatDate } from '../../../ui/format.ts';
import { Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

/** What was read: how much would change, the problems, and the lines themselves. SPEC U2, U3. */
export function TablePreview({ preview }: { preview: UnitTablePreview }) {
  const { t } = useTranslation(['organizer', 'common']);
  const levelName = useLevelName();
  const { number, locale } = useFormat();
  const { counts, rows, problems } = preview;
  const all = counts.new + counts.changed + counts.same;
  const day = (iso: string | null) => (iso === null ? '' : formatDate(Date.parse(`${iso}T00:00:00+07:00`), locale));
  return (
    <div className={styles.unitsPreview}>
      {preview.problemCount > 0 && (
        <div className={styles.unitsProblems} role="alert">
          <strong>
            {problems[0]?.line === 0
              ? t('units.fileUnread')
              : t('units.problems', { count: preview.problemCount, value: number(preview.problemCount) })}
          </strong>
          <ul>
            {problems.map((each) => (
              <li key={`${each.line}:${each.column}:${each.problem}`}>{describe(each)}</li>
            ))}
          </ul>
          {problems.length < preview.problemCount && <p>{t('units.problemsShown', { shown: problems.length })}</p>}
        </div>
      )}
      {preview.unknownColumns.length > 0 && (
        <p>{t('units.unknownColumns', { columns: preview.unknownColumns.join('; ') })}</p>
      )}
      {all > 0 && (
        <>
          <p>
            <span>
              {t('units.counts', {
                count: counts.new,
                added: number(counts.new),
                changed: number(counts.changed),
                same: number(counts.same),
                without: number(preview.withoutHeadcount),
              })}
            </span>{' '}
            {rows.length < all && <span>{t('units.shown', { shown: number(rows.length), all: number(all) })}</span>}
          </p>
          {preview.newLevels.length > 0 && <p>{t('units.newLevels', { levels: preview.newLevels.join('; ') })}</p>}
          <Table
            caption={t('units.table')}
            rows={rows}
            rowKey={(line) => line.code}
            columns={[
              { id: 'line', header: t('units.column.line'), numeric: true, cell: (u) => u.line, sortBy: (u) => u.line },
              { id: 'code', header: t('units.column.code'), cell: (u) => u.code, sortBy: (u) => u.code },
              {
                id: 'name',
                header: t('units.column.name'),
                rowHeader: true,
                cell: (u) => u.name,
                sortBy: (u) => u.name,
              },
              { id: 'level', header: t('units.column.level'), cell: (u) => levelName(u.level) },
              { id: 'parent', header: t('units.column.parent'), cell: (u) => u.parentName ?? '' },
              {
                id: 'headcount',
                header: t('units.column.headcount'),
                numeric: true,
                cell: (u) => (u.headcount === null ? '' : number(u.headcount)),
                sortBy: (u) => u.headcount,
              },
              { id: 'headcountDate', header: t('units.column.headcountDate'), cell: (u) => day(u.headcountDate) },
              { id: 'block', header: t('units.column.block'), cell: (u) => u.block ?? '' },
              { id: 'validTo', header: t('units.column.validTo'), cell: (u) => day(u.validTo) },
              { id: 'change', header: t('units.column.change'), cell: (u) => t(`units.change.${u.change}`) },
            ]}
          />
        </>
      )}
    </div>
  );

  function describe({ line, column, problem, value }: UnitTableProblem): string {
    const reason = t(`units.problem.${problem}`);
    if (column === null) return line > 0 ? t('units.fileLine', { line, reason }) : reason;
    const place = t('units.line', { line, column: t(`units.column.${column}`), reason });
    return value === '' ? place : `${place} ${t('units.value', { value })}`;
  }
}
