import type { QuestionView } from '@hoithi/shared/contract/banks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerSign } from '../../../../ui/answer-sign.tsx';
import { Badge } from '../../../../ui/badge.tsx';
import { Card } from '../../../../ui/card.tsx';
import { contestWords } from '../../../../ui/contest-words.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import editor from '../question/page.module.css';
import { Preview } from '../question/preview.tsx';
import styles from './page.module.css';

/** A question to be read with its key, source and warnings, beside its previews; without its key for whoever may not read it. */
export function QuestionReading({ view, children }: { view: QuestionView; children?: ReactNode }) {
  const { t } = useTranslation('bank');
  const { question, keyless } = view;
  return (
    <div className={editor.desk}>
      <div className={editor.side}>
        <Card className={styles.reading}>
          {question === null && <p className={styles.soft}>{t('question.keyless')}</p>}
          <h2 {...contestWords} className={styles.text}>
            {keyless.text}
          </h2>
          <ol className={styles.options}>
            {keyless.options.map((option, at) => {
              const isRight =
                question !== null &&
                'right' in question &&
                question.kind !== 'order' &&
                question.right.includes(option.id);
              return (
                <li key={option.id} data-right={isRight || undefined}>
                  <AnswerSign place={at} className={editor.sign} />
                  <span {...contestWords}>{option.text}</span>
                  {isRight && <Badge tone="jade">{t('question.right')}</Badge>}
                </li>
              );
            })}
          </ol>
          <Facts view={view} />
        </Card>
        {children}
      </div>
      {question && <Preview question={question} />}
    </div>
  );
}

function Facts({ view }: { view: QuestionView }) {
  const { t } = useTranslation(['bank', 'common']);
  const { date } = useFormat();
  const { question, warnings } = view;
  if (question === null) return null;
  const { source } = question;
  const day = (iso: string) => date(Date.parse(`${iso}T00:00:00+07:00`));
  const optionOf = (id: string) => ('options' in question ? question.options.find((each) => each.id === id)?.text : id);
  const facts: [string, string | null][] = [
    [
      t('question.answer'),
      question.kind === 'number'
        ? t('question.tolerated', { value: question.value, tolerance: question.tolerance })
        : question.kind === 'text'
          ? question.accepted.join('; ')
          : null,
    ],
    [t('question.rightOrder'), question.kind === 'order' ? question.right.map(optionOf).join(' → ') : null],
    [
      t('question.source'),
      source && [source.document, source.clause, source.date && day(source.date)].filter(Boolean).join(', '),
    ],
    [t('question.validTo'), source?.validTo ? day(source.validTo) : null],
    [t('question.explanation'), question.explanation],
    [t('question.topic'), question.topic],
    [t('question.difficulty'), question.difficulty === null ? null : t(`difficulty.${question.difficulty}`)],
    [t('question.audiences'), question.audiences.map((each) => t(`common:audience.${each}`)).join(', ') || null],
    [t('question.tags'), question.tags.join(', ') || null],
    [t('question.seconds'), question.seconds === null ? null : String(question.seconds)],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.flatMap(([name, value]) =>
          value
            ? [
                <dt key={name}>{name}</dt>,
                <dd key={`${name}-value`} {...contestWords}>
                  {value}
                </dd>,
              ]
            : [],
        )}
      </dl>
      {warnings.length > 0 && (
        <ul className={styles.warnings}>
          {warnings.map((reason) => (
            <li key={reason}>{t(`warning.${reason as 'any'}`)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
