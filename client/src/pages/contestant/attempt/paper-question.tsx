import type { AttemptView, QuestionView } from '@hoithi/shared/contract/contestant';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../../connection/namespace-types.ts';
import { Button } from '../../../ui/button.tsx';
import { AnswerArea } from './answer-area.tsx';
import { type AnswerState, givenOf } from './answer-sender.ts';
import { pressOption } from './given-answer.ts';
import styles from './page.module.css';
import { QuestionWords } from './question-words.tsx';
import { SavedMark } from './saved-mark.tsx';
import { useArrival } from './use-arrival.ts';
import type { AttemptDesk } from './use-attempt-desk.ts';
import { useChoiceKeys } from './use-choice-keys.ts';
import { useDraft } from './use-draft.ts';
import { useSaid } from './use-said.ts';
import type { Steps } from './use-steps.ts';

type PaperQuestionProps = {
  attempt: AttemptView;
  question: QuestionView;
  desk: AttemptDesk;
  connection: ConnectionState;
  steps: Steps;
};

/** A question of a paper: every choice is saved as it is made and may be changed until the lock. SPEC A5. */
export function PaperQuestion({ attempt, question: handedOut, desk, connection, steps }: PaperQuestionProps) {
  const { t } = useTranslation('contestant');
  const said = useSaid(handedOut);
  const { question, lang } = said;
  const headingId = useId();
  const heading = useArrival();
  const state = answerStateOf(attempt, desk.states, question.questionId);
  const { given, give, leave } = useDraft(question, state, (done) => desk.answer(question.questionId, done));
  const pick = (place: number) => {
    const optionId = question.options[place]?.optionId;
    if (optionId !== undefined) give(pressOption(question, given, optionId));
  };
  useChoiceKeys(question.options.length, pick, steps.next);
  return (
    <main className={styles.step}>
      <div className={styles.scroll}>
        <QuestionWords said={said} id={headingId} heading={heading} />
        <AnswerArea
          question={question}
          lang={lang}
          labelledBy={headingId}
          given={given}
          onGiven={give}
          onLeft={leave}
          locked={false}
        />
      </div>
      <div className={styles.foot}>
        <SavedMark state={state} connection={connection} rest={t('saving.notYet')} />
        <div className={styles.pair}>
          <Button
            disabled={!steps.back}
            onClick={() => steps.back?.()}
            className={styles.act}
            aria-label={t('paper.back')}
          >
            ←
          </Button>
          <Button kind={state ? 'primary' : 'plain'} full className={styles.act} onClick={steps.next}>
            {question.position < attempt.questionCount ? t('paper.next') : t('paper.toEnd')}
          </Button>
        </div>
      </div>
    </main>
  );
}

/** What is known of a question's answer: what this page sent last, else what the server saved. */
export function answerStateOf(
  attempt: AttemptView,
  states: ReadonlyMap<string, AnswerState>,
  questionId: string,
): AnswerState | undefined {
  const sent = states.get(questionId);
  const saved = attempt.saved.find((answer) => answer.questionId === questionId);
  if (sent && (sent.is !== 'saved' || !saved)) return sent;
  return saved ? { is: 'saved', ...givenOf(saved) } : undefined;
}
