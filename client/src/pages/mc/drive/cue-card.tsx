import type { McCue, McRun } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { AnswerSign } from '../../../ui/answer-sign.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { AwardPlan } from './award-plan.tsx';
import styles from './cue-card.module.css';

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
  const text = current && 'text' in stageCue && stageCue.text ? local(stageCue.text) : null;
  return (
    <section className={joinClasses(styles.cue, current && styles.now)}>
      <h2 className={styles.label}>
        {title}: <b>{t(`drive.cue.${cue.kind}`)}</b> {phase && <span className={styles.phase}>{phase}</span>}
      </h2>
      {cue.title && <p className={styles.title}>{local(cue.title)}</p>}
      {text && <p className={styles.text}>{text}</p>}
      {question && (
        <>
          <p className={styles.question}>{question.text}</p>
          <ul className={styles.options}>
            {question.options.map((option, place) => (
              <li key={option.optionId} className={joinClasses(option.optionId === question.right && styles.right)}>
                <AnswerSign place={place} className={styles.sign} />
                <span>
                  {option.text}
                  {option.optionId === question.right && <b> · {t('drive.rightOne')}</b>}
                </span>
              </li>
            ))}
          </ul>
          {current && (
            <p className={styles.explanation}>
              {question.explanation} <span>{question.source}</span>
            </p>
          )}
        </>
      )}
      {current && cue.award && <AwardPlan plan={cue.award} stage={run.stage} />}
    </section>
  );
}
