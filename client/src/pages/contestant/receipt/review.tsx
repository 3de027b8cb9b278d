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
  const { chosen, typed, exact } = question;
  const unanswered = chosen.length === 0 && typed === null;
  const verdict = unanswered ? t('review.unanswered') : exact ? t('review.right') : t('review.wrong');
  return (
    <li className={styles.reviewQuestion}>
      <p className={joinClasses(styles.reviewVerdict, exact ? styles.reviewGood : styles.reviewMiss)}>
        {t('review.question', { position: question.position })} · {verdict}
      </p>
      <h3 {...contestWords} className={styles.reviewText}>
        {question.text}
      </h3>
      {question.options.length > 0 && <ReviewedOptions question={question} />}
      {question.rightWords.length > 0 && (
        <div className={styles.reviewOptions}>
          {typed !== null && <p className={styles.reviewTyped}>{t('review.typed', { typed })}</p>}
          <p className={joinClasses(styles.reviewTyped, styles.reviewKey)}>
            {t('review.rightWords', { words: question.rightWords.join(t('review.or')) })}
          </p>
        </div>
      )}
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

/** The options in this person's order: which are right and which were chosen; of an order, at which place. */
function ReviewedOptions({ question }: { question: ReviewedQuestion }) {
  const { t } = useTranslation('contestant');
  const { kind, right, chosen } = question;
  const isOrder = kind === 'order';
  return (
    <ul className={styles.reviewOptions}>
      {question.options.map(({ optionId, text }, at) => {
        const [rightAt, chosenAt] = [right.indexOf(optionId), chosen.indexOf(optionId)];
        const isGood = isOrder ? rightAt === chosenAt : rightAt >= 0;
        return (
          <li key={optionId} className={joinClasses(styles.reviewOption, isGood && styles.reviewKey)}>
            <span className={styles.reviewLetter}>{letterAt(at)}</span>
            <span {...contestWords} className={styles.reviewWords}>
              {text}
            </span>
            {(rightAt >= 0 || chosenAt >= 0) && (
              <span className={styles.reviewTags}>
                {rightAt >= 0 && (
                  <span className={styles.reviewGood}>
                    ✓ {isOrder ? t('review.place', { place: rightAt + 1 }) : t('review.key')}
                  </span>
                )}
                {chosenAt >= 0 && (
                  <span>{isOrder ? t('review.ownPlace', { place: chosenAt + 1 }) : t('review.chosen')}</span>
                )}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
