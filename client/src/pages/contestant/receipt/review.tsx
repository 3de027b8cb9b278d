import type { ReviewedQuestion } from '@hoithi/shared/contract/contestant';
import type { Refusal, RoundPhase } from '@hoithi/shared/contract/refusal';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { letterAt } from '../../../ui/answer-sign.tsx';
import { Card } from '../../../ui/card.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import type { Session } from '../contestant-context.ts';
import styles from './page.module.css';

type ReviewProps = { session: Session; attemptId: string; phase: RoundPhase; questionCount: number };
type Received = { questions: ReviewedQuestion[] } | { refusal: Refusal } | null;

/** The own answers beside the right ones, once the rules allow; until then, that they are not open yet. SPEC V1. */
export function Review({ session, attemptId, phase, questionCount }: ReviewProps) {
  const { t } = useTranslation('contestant');
  const refusalText = useRefusalText();
  const [received, setReceived] = useState<Received>(null);
  const { send } = session.namespace;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new phase of the round may open the answers
  useEffect(() => {
    let left = false;
    void send('attempt:review', { attemptId }).then((answer) => {
      if (!left) setReceived(answer.ok ? { questions: answer.value.questions } : { refusal: answer.refusal });
    });
    return () => {
      left = true;
    };
  }, [send, attemptId, phase]);
  if (!received) return null;
  if ('refusal' in received) {
    return (
      <p className={styles.reviewClosed}>
        {received.refusal.code === 'not_allowed' ? t('review.closed') : refusalText(received.refusal)}
      </p>
    );
  }
  if (received.questions.length === 0) return <p className={styles.reviewClosed}>{t('review.closed')}</p>;
  return (
    <Card title={t('review.title')}>
      {received.questions.length < questionCount && (
        <p className={styles.reviewClosed}>{t('review.later', { count: questionCount - received.questions.length })}</p>
      )}
      <ol className={styles.reviewQuestions}>
        {received.questions.map((question) => (
          <Reviewed key={question.questionId} question={question} />
        ))}
      </ol>
    </Card>
  );
}

function Reviewed({ question }: { question: ReviewedQuestion }) {
  const { t } = useTranslation('contestant');
  const right = sameOptions(question.chosen, question.right);
  const verdict = question.chosen.length === 0 ? t('review.unanswered') : right ? t('review.right') : t('review.wrong');
  return (
    <li className={styles.reviewQuestion}>
      <p className={joinClasses(styles.reviewVerdict, right ? styles.reviewGood : styles.reviewMiss)}>
        {t('review.question', { position: question.position })} · {verdict}
      </p>
      <h3 {...contestWords} className={styles.reviewText}>
        {question.text}
      </h3>
      <ul className={styles.reviewOptions}>
        {question.options.map((option, place) => {
          const isRight = question.right.includes(option.optionId);
          const isChosen = question.chosen.includes(option.optionId);
          return (
            <li key={option.optionId} className={joinClasses(styles.reviewOption, isRight && styles.reviewKey)}>
              <span className={styles.reviewLetter}>{letterAt(place)}</span>
              <span {...contestWords} className={styles.reviewWords}>
                {option.text}
              </span>
              {(isRight || isChosen) && (
                <span className={styles.reviewTags}>
                  {isRight && <span className={styles.reviewGood}>✓ {t('review.key')}</span>}
                  {isChosen && <span>{t('review.chosen')}</span>}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {question.explanation !== '' && (
        <p {...contestWords} className={styles.reviewNote}>
          {question.explanation}
        </p>
      )}
      {question.source !== '' && (
        <p className={styles.reviewSource}>{t('review.source', { source: question.source })}</p>
      )}
    </li>
  );
}

function sameOptions(chosen: string[], right: string[]): boolean {
  return chosen.length === right.length && right.every((optionId) => chosen.includes(optionId));
}
