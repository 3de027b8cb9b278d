import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { joinClasses } from '../../../ui/join-classes.ts';
import type { AnswerState } from './answer-sender.ts';
import styles from './page.module.css';
import { answerStateOf } from './paper-question.tsx';
import type { Steps } from './use-steps.ts';

type NumberStripProps = { attempt: AttemptView; states: ReadonlyMap<string, AnswerState>; steps: Steps };

const classOf = {
  open: undefined,
  saved: styles.stripSaved,
  sending: styles.stripSending,
  refused: styles.stripRefused,
};

/** The paper's numbers: which is on the page, which are saved, which are still being sent. */
export function NumberStrip({ attempt, states, steps }: NumberStripProps) {
  const { t } = useTranslation('contestant');
  const current = steps.step.is === 'question' ? steps.step.question.questionId : steps.step.is;
  const strip = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current number is what moves the strip
  useEffect(() => {
    const now = strip.current?.querySelector<HTMLElement>('[aria-current]');
    if (now && strip.current) strip.current.scrollTo?.({ left: now.offsetLeft - strip.current.clientWidth / 2 + 24 });
  }, [current]);
  return (
    <nav ref={strip} className={styles.strip} aria-label={t('strip.label')}>
      <ol className={styles.stripNumbers}>
        {attempt.questions.map((question, place) => {
          const is = answerStateOf(attempt, states, question.questionId)?.is ?? 'open';
          return (
            <li key={question.questionId}>
              <button
                type="button"
                className={joinClasses(styles.stripNumber, classOf[is])}
                aria-current={current === question.questionId ? 'step' : undefined}
                aria-label={t(`strip.${is}`, { position: question.position })}
                onClick={() => steps.goTo(place)}
              >
                {question.position}
              </button>
            </li>
          );
        })}
        {attempt.prediction.enabled && (
          <li>
            <button
              type="button"
              className={joinClasses(
                styles.stripNumber,
                styles.stripWord,
                attempt.prediction.value !== null && styles.stripSaved,
              )}
              aria-current={current === 'prediction' ? 'step' : undefined}
              onClick={() => steps.goTo('prediction')}
            >
              {t('strip.prediction')}
            </button>
          </li>
        )}
        <li>
          <button
            type="button"
            className={joinClasses(styles.stripNumber, styles.stripWord)}
            aria-current={current === 'overview' ? 'step' : undefined}
            onClick={() => steps.goTo('overview')}
          >
            {t('strip.overview')}
          </button>
        </li>
      </ol>
    </nav>
  );
}
