import type { KeyQuestion } from '@hoithi/shared/contract/result-desk';
import { foldText } from '@hoithi/shared/rules/fold';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckBox, Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';
import type { Deciding } from './result-parts.ts';

type How = 'right' | 'drop' | 'everybody';
type Props = { path: string; onChoose: (what: Deciding) => void; onClose: () => void };
const shownMax = 20;

/** Which question's key was wrong, and what is right of it now. SPEC F15. */
export function KeyDialog({ path, onChoose, onClose }: Props) {
  const { t } = useTranslation(['result-desk', 'common']);
  const words = useRefusalText();
  const { value: questions, refusal, loading } = useLoaded<KeyQuestion[]>(`${path}/questions`);
  const [question, setQuestion] = useState<KeyQuestion | null>(null);
  const [how, setHow] = useState<How | ''>('');
  const [right, setRight] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const isWhole = question && how !== '' && (how !== 'right' || right.length > 0);
  const confirm = () => {
    setTried(true);
    if (!isWhole) return;
    const { questionId, text } = question;
    onChoose({ decision: { kind: 'key', questionId, right: how === 'right' ? right : how }, about: text });
  };
  const choices: How[] =
    question && question.options.length > 0 ? ['right', 'drop', 'everybody'] : ['drop', 'everybody'];
  return (
    <FormDialog
      title={t('keyForm.title')}
      confirm={t('keyForm.next')}
      busy={false}
      refused={refusal && words(refusal)}
      onConfirm={confirm}
      onClose={onClose}
    >
      {loading && <p>{t('common:state.loading')}</p>}
      {questions && !question && <FindQuestion questions={questions} onChoose={setQuestion} />}
      {question && (
        <>
          <p>
            <strong>{question.text}</strong>
          </p>
          {question.options.length > 0 && <p>{t('keyForm.now', { right: wordsOf(question, question.right) })}</p>}
          <Button kind="quiet" onClick={() => setQuestion(null)}>
            {t('keyForm.change')}
          </Button>
          <PillChoice
            legend={t('keyForm.how')}
            required
            name="how"
            options={choices.map((value) => ({ value, label: t(`keyForm.hows.${value}`) }))}
            value={how}
            onChange={setHow}
            error={tried && how === '' ? t('common:required') : null}
          />
          {how !== '' && <p className={styles.soft}>{t(`keyForm.hints.${how}`)}</p>}
          {how === 'right' &&
            question.options.map(({ id, text }) => (
              <CheckBox
                key={id}
                label={text}
                checked={right.includes(id)}
                onChange={() => setRight(right.includes(id) ? right.filter((each) => each !== id) : [...right, id])}
              />
            ))}
          {tried && how === 'right' && right.length === 0 && (
            <p className={styles.refused} role="alert">
              {t('keyForm.pick')}
            </p>
          )}
        </>
      )}
    </FormDialog>
  );
}

const wordsOf = ({ options }: KeyQuestion, ids: readonly string[]): string =>
  options
    .filter(({ id }) => ids.includes(id))
    .map(({ text }) => text)
    .join('; ');

function FindQuestion({
  questions,
  onChoose,
}: {
  questions: KeyQuestion[];
  onChoose: (question: KeyQuestion) => void;
}) {
  const { t } = useTranslation('result-desk');
  const [typed, setTyped] = useState('');
  const folded = foldText(typed);
  const found = questions.filter(({ text }) => foldText(text).includes(folded));
  return (
    <>
      <Field
        label={t('keyForm.search')}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className={styles.soft}>{t('keyForm.found', { count: found.length })}</p>
      <ul className={styles.questions}>
        {found.slice(0, shownMax).map((question) => (
          <li key={question.questionId} className={styles.question}>
            <span>{question.text}</span>
            <Button onClick={() => onChoose(question)}>{t('keyForm.choose')}</Button>
          </li>
        ))}
      </ul>
    </>
  );
}
