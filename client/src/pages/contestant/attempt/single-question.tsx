import type { QuestionView } from '@hoithi/shared/contract/contestant';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../../connection/namespace-types.ts';
import { Button } from '../../../ui/button.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import { joinHyphens } from '../../../ui/join-hyphens.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { OptionTiles } from './option-tiles.tsx';
import styles from './page.module.css';
import { SavedMark } from './saved-mark.tsx';
import { useArrival } from './use-arrival.ts';
import type { AttemptDesk } from './use-attempt-desk.ts';
import { useChoiceKeys } from './use-choice-keys.ts';
import type { QuestionBefore } from './use-question-before.ts';

type SingleQuestionProps = {
  question: QuestionView;
  before: QuestionBefore | null;
  desk: AttemptDesk;
  connection: ConnectionState;
};

/** A question handed out alone: choosing selects, one more press answers for good, and the next comes with the ack. SPEC A5. */
export function SingleQuestion({ question, before, desk, connection }: SingleQuestionProps) {
  const { t } = useTranslation('contestant');
  const headingId = useId();
  const heading = useArrival();
  const state = desk.states.get(question.questionId);
  const [picked, setPicked] = useState<string[]>([]);
  const sending = state?.is === 'sending';
  const chosen = sending ? state.optionIds : picked;

  const answer = () => {
    if (!sending && picked.length > 0) desk.answer(question.questionId, picked);
  };
  const pick = (place: number) => {
    const option = question.options[place];
    if (!option || sending) return;
    const { optionId } = option;
    if (!question.several) setPicked([optionId]);
    else setPicked((now) => (now.includes(optionId) ? now.filter((one) => one !== optionId) : [...now, optionId]));
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
          <h1 {...contestWords} id={headingId} ref={heading} tabIndex={-1} className={styles.question}>
            {joinHyphens(question.text)}
          </h1>
          <OptionTiles
            question={question}
            labelledBy={headingId}
            chosen={chosen}
            onChosen={setPicked}
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
            disabled={!sending && picked.length === 0}
            className={styles.act}
          >
            {picked.length === 0 && !sending ? t('question.choose') : t('question.answer')}
          </Button>
        </div>
      </form>
    </main>
  );
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
