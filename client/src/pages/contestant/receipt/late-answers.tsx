import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import type { LateAnswer } from '../attempt/use-attempt-desk.ts';
import styles from './late-answers.module.css';

/** Answers that came back after the lock are said so, with how late; they are not passed over in silence. SPEC T2. */
export function LateAnswers({ late }: { late: LateAnswer[] }) {
  const { t } = useTranslation('contestant');
  const { duration } = useFormat();
  if (late.length === 0) return null;
  const latest = Math.max(...late.map((answer) => answer.lateByMs ?? 0));
  const words = { count: late.length, late: duration(latest) };
  return (
    <output className={styles.late}>{latest > 0 ? t('late.byTime', words) : t('late.afterSubmission', words)}</output>
  );
}
