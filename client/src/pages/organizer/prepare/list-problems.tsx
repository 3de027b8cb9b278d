import type { RosterProblem } from '@hoithi/shared/contract/unit-leader';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

type ListProblemsProps = {
  read: { problems: readonly RosterProblem[]; problemCount: number; unknownColumns: readonly string[] };
  /** What stands for a file in which no header was found: which columns it has to have. */
  headerMissing?: string;
};

/** What of a list of people could not be read: each place with its reason, and columns that mean nothing here. SPEC U15, S21. */
export function ListProblems({ read, headerMissing }: ListProblemsProps) {
  const { t } = useTranslation('rosters');
  const { number } = useFormat();
  const { problems, problemCount, unknownColumns } = read;
  const describe = ({ line, column, problem, value }: RosterProblem): string => {
    const reason = problem === 'header_missing' && headerMissing ? headerMissing : t(`problem.${problem}`);
    if (column === null) return line > 0 ? t('fileLine', { line, reason }) : reason;
    const place = t('line', { line, column: t(`cell.${column}`), reason });
    return value === '' ? place : `${place} ${t('value', { value })}`;
  };
  return (
    <>
      {problemCount > 0 && (
        <div className={styles.unitsProblems} role="alert">
          <strong>
            {problems[0]?.line === 0
              ? t('fileUnread')
              : t('problems', { count: problemCount, value: number(problemCount) })}
          </strong>
          <ul>
            {problems.map((each) => (
              <li key={`${each.line}:${each.column}:${each.problem}`}>{describe(each)}</li>
            ))}
          </ul>
          {problems.length < problemCount && <p>{t('problemsShown', { shown: problems.length })}</p>}
        </div>
      )}
      {unknownColumns.length > 0 && <p>{t('unknownColumns', { columns: unknownColumns.join('; ') })}</p>}
    </>
  );
}
