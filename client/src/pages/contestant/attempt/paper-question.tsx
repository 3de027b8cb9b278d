import type { AttemptView, QuestionView } from '@hoithi/shared/contract/contestant';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../../connection/namespace-types.ts';
import { Button } from '../../../ui/button.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import { joinHyphens } from '../../../ui/join-hyphens.ts';
import type { AnswerState } from './answer-sender.ts';
import { OptionTiles } from './option-tiles.tsx';
import styles from './page.module.css';
import { SavedMark } from './saved-mark.tsx';
import { useArrival } from './use-arrival.ts';
import type { AttemptDesk } from './use-attempt-desk.ts';
import { useChoiceKeys } from './use-choice-keys.ts';
import type { Steps } from './use-steps.ts';

type PaperQuestionProps = {
  attempt: AttemptView;
  question: QuestionView;
  desk: AttemptDesk;
  connection: ConnectionState;
  steps: Steps;
};

/** A question of a paper: every choice is saved as it is made and may be changed until the lock. SPEC A5. */
export function PaperQuestion({ attempt, question, desk, connection, steps }: PaperQuestionProps) {
  const { t } = useTranslation('contestant');
  const headingId = useId();
  const heading = useArrival();
  const state = answerStateOf(attempt, desk.states, question.questionId);
  const chosen = state?.optionIds ?? [];

  const save = (optionIds: string[]) => {
    if (optionIds.length > 0) desk.answer(question.questionId, optionIds); // a saved answer is changed, never withdrawn
  };
  const pick = (place: number) => {
    const optionId = question.options[place]?.optionId;
    if (optionId === undefined) return;
    if (!question.several) save([optionId]);
    else save(chosen.includes(optionId) ? chosen.filter((one) => one !== optionId) : [...chosen, optionId]);
  };
  useChoiceKeys(question.options.length, pick, steps.next);
  return (
    <main className={styles.step}>
      <div className={styles.scroll}>
        <h1 {...contestWords} id={headingId} ref={heading} tabIndex={-1} className={styles.question}>
          {joinHyphens(question.text)}
        </h1>
        <OptionTiles question={question} labelledBy={headingId} chosen={chosen} onChosen={save} locked={false} />
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
  return saved ? { is: 'saved', optionIds: saved.optionIds } : undefined;
}
