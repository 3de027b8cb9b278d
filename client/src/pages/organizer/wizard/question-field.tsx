/** An answer of one word or number as a control holds it; null where there is none. */
import type { OpenQuestion } from '@hoithi/shared/contract/organizer';
import type { TFunction } from 'i18next';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { readVietnamInput, writeVietnamInput } from '../vietnam-input.ts';
import { LadderField } from './ladder-field.tsx';
import styles from './page.module.css';
import { PredictionField, type PredictionPart, wordPart } from './prediction-field.tsx';

export type QuestionFieldProps = {
  place: number;
  question: OpenQuestion;
  value: unknown;
  /** undefined: no answer yet. */
  change: (value: unknown) => void;
  /** Why the server cannot use the answer. */
  error: string | null;
};

/** One question that the plan leaves open, with the control of its kind; the example is shown beside it and never filled in. SPEC O1. */
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
      className={joinClasses(styles.question, value !== undefined && error === null && styles.questionAnswered)}
    >
      <span className={styles.questionNumber} aria-hidden="true">
        {place}
      </span>
      <div className={styles.questionBody}>
        <p id={`${id}-ask`} className={styles.questionAsk}>
          {format.local(question.prompt)}
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
          <p id={`${id}-example`} className={styles.questionExample}>
            {t('wizard.example', { example })}
          </p>
        )}
        {error !== null && (
          <p id={`${id}-error`} className={styles.questionError}>
            {error}
          </p>
        )}
      </div>
    </fieldset>
  );
}

type ChoicesFieldProps = {
  name: string;
  labelledBy: string;
  describedBy: string | undefined;
  choices: { value: string; label: string }[];
  value: string | null;
  change: (value: string) => void;
};

/** One of a few, all in sight. */
function ChoicesField({ name, labelledBy, describedBy, choices, value, change }: ChoicesFieldProps) {
  return (
    <div
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      className={styles.questionChoices}
    >
      {choices.map((choice) => (
        <label key={choice.value} className={styles.questionChoice}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => change(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}

function showAnswer(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : null;
}

type TypedFieldProps = {
  kind: 'integer' | 'text' | 'instant';
  value: unknown;
  change: (value: unknown) => void;
  wire: { 'aria-labelledby': string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };
};

/** A typed answer. What cannot be read as its kind is sent unchanged, and the server reports what is wrong. */
function TypedField({ kind, value, change, wire }: TypedFieldProps) {
  const { t } = useTranslation('organizer');
  const { instant } = useFormat();
  const [typed, setTyped] = useState(() => {
    const shown = showAnswer(value) ?? '';
    return kind === 'instant' && shown !== '' ? writeVietnamInput(Date.parse(shown)) : shown;
  });
  // The control shows a date as the device's language does; beside it stands how it will be printed.
  const chosen = kind === 'instant' ? readVietnamInput(typed) : null;
  const put = (next: string) => {
    setTyped(next);
    change(readAnswer(kind, next));
  };
  return (
    <div className={styles.questionTyped}>
      <input
        {...wire}
        className={{ integer: styles.questionInteger, text: styles.questionText, instant: undefined }[kind]}
        type={kind === 'instant' ? 'datetime-local' : 'text'}
        inputMode={kind === 'integer' ? 'numeric' : undefined}
        autoComplete="off"
        maxLength={kind === 'integer' ? 9 : 2000}
        value={typed}
        onChange={(event) => put(event.target.value)}
      />
      {kind === 'instant' && (
        <span className={styles.questionUnit}>{chosen ? instant(Date.parse(chosen)) : t('wizard.vietnamTime')}</span>
      )}
    </div>
  );
}

function readAnswer(kind: TypedFieldProps['kind'], typed: string): unknown {
  const text = typed.trim();
  if (text === '') return undefined;
  if (kind === 'integer') return /^\d+$/.test(text) ? Number(text) : text;
  return kind === 'instant' ? (readVietnamInput(text) ?? undefined) : text;
}

type Format = Pick<ReturnType<typeof useFormat>, 'local' | 'instant' | 'number'>;

/** What comparable contests do, in words; the value itself never enters the form. Source: SPEC O1. */
function describeExample(question: OpenQuestion, t: TFunction<'organizer'>, format: Format): string | null {
  const { example, kind, choices } = question;
  if (example === null) return null;
  const labelOf = (value: string) => {
    const choice = choices?.find((each) => each.value === value);
    return choice ? format.local(choice.label) : value;
  };
  if (kind === 'choice') return labelOf(example);
  if (kind === 'boolean') return t(example === 'true' ? 'wizard.yes' : 'wizard.no');
  if (kind === 'instant') return format.instant(Date.parse(example));
  if (kind === 'integer') return format.number(Number(example));
  if (kind === 'ladder') return example.split(',').map(labelOf).join(' → ');
  if (kind === 'prediction') {
    const [first = '', ...rest] = example.split(' ');
    const parts: PredictionPart[] = ['role', 'missing', 'targetBasis'];
    return [labelOf(first), ...rest.map((value, at) => wordPart(parts[at] ?? 'role', value, t))].join('; ');
  }
  return example;
}
