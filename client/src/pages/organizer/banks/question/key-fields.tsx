import { limits } from '@hoithi/shared/contract/limits';
import { questionKinds } from '@hoithi/shared/contract/question';
import type { PastedLine } from '@hoithi/shared/contract/question-paste';
import type { ClipboardEvent, Dispatch, SetStateAction } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerSign, letterAt } from '../../../../ui/answer-sign.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { Field, Select } from '../../../../ui/field.tsx';
import { blocksOfHtml } from '../paste/pasted-blocks.ts';
import { type Form, type Issue, optionsMax, withKind, withOption, withOptions } from './draft-question.ts';
import { optionsOfLines, questionOfLines } from './option-lines.ts';
import styles from './page.module.css';

type KeyFieldsProps = {
  form: Form;
  issue: Issue | null;
  change: (part: Partial<Form>) => void;
  setForm: Dispatch<SetStateAction<Form>>;
};

/** What is asked and what is right, by its kind. Lines that are pasted fill the options; a whole question is divided. */
export function KeyFields({ form, issue, change, setForm }: KeyFieldsProps) {
  const { t } = useTranslation('bank');
  const pasteQuestion = (event: ClipboardEvent) => {
    const whole = questionOfLines(linesOf(event));
    if (!whole || form.options.some(({ text }) => text.trim() !== '')) return;
    event.preventDefault();
    setForm((before) => withOptions({ ...before, kind: 'one', text: whole.text }, whole.options));
  };
  return (
    <Card className={styles.fields}>
      <Field
        label={t('question.text')}
        hint={t('question.textHint')}
        error={issue === 'text' ? t('question.issue.text') : null}
      >
        {(wire) => (
          <textarea
            {...wire}
            rows={3}
            maxLength={limits.questionLengthMax}
            value={form.text}
            onPaste={pasteQuestion}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
      <Select
        label={t('question.kind')}
        value={form.kind}
        options={questionKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        onChange={(event) => {
          const kind = questionKinds.find((each) => each === event.target.value) ?? 'one';
          setForm((before) => withKind(before, kind));
        }}
      />
      {form.kind === 'number' && <NumberFields form={form} issue={issue} change={change} />}
      {form.kind === 'text' && (
        <Field
          label={t('question.accepted')}
          hint={t('question.acceptedHint')}
          error={issue === 'accepted' ? t('question.issue.accepted') : null}
        >
          {(wire) => (
            <textarea
              {...wire}
              rows={3}
              value={form.accepted}
              onChange={(event) => change({ accepted: event.target.value })}
            />
          )}
        </Field>
      )}
      {form.kind !== 'number' && form.kind !== 'text' && <OptionFields form={form} issue={issue} setForm={setForm} />}
    </Card>
  );
}

function NumberFields({ form, issue, change }: Pick<KeyFieldsProps, 'form' | 'issue' | 'change'>) {
  const { t } = useTranslation('bank');
  return (
    <div className={styles.pair}>
      <Field
        label={t('question.value')}
        inputMode="decimal"
        value={form.value}
        error={issue === 'value' ? t('question.issue.value') : null}
        onChange={(event) => change({ value: event.target.value })}
      />
      <Field
        label={t('question.tolerance')}
        inputMode="decimal"
        value={form.tolerance}
        onChange={(event) => change({ tolerance: event.target.value })}
      />
    </div>
  );
}

function OptionFields({ form, issue, setForm }: Pick<KeyFieldsProps, 'form' | 'issue' | 'setForm'>) {
  const { t } = useTranslation('bank');
  const name = useId();
  const { kind, options, right } = form;
  const isOrder = kind === 'order';
  const isFixed = kind === 'true-false';
  const put = (at: number, text: string) =>
    setForm((before) => ({
      ...before,
      options: before.options.map((each, own) => (own === at ? { ...each, text } : each)),
    }));
  const mark = (id: string, on: boolean) =>
    setForm((before) => ({
      ...before,
      right: kind === 'several' ? [...before.right.filter((each) => each !== id), ...(on ? [id] : [])] : [id],
    }));
  const paste = (event: ClipboardEvent, at: number) => {
    const pasted = optionsOfLines(linesOf(event));
    if (pasted.length < 2 || isFixed) return;
    event.preventDefault();
    setForm((before) => withOptions(before, pasted, at));
  };
  const remove = (id: string) =>
    setForm((before) => ({
      ...before,
      options: before.options.filter((each) => each.id !== id),
      right: before.right.filter((each) => each !== id),
    }));
  const hint = isOrder
    ? 'question.optionsHintOrder'
    : kind === 'several'
      ? 'question.optionsHintSeveral'
      : 'question.optionsHint';
  return (
    <fieldset className={styles.options}>
      <legend>{t('question.options')}</legend>
      <p className={styles.soft}>{t(hint)}</p>
      {options.map(({ id, text }, at) => (
        <div key={id} className={styles.option} data-right={(!isOrder && right.includes(id)) || undefined}>
          {!isOrder && (
            <label className={styles.mark}>
              <input
                type={kind === 'several' ? 'checkbox' : 'radio'}
                name={name}
                checked={right.includes(id)}
                onChange={(event) => mark(id, event.target.checked)}
                aria-label={t('question.isRight', { letter: letterAt(at) })}
              />
            </label>
          )}
          <AnswerSign place={at} className={styles.sign} />
          <textarea
            rows={1}
            className={styles.optionText}
            aria-label={
              isOrder ? t('question.item', { number: at + 1 }) : t('question.option', { letter: letterAt(at) })
            }
            maxLength={limits.optionLengthMax}
            value={text}
            readOnly={isFixed}
            onPaste={(event) => paste(event, at)}
            onChange={(event) => put(at, event.target.value.replace(/\n/g, ' '))}
          />
          {!isFixed && options.length > 2 && (
            <Button
              kind="quiet"
              className={styles.removeOption}
              aria-label={t('question.removeOption', { letter: letterAt(at) })}
              onClick={() => remove(id)}
            >
              ×
            </Button>
          )}
        </div>
      ))}
      {!isFixed && options.length < optionsMax && (
        <Button onClick={() => setForm(withOption)}>{t('question.addOption')}</Button>
      )}
      {(issue === 'options' || issue === 'right') && (
        <p className={styles.refused} role="alert">
          {t(`question.issue.${issue}`)}
        </p>
      )}
    </fieldset>
  );
}

/** The lines of the clipboard, with how they are drawn where it says so. */
function linesOf({ clipboardData }: ClipboardEvent): PastedLine[] {
  const html = clipboardData.getData('text/html');
  if (html !== '') return blocksOfHtml(html).flatMap((block) => ('rows' in block ? block.rows.flat(2) : [block]));
  const plain = clipboardData.getData('text/plain').split(/\r?\n/);
  return plain.map((text) => ({ pieces: [{ text, drawn: 0 }], gap: false, pictures: 0 }));
}
