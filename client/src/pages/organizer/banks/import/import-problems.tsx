import type { QuestionFormat, QuestionProblem } from '@hoithi/shared/contract/question-file';
import type { ImportPreview } from '@hoithi/shared/contract/question-import';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import styles from './page.module.css';

const severities = ['refused', 'lost', 'warned'] as const;
const shownAtFirst = 20;
/** What the number of a problem counts in a file of this kind: only a document of Word has paragraphs. */
const placeOf = (format: QuestionFormat | null, name: string) =>
  format === 'table' ? 'row' : /\.doc[xm]$/i.test(name) ? 'paragraph' : 'line';

/** Everything that does not come in as it stands, by place and reason: what is refused first. */
export function ImportProblems({ read, name }: { read: ImportPreview; name: string }) {
  const { t } = useTranslation('bank-import');
  const { number } = useFormat();
  if (read.problemCount === 0) return null;
  return (
    <Card title={t('problems', { count: read.problemCount, number: number(read.problemCount) })}>
      {severities.map((severity) => (
        <Group
          key={severity}
          severity={severity}
          problems={read.problems.filter((each) => each.severity === severity)}
          place={placeOf(read.format, name)}
        />
      ))}
      {read.problemCount > read.problems.length && (
        <p className={styles.soft}>
          {t('only', { shown: number(read.problems.length), all: number(read.problemCount) })}
        </p>
      )}
    </Card>
  );
}

type GroupProps = {
  severity: (typeof severities)[number];
  problems: QuestionProblem[];
  place: ReturnType<typeof placeOf>;
};

function Group({ severity, problems, place }: GroupProps) {
  const { t } = useTranslation(['bank-import', 'bank']);
  const [all, setAll] = useState(false);
  if (problems.length === 0) return null;
  const placeWords = ({ line }: QuestionProblem) => (line === 0 ? t('place.file') : t(`place.${place}`, { line }));
  return (
    <section className={styles.group} aria-label={t(severity)}>
      <h3 className={styles.severity} data-severity={severity}>
        {t(severity)} ({problems.length})
      </h3>
      <ul className={styles.problems}>
        {(all ? problems : problems.slice(0, shownAtFirst)).map((problem, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems have no names, and their order is the file's
          <li key={at}>
            <strong>{placeWords(problem)}</strong>{' '}
            <span>{t(`bank:problem.${problem.reason}`, { value: problem.value })}</span>
          </li>
        ))}
      </ul>
      {!all && problems.length > shownAtFirst && <Button onClick={() => setAll(true)}>{t('more')}</Button>}
    </section>
  );
}
