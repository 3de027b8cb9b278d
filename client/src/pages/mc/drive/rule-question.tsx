import type { ShowCommand } from '@hoithi/shared/contract/show';
import type { McCue, McRun } from '@hoithi/shared/contract/show-mc';
import { joinOptions, splitOptions } from '@hoithi/shared/rules/show/show-item';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { letterAt } from '../../../ui/answer-sign.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import styles from './page.module.css';

const reasonLengthMin = 5;
const reasonLengthMax = 300;
const typedLengthMax = 100;
const voided = 'void';
/** Another key, where it is more than one option. */
const rekeyed = 'key';

type RuleProps = {
  run: McRun;
  asking: number;
  question: NonNullable<McCue['question']>;
  drive: (c: ShowCommand) => void;
};

/** A revealed question that was wrong: another option is right, or it counts for nobody. Everybody's points follow. SPEC H5d. */
export function RuleQuestion({ run, asking, question, drive }: RuleProps) {
  const { t } = useTranslation('mc');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { cue } = run.stage;
  const revealed = 'revealed' in cue ? cue.revealed : null;
  const { kind } = question;
  const oneRight = kind === 'one' || kind === 'true-false';
  const right = (revealed ?? question).right;
  const now = revealed?.ruling?.what === 'void' ? voided : oneRight ? (right[0] ?? '') : '';
  const [wanted, setWanted] = useState(now);
  const [key, setKey] = useState(joinOptions(kind, right));
  const isKey = wanted !== voided;
  const given = oneRight ? wanted : key.trim();
  const isNew = isKey ? given !== '' && (oneRight || given !== joinOptions(kind, right)) : true;
  const ready = wanted !== now && isNew && reason.trim().length >= reasonLengthMin;
  const isBuzzer = 'buzzer' in cue && cue.buzzer !== undefined; // what was said is judged by the MC: no key changes it
  const options = isBuzzer
    ? []
    : oneRight
      ? question.options.map(({ optionId }, place) => ({
          value: optionId,
          label: t('rule.option', { letter: letterAt(place) }),
        }))
      : [{ value: rekeyed, label: t('rule.key') }];
  function send() {
    setOpen(false);
    drive({
      do: 'rule',
      asking,
      ruling: isKey ? { what: 'key', right: given } : { what: 'void' },
      reason: reason.trim(),
    });
  }
  return (
    <>
      <Button
        kind="quiet"
        onClick={() => {
          setWanted(now);
          setKey(joinOptions(kind, right));
          setReason('');
          setOpen(true);
        }}
      >
        {t('rule.open')}
      </Button>
      <Dialog
        open={open}
        title={t('rule.title')}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t('drive.keep')}</Button>
            <Button kind="danger" disabled={!ready} onClick={send}>
              {t('rule.confirm')}
            </Button>
          </>
        }
      >
        <PillChoice
          legend={t('rule.legend')}
          name="rule"
          options={[...options, { value: voided, label: t('rule.void') }]}
          value={wanted}
          onChange={setWanted}
        />
        {wanted === rekeyed && <KeyField question={question} value={key} onChange={setKey} />}
        <Field
          label={t('rule.reason')}
          hint={t('rule.reasonHint')}
          value={reason}
          maxLength={reasonLengthMax}
          required
          onChange={(event) => setReason(event.target.value)}
        />
        <p className={styles.ruleText}>{t('rule.text')}</p>
      </Dialog>
    </>
  );
}

/** The new key: options, pressed in their order where that is asked for, or what should have been typed. */
function KeyField({
  question,
  value,
  onChange,
}: {
  question: RuleProps['question'];
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation('mc');
  const { kind, options } = question;
  if (kind === 'number' || kind === 'text')
    return (
      <Field
        label={t('rule.typed')}
        hint={t(`rule.${kind}Hint`)}
        value={value}
        maxLength={typedLengthMax}
        required
        onChange={(event) => onChange(event.target.value)}
      />
    );
  const chosen = value === '' ? [] : splitOptions(value);
  const toggle = (optionId: string) =>
    joinOptions(kind, chosen.includes(optionId) ? chosen.filter((each) => each !== optionId) : [...chosen, optionId]);
  return (
    <fieldset className={styles.ruleKey}>
      <legend>{t(kind === 'order' ? 'rule.inOrder' : 'rule.several')}</legend>
      {options.map(({ optionId, text }, place) => (
        <Button
          key={optionId}
          kind={chosen.includes(optionId) ? 'primary' : 'quiet'}
          aria-pressed={chosen.includes(optionId)}
          onClick={() => onChange(toggle(optionId))}
        >
          {kind === 'order' && chosen.includes(optionId) && <span>{chosen.indexOf(optionId) + 1}. </span>}
          <span>
            {letterAt(place)} {text}
          </span>
        </Button>
      ))}
    </fieldset>
  );
}
