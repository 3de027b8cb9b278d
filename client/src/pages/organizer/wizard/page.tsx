import type { RulesAnswers } from '@hoithi/shared/contract/organizer';
import type { Preset } from '@hoithi/shared/rules/presets/preset';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ChoosePlanPage } from '../choose-plan/page.tsx';
import { DemoOnlyNote } from '../demo-only-note.tsx';
import { OrganizerPage } from '../organizer-page.tsx';
import { newContestPath } from '../organizer-paths.ts';
import { findPlan } from '../plans.ts';
import { CreateForm } from './create-form.tsx';
import styles from './page.module.css';
import { PreviewPanel } from './preview-panel.tsx';
import { QuestionField } from './question-field.tsx';
import { issueOf, splitNotices } from './split-notices.ts';
import { usePreview } from './use-preview.ts';

/** Second step: what the plan leaves open, the rules as they would read, the address, the contest. SPEC O1. */
export function WizardPage({ presetId }: { presetId: string }) {
  const plan = findPlan(presetId);
  return plan ? <Wizard key={plan.id} plan={plan} /> : <ChoosePlanPage />;
}

function Wizard({ plan }: { plan: Preset }) {
  const { t } = useTranslation('organizer');
  const { local, locale } = useFormat();
  const refusalText = useRefusalText();
  const [answers, setAnswers] = useState<RulesAnswers>({});
  const { previewed, refusal, pending } = usePreview(plan.id, answers);
  const answer = (id: string, value: unknown) =>
    setAnswers(({ [id]: _before, ...others }) => (value === undefined ? others : { ...others, [id]: value }));
  const notices = splitNotices(previewed?.preview.notices ?? []);
  const questions = previewed?.questions ?? [];
  const openIds = new Set(previewed?.preview.open.map(({ id }) => id));
  const errorOf = (id: string) => {
    const notice = notices.ofAnswers.get(id);
    if (!notice || answers[id] === undefined) return null;
    return t('wizard.preview.answerWrong', { issue: issueOf(notice, locale) });
  };
  const toNextOpen = () => {
    const next = questions.find(({ id }) => openIds.has(id));
    const field = next && document.getElementById(`question-${next.id}`);
    field?.scrollIntoView({ block: 'start' });
    field?.focus({ preventScroll: true });
  };
  return (
    <OrganizerPage making>
      <header className={styles.head}>
        <h1>{t('wizard.title')}</h1>
        <p className={styles.plan}>
          {local(plan.title)}, {t('wizard.plan', { number: plan.planNo })}.{' '}
          <Link href={newContestPath}>{t('wizard.otherPlan')}</Link>
        </p>
      </header>
      <DemoOnlyNote />
      {refusal && <p role="alert">{refusalText(refusal)}</p>}
      {!previewed ? (
        !refusal && <StateCard kind="loading" title={t('wizard.loading')} />
      ) : (
        <div className={styles.columns}>
          <section className={styles.form} aria-labelledby="wizard-questions">
            <div className={styles.formHead}>
              <h2 id="wizard-questions">{t('wizard.questions')}</h2>
              <output className={styles.progress}>
                {t('wizard.progress', { done: questions.length - openIds.size, total: questions.length })}
              </output>
            </div>
            {questions.map((question, at) => (
              <QuestionField
                key={question.id}
                place={at + 1}
                question={question}
                value={answers[question.id]}
                change={(value) => answer(question.id, value)}
                error={errorOf(question.id)}
              />
            ))}
          </section>
          <div className={styles.side}>
            <PreviewPanel preview={previewed.preview} notices={notices} pending={pending} toNextOpen={toNextOpen} />
          </div>
          <div className={styles.last}>
            <CreateForm plan={plan} answers={answers} preview={previewed.preview} pending={pending} />
          </div>
        </div>
      )}
    </OrganizerPage>
  );
}
