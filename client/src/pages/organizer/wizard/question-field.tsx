import type { OpenQuestion } from '@hoithi/shared/contract/organizer';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { ChoicesField } from './choices-field.tsx';
import { describeExample } from './describe-example.ts';
import { LadderField } from './ladder-field.tsx';
import { PredictionField } from './prediction-field.tsx';
import styles from './question-field.module.css';
import { showAnswer } from './show-answer.ts';
import { TypedField } from './typed-field.tsx';

export type QuestionFieldProps = {
  place: number;
  question: OpenQuestion;
  value: unknown;
  /** undefined: no answer yet. */
  change: (value: unknown) => void;
  /** Why the server cannot use the answer. */
  error: string | null;
};

/** One thing the plan leaves open, asked as its kind asks; the example stands beside it and never in it. SPEC O1. */
export function QuestionField({ place, question, value, change, error }: QuestionFieldProps) {
  const { t } = useTranslation('organizer');
  const format = useFormat();
  const id = useId();
  const example = describeExample(question, t, format);
  const notes = joinClasses(example !== null && `${id}-example`, error !== null && `${id}-error`) || undefined;
  const { kind } = question;
  const choices =
    kind === 'boolean'
      ? [
          { value: 'true', label: t('wizard.yes') },
          { value: 'false', label: t('wizard.no') },
        ]
      : (question.choices ?? []).map((choice) => ({ value: choice.value, label: format.local(choice.label) }));
  return (
    <fieldset
      aria-labelledby={`${id}-ask`}
      id={`question-${question.id}`}
      tabIndex={-1}
      className={joinClasses(styles.question, value !== undefined && error === null && styles.answered)}
    >
      <span className={styles.number} aria-hidden="true">
        {place}
      </span>
      <div className={styles.body}>
        <p id={`${id}-ask`} className={styles.ask}>
          {format.local(question.ask)}
        </p>
        {(kind === 'choice' || kind === 'boolean') && (
          <ChoicesField
            name={question.id}
            labelledBy={`${id}-ask`}
            describedBy={notes}
            choices={choices}
            value={showAnswer(value)}
            change={(chosen) => change(kind === 'boolean' ? chosen === 'true' : chosen)}
          />
        )}
        {(kind === 'integer' || kind === 'text' || kind === 'instant') && (
          <TypedField
            kind={kind}
            value={value}
            change={change}
            wire={{
              'aria-labelledby': `${id}-ask`,
              'aria-describedby': notes,
              'aria-invalid': error !== null ? true : undefined,
            }}
          />
        )}
        {kind === 'ladder' && <LadderField question={question} value={value} change={change} />}
        {kind === 'prediction' && <PredictionField question={question} value={value} change={change} />}
        {example !== null && (
          <p id={`${id}-example`} className={styles.example}>
            {t('wizard.example', { example })}
          </p>
        )}
        {error !== null && (
          <p id={`${id}-error`} className={styles.error}>
            {error}
          </p>
        )}
      </div>
    </fieldset>
  );
}
