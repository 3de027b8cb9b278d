import type { AttemptView, QuestionView } from '@hoithi/shared/contract/contestant';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../ui/drum.tsx';
import { formatClock } from '../../../ui/format.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useTicking } from '../../../ui/use-ticking.ts';
import { useVisit } from '../contestant-context.ts';
import styles from './page.module.css';
import { dueWarning, type WarningMs } from './time-warnings.ts';

type AttemptBarProps = {
  attempt: AttemptView;
  /** The question whose own limit runs, if it has one. */
  question: QuestionView | null;
  /** Which question stands on the page, from 1; null past the questions. */
  position: number | null;
  answered: number;
  nowMs: () => number;
};

/** Place on the left, the drum clock on the right, what is answered as a thread of gold under both. */
export function AttemptBar({ attempt, question, position, answered, nowMs }: AttemptBarProps) {
  const { t } = useTranslation('contestant');
  const { demo } = useVisit().public.contest;
  const own = question?.locksAtMs ?? null;
  return (
    <header className={styles.bar}>
      <div className={styles.barRow}>
        <p className={styles.barPlace}>
          {position === null ? (
            <span className={styles.barDone}>{t('bar.answered', { answered, of: attempt.questionCount })}</span>
          ) : (
            <span>
              <span className="unseen">{t('bar.question')} </span>
              <span className={styles.barNow}>{position}</span>
              <span className={styles.barOf}>/{attempt.questionCount}</span>
            </span>
          )}
          {attempt.practice && <span className={styles.barPractice}>{t('bar.practice')}</span>}
          {demo && <span className={styles.barPractice}>{t('bar.demo')}</span>}
        </p>
        {question && own !== null ? (
          <Clock
            key={question.questionId}
            untilMs={own}
            fullMs={own - question.handedOutAtMs}
            nowMs={nowMs}
            warns={false}
          />
        ) : (
          <Clock untilMs={attempt.locksAtMs} fullMs={attempt.locksAtMs - attempt.startedAtMs} nowMs={nowMs} warns />
        )}
      </div>
      <div className={styles.barThread} aria-hidden="true">
        <div className={styles.barGold} style={{ transform: `scaleX(${answered / attempt.questionCount})` }} />
      </div>
    </header>
  );
}

type ClockProps = { untilMs: number; fullMs: number; nowMs: () => number; warns: boolean };

function Clock({ untilMs, fullMs, nowMs, warns }: ClockProps) {
  const { t } = useTranslation('contestant');
  const leftMs = Math.max(0, untilMs - useTicking(nowMs));
  const warning = useWarning(leftMs, warns);
  const last = leftMs > 0 && leftMs <= 5000;
  return (
    <>
      <div
        className={joinClasses(styles.barClock, leftMs <= 60_000 && styles.barShort)}
        role="timer"
        aria-label={t('bar.left')}
        aria-live="off"
      >
        <span className={styles.barDigits}>{formatClock(leftMs)}</span>
        <Drum size={52} progress={fullMs > 0 ? leftMs / fullMs : 0} beat={last} />
      </div>
      <output
        className={joinClasses(styles.barWarning, warning === null && 'unseen')}
        aria-live={warning === 10_000 ? 'assertive' : 'polite'}
      >
        {warning !== null && t(`bar.warning.${warning}`)}
      </output>
    </>
  );
}

const shownForMs = 6000;

/** The warning due now, for as long as it is shown. */
function useWarning(leftMs: number, warns: boolean): WarningMs | null {
  const before = useRef(leftMs);
  const [warning, setWarning] = useState<WarningMs | null>(null);
  useEffect(() => {
    const due = warns ? dueWarning(before.current, leftMs) : null;
    before.current = leftMs;
    if (due !== null) setWarning(due);
  }, [leftMs, warns]);
  useEffect(() => {
    if (warning === null) return;
    const timer = setTimeout(() => setWarning(null), shownForMs);
    return () => clearTimeout(timer);
  }, [warning]);
  return warning;
}
