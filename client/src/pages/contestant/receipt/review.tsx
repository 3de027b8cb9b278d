import type { ReviewedQuestion, ReviewedSaid } from '@hoithi/shared/contract/contestant';
import type { Refusal, RoundPhase } from '@hoithi/shared/contract/refusal';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { letterAt } from '../../../ui/answer-sign.tsx';
import { Card } from '../../../ui/card.tsx';
import { wordsIn } from '../../../ui/contest-words.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { LanguageChoice } from '../attempt/language-choice.tsx';
import { languagesOf, sayIn, useQuestionLanguage } from '../attempt/use-said.ts';
import type { Session } from '../contestant-context.ts';
import styles from './page.module.css';

type ReviewProps = { session: Session; attemptId: string; phase: RoundPhase; questionCount: number };
type Received = { questions: ReviewedQuestion[] } | { refusal: Refusal } | null;

/** The own answers beside the right ones, once the rules allow; until then, that they are not open yet. SPEC V1, Q28. */
export function Review({ session, attemptId, phase, questionCount }: ReviewProps) {
  const { t } = useTranslation('contestant');
  const refusalText = useRefusalText();
  const [received, setReceived] = useState<Received>(null);
  const { chosen, choose } = useQuestionLanguage();
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
  const languages = [...new Set(received.questions.flatMap(languagesOf))];
  const lang = languages.includes(chosen) ? chosen : 'vi';
  return (
    <Card title={t('review.title')}>
      <LanguageChoice lang={lang} languages={languages} choose={choose} />
      {received.questions.length < questionCount && (
        <p className={styles.reviewClosed}>{t('review.later', { count: questionCount - received.questions.length })}</p>
      )}
      <ol className={styles.reviewQuestions}>
        {received.questions.map((question) => (
          <Reviewed key={question.questionId} asked={question} language={lang} />
        ))}
      </ol>
    </Card>
  );
}

function Reviewed({ asked, language }: { asked: ReviewedQuestion; language: string }) {
  const { t } = useTranslation('contestant');
  const { question, words, lang } = sayIn<ReviewedSaid, ReviewedQuestion>(asked, language);
  const rightWords = words?.rightWords ?? question.rightWords;
  const explanation = words?.explanation ?? null;
  const { chosen, typed, exact } = question;
  const unanswered = chosen.length === 0 && typed === null;
  const verdict = unanswered ? t('review.unanswered') : exact ? t('review.right') : t('review.wrong');
  return (
    <li className={styles.reviewQuestion}>
      <p className={joinClasses(styles.reviewVerdict, exact ? styles.reviewGood : styles.reviewMiss)}>
        {t('review.question', { position: question.position })} · {verdict}
      </p>
      <h3 {...wordsIn(lang)} className={styles.reviewText}>
        {question.text}
      </h3>
      {question.options.length > 0 && <ReviewedOptions question={question} lang={lang} />}
      {rightWords.length > 0 && (
        <div className={styles.reviewOptions}>
          {typed !== null && <p className={styles.reviewTyped}>{t('review.typed', { typed })}</p>}
          <p className={joinClasses(styles.reviewTyped, styles.reviewKey)}>
            {t('review.rightWords', { words: rightWords.join(t('review.or')) })}
          </p>
        </div>
      )}
      {(explanation ?? question.explanation) !== '' && (
        <p {...wordsIn(explanation === null ? 'vi' : lang)} className={styles.reviewNote}>
          {explanation ?? question.explanation}
        </p>
      )}
      {question.source !== '' && (
        <p className={styles.reviewSource}>{t('review.source', { source: question.source })}</p>
      )}
    </li>
  );
}

/** The options in this person's order: which are right and which were chosen; of an order, at which place. */
function ReviewedOptions({ question, lang }: { question: ReviewedQuestion; lang: string }) {
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
            <span {...wordsIn(lang)} className={styles.reviewWords}>
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
