import type { BankView, QuestionView } from '@hoithi/shared/contract/banks';
import { warnQuestion } from '@hoithi/shared/rules/questions/warn-questions';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { writeDate } from '../../../../ui/date-text.ts';
import { formatTime } from '../../../../ui/format.ts';
import { useRefusalText } from '../../../../ui/use-refusal-text.ts';
import { AboutFields } from './about-fields.tsx';
import { blankForm, checkForm, type Form, formOf, type Issue, roughOf } from './draft-question.ts';
import { KeyFields } from './key-fields.tsx';
import { MeetingDialog } from './meeting-dialog.tsx';
import styles from './page.module.css';
import { Preview } from './preview.tsx';
import { useKeys } from './use-keys.ts';
import { type Saved, useQuestionSync } from './use-question-sync.ts';

type Then = 'stay' | 'next';
type QuestionEditorProps = {
  bank: BankView;
  /** null: a new question. */
  opened: QuestionView | null;
  onSaved: (questionId: string, then: Then) => void;
};

/** A question as a form, beside what phone and hall will show and what is to be looked at again. SPEC Q7, Q14. */
export function QuestionEditor({ bank, opened, onSaved }: QuestionEditorProps) {
  const { t } = useTranslation('bank');
  const words = useRefusalText();
  const [form, setForm] = useState<Form>(() => (opened?.question ? formOf(opened.question) : blankForm()));
  const [clean, setClean] = useState(form);
  const [issue, setIssue] = useState<{ issue: Issue; place: string } | null>(null);
  const [said, setSaid] = useState('');
  const sync = useQuestionSync(bank.bankId, opened);
  const isDirty = form !== clean;
  useStay(isDirty);
  const change = (part: Partial<Form>) => {
    setForm((before) => ({ ...before, ...part }));
    setSaid('');
  };
  const settle = (saved: Saved | null, then: Then) => {
    if (!saved) return;
    const now = opened === null && then === 'next' ? blankForm(form.topic) : formOf(saved.question);
    const next = {
      ...now,
      ...(opened === null ? { document: form.document, clause: form.clause, date: form.date } : {}),
    };
    setForm(next);
    setClean(next);
    setSaid(saved.merged ? t('question.merged') : t('question.saved', { at: formatTime(Date.now(), true) }));
    onSaved(saved.questionId, then);
  };
  const save = async (then: Then) => {
    const checked = checkForm(form, opened?.questionId ?? null);
    setIssue('issue' in checked ? checked : null);
    if ('question' in checked) settle(await sync.save(checked.question), then);
  };
  useKeys({ 'ctrl+s': () => void save('stay'), 'ctrl+Enter': () => void save('next') });
  return (
    <div className={styles.desk}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save('next');
        }}
      >
        <KeyFields form={form} issue={issue?.issue ?? null} change={change} setForm={setForm} />
        <AboutFields bank={bank} form={form} issue={issue?.issue ?? null} change={change} />
        <div className={styles.saves}>
          <Button type="submit" kind="primary" busy={sync.busy}>
            {opened === null ? t('question.saveNew') : t('question.saveNext')}
          </Button>
          <Button busy={sync.busy} onClick={() => void save('stay')}>
            {t('question.save')}
          </Button>
          <output className={styles.said}>{said || (isDirty ? t('question.unsaved') : '')}</output>
          {issue && (
            <p className={styles.refused} role="alert">
              {t(`question.issue.${issue.issue}`, { place: issue.place })}
            </p>
          )}
          {sync.refusal && (
            <p className={styles.refused} role="alert">
              {words(sync.refusal)}
            </p>
          )}
          {opened && opened.state !== 'draft' && isDirty && (
            <p className={styles.soft}>{t('question.savedBecomesDraft')}</p>
          )}
        </div>
        <p className={styles.keys}>{t('question.keys')}</p>
      </form>
      <Beside form={form} bank={bank} />
      {sync.meeting && (
        <MeetingDialog
          meeting={sync.meeting}
          onDecided={(mine) => void sync.decide(mine).then((saved) => settle(saved, 'stay'))}
        />
      )}
    </div>
  );
}

/** What is made of the form while it is typed. */
function Beside({ form, bank }: { form: Form; bank: BankView }) {
  const { t } = useTranslation('bank');
  const typed = useDeferredValue(form);
  const question = useMemo(() => roughOf(typed), [typed]);
  const warnings = question ? warnQuestion(question, { shuffled: true, today: vietnamDayOf(Date.now()) }) : [];
  return (
    <div className={styles.side}>
      {question && (
        <Card title={t('warnings')} className={styles.warnings}>
          {warnings.length === 0 && <p className={styles.soft}>{t('warningNone')}</p>}
          <ul>
            {warnings.map(({ reason, value }) => (
              <li key={reason}>
                <span>{t(`warning.${reason}`)}</span>
                {value && reason !== 'too_little_time' && (
                  <span className={styles.soft}> {reason === 'source_expired' ? writeDate(value) : value}</span>
                )}
              </li>
            ))}
          </ul>
          {bank.unbalancedLetter && <p className={styles.soft}>{t('unbalanced', { letter: bank.unbalancedLetter })}</p>}
        </Card>
      )}
      <Preview question={question} />
    </div>
  );
}

/** Asks before a page with unsaved changes is left. */
function useStay(isDirty: boolean): void {
  const { t } = useTranslation('bank');
  useEffect(() => {
    if (!isDirty) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    const leave = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!link || link.getAttribute('target') || window.confirm(t('question.leave'))) return;
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener('beforeunload', stay);
    document.addEventListener('click', leave, true);
    return () => {
      removeEventListener('beforeunload', stay);
      document.removeEventListener('click', leave, true);
    };
  }, [isDirty, t]);
}
