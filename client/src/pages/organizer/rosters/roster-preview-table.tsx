import type { RosterPreview, RosterProblem } from '@hoithi/shared/contract/unit-leader';
import { useTranslation } from 'react-i18next';
import { Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from '../units/units-card.module.css';

/** What was read: how many people for which unit, and each line that is to be mended. Names stay on the server. SPEC U15. */
export function RosterPreviewTable({ preview }: { preview: RosterPreview }) {
  const { t } = useTranslation('rosters');
  const { number } = useFormat();
  const { problems, problemCount, units } = preview;
  return (
    <div className={styles.preview}>
      {problemCount > 0 && (
        <div className={styles.problems} role="alert">
          <strong>{t('problems', { value: number(problemCount) })}</strong>
          <ul>
            {problems.map((each) => (
              <li key={`${each.line}:${each.column}:${each.problem}`}>{tell(each)}</li>
            ))}
          </ul>
          {problems.length < problemCount && <p>{t('problemsShown', { shown: problems.length })}</p>}
        </div>
      )}
      {units.length > 0 && (
        <Table
          caption={t('preview')}
          rows={units}
          rowKey={(unit) => unit.code}
          columns={[
            { id: 'code', header: t('column.code'), cell: (u) => u.code, sortBy: (u) => u.code },
            { id: 'name', header: t('column.unit'), rowHeader: true, cell: (u) => u.name, sortBy: (u) => u.name },
            {
              id: 'people',
              header: t('column.people'),
              numeric: true,
              cell: (u) => number(u.people),
              sortBy: (u) => u.people,
            },
            {
              id: 'before',
              header: t('column.before'),
              numeric: true,
              cell: (u) => (u.before === null ? t('noList') : number(u.before)),
              sortBy: (u) => u.before,
            },
          ]}
        />
      )}
    </div>
  );

  function tell({ line, column, problem, value }: RosterProblem): string {
    const reason = t(`problem.${problem}`);
    if (column === null) return reason;
    const place = t('line', { line, column: t(`cell.${column}`), reason });
    return value === '' ? place : `${place} ${t('value', { value })}`;
  }
}
