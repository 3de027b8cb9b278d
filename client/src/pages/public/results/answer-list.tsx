import type { PublicResults } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/card.tsx';
import { contestWords, wordsIn } from '../../../ui/contest-words.ts';
import { Drum } from '../../../ui/drum.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './answers.module.css';

type Answers = NonNullable<PublicResults['answers']>;

/** The questions with key, explanation and source, in the page's language where they have it, folded at first; while none may be shown, when they will be. */
export function AnswerList({ answers }: { answers: Answers }) {
  const { t } = useTranslation('results');
  if (answers.length === 0) {
    return (
      <Card title={t('answers.title')}>
        <p>{t('answers.later')}</p>
      </Card>
    );
  }
  return (
    <details id="answers" className={styles.answers}>
      <summary className={styles.answersSummary}>
        <Drum size={34} />
        <div>
          <h2 className={styles.answersTitle}>{t('answers.title')}</h2>
          <span className={styles.answersText}>{t('answers.text', { count: answers.length })}</span>
        </div>
      </summary>
      <ol className={styles.answersList}>
        {answers.map((answer, i) => (
          <Answer key={answer.questionId} answer={answer} place={i + 1} />
        ))}
      </ol>
    </details>
  );
}

function Answer({ answer, place }: { answer: Answers[number]; place: number }) {
  const { t, i18n } = useTranslation('results');
  const { number } = useFormat();
  const said = answer.said?.[i18n.language];
  const { text, right } = said ?? answer;
  const explanation = said?.explanation ?? answer.explanation;
  const words = said ? wordsIn(i18n.language) : contestWords;
  return (
    <li {...words} className={styles.answersAnswer}>
      <p className={styles.answersQuestion}>
        <span className={styles.answersPlace}>{number(place)}.</span> {text}
      </p>
      <ul className={styles.answersRight} aria-label={t('answers.right')}>
        {right.map((each) => (
          <li key={each}>
            <Tick />
            {each}
          </li>
        ))}
      </ul>
      {explanation && <p lang={said?.explanation ? undefined : 'vi'}>{explanation}</p>}
      {answer.source && (
        <p className={styles.answersSource}>
          {t('answers.source')}: <span lang="vi">{answer.source}</span>
        </p>
      )}
    </li>
  );
}

function Tick() {
  return (
    <svg
      viewBox="0 0 20 20"
      width="18"
      height="18"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
    >
      <path d="M4 10.5l4 4 8-9" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
