import type { QuestionView } from '@hoithi/shared/contract/contestant';
import type { TFunction } from 'i18next';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../../connection/namespace-types.ts';
import { Button } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { AnswerArea } from './answer-area.tsx';
import { isComplete, nothingGiven, pressOption } from './given-answer.ts';
import styles from './page.module.css';
import { QuestionWords } from './question-words.tsx';
import { SavedMark } from './saved-mark.tsx';
import { useArrival } from './use-arrival.ts';
import type { AttemptDesk } from './use-attempt-desk.ts';
import { useChoiceKeys } from './use-choice-keys.ts';
import type { QuestionBefore } from './use-question-before.ts';
import { useSaid } from './use-said.ts';

type SingleQuestionProps = {
  question: QuestionView;
  before: QuestionBefore | null;
  desk: AttemptDesk;
  connection: ConnectionState;
};

/** A question handed out alone: choosing selects, one more press answers for good, and the next comes with the ack. SPEC A5. */
export function SingleQuestion({ question: handedOut, before, desk, connection }: SingleQuestionProps) {
  const { t } = useTranslation('contestant');
  const said = useSaid(handedOut);
  const { question, lang } = said;
  const headingId = useId();
  const heading = useArrival();
  const state = desk.states.get(question.questionId);
  const [picked, setPicked] = useState(nothingGiven);
  const sending = state?.is === 'sending';
  const given = sending ? state : picked;
  const complete = isComplete(question, picked);

  const answer = () => {
    if (!sending && complete) desk.answer(question.questionId, picked);
  };
  const pick = (place: number) => {
    const option = question.options[place];
    if (!option || sending) return;
    setPicked((now) => pressOption(question, now, option.optionId));
  };
  useChoiceKeys(question.options.length, pick, answer);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer();
  };
  return (
    <main className={styles.step}>
      <form className={styles.step} onSubmit={submit}>
        <div className={styles.scroll}>
          <QuestionWords said={said} id={headingId} heading={heading} />
          <AnswerArea
            question={question}
            lang={lang}
            labelledBy={headingId}
            given={given}
            onGiven={setPicked}
            locked={sending}
          />
        </div>
        <div className={styles.foot}>
          <SavedMark state={state} connection={connection} rest={before && <WordsOfBefore before={before} />} />
          <Button
            kind="primary"
            type="submit"
            full
            busy={sending}
            disabled={!sending && !complete}
            className={styles.act}
          >
            {complete || sending ? t('question.answer') : wordsOfTask(t, question)}
          </Button>
        </div>
      </form>
    </main>
  );
}

/** What is still to be done before the question can be answered. */
function wordsOfTask(t: TFunction<'contestant'>, { kind }: QuestionView): string {
  if (kind === 'number' || kind === 'text') return t('question.type');
  return kind === 'order' ? t('question.putInOrder') : t('question.choose');
}

/** What became of the question before: saved, not answered, too late by how much, or not accepted. SPEC E3. */
function WordsOfBefore({ before }: { before: QuestionBefore }) {
  const { t } = useTranslation('contestant');
  const { duration } = useFormat();
  const { position } = before;
  if (before.is === 'saved') return `✓ ${t('saving.before', { position })}`;
  if (before.is === 'unanswered') return t('saving.beforeUnanswered', { position });
  return before.refusal.code === 'answer_too_late'
    ? t('saving.beforeLate', { position, late: duration(before.refusal.lateByMs) })
    : t('saving.beforeRefused', { position });
}
