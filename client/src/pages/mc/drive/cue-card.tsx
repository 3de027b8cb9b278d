import type { AwardStep, McCue, McRun, StageView } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { AnswerSign } from '../../../ui/answer-sign.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

/** A cue for the MC's eyes: what the hall sees, with the key in jade and the explanation. */
export function CueCard({ title, cue, run, current }: { title: string; cue: McCue; run: McRun; current?: boolean }) {
  const { t } = useTranslation('mc');
  const { local } = useFormat();
  const { question } = cue;
  const stageCue = run.stage.cue;
  const phase =
    current && (stageCue.kind === 'question' || stageCue.kind === 'sudden-death')
      ? t(`drive.phase.${stageCue.phase}`)
      : null;
  const words = 'text' in stageCue ? stageCue.text : 'sentence' in stageCue ? stageCue.sentence : null;
  const text = current && words ? local(words) : null;
  return (
    <section className={joinClasses(styles.cue, current && styles.cueNow)}>
      <h2 className={styles.cueLabel}>
        <span>{title}: </span>
        <b>{t(`drive.cue.${cue.kind}`)}</b> {phase && <span className={styles.cuePhase}>{phase}</span>}
      </h2>
      {cue.title && <p className={styles.cueTitle}>{local(cue.title)}</p>}
      {text && <p className={styles.cueText}>{text}</p>}
      {question && (
        <>
          <p {...contestWords} className={styles.cueQuestion}>
            {question.text}
          </p>
          <ul className={styles.cueOptions}>
            {question.options.map((option, place) => (
              <li key={option.optionId} className={joinClasses(option.optionId === question.right && styles.cueRight)}>
                <AnswerSign place={place} className={styles.cueSign} />
                <span>
                  <span {...contestWords}>{option.text}</span>
                  {option.optionId === question.right && <b> · {t('drive.rightOne')}</b>}
                </span>
              </li>
            ))}
          </ul>
          {current && (
            <p {...contestWords} className={styles.cueExplanation}>
              {question.explanation} <span>{question.source}</span>
            </p>
          )}
        </>
      )}
      {current && cue.award && <AwardPlan plan={cue.award} stage={run.stage} />}
    </section>
  );
}

/** The whole plan in the order of telling, with what the hall knows already. For the MC's eyes alone. SPEC H16. */
function AwardPlan({ plan, stage }: { plan: AwardStep[]; stage: StageView }) {
  const { t } = useTranslation('mc');
  const { local } = useFormat();
  const cue = stage.cue.kind === 'award' ? stage.cue : null;
  const revealed = cue?.shown.length ?? 0;
  if (plan.length === 0) return <p>{t('drive.awardNone')}</p>;
  return (
    <ol className={styles.drawerList}>
      {plan.map((step, at) => (
        <li
          key={`${step.rank} ${step.name}`}
          data-revealed={at < revealed || undefined}
          data-now={at === revealed || undefined}
        >
          <span>{local(step.prize)}</span>
          <b>{step.name}</b>
          {step.unitName && <span>{step.unitName}</span>}
        </li>
      ))}
    </ol>
  );
}
