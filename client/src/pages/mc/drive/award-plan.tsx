import type { AwardStep, StageView } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './lists.module.css';

/** The whole plan in the order of telling, with what the hall knows already. For the MC's eyes alone. SPEC H16. */
export function AwardPlan({ plan, stage }: { plan: AwardStep[]; stage: StageView }) {
  const { t } = useTranslation('mc');
  const { local } = useFormat();
  const cue = stage.cue.kind === 'award' ? stage.cue : null;
  const told = cue?.told.length ?? 0;
  if (plan.length === 0) return <p>{t('drive.awardNone')}</p>;
  return (
    <ol className={styles.list}>
      {plan.map((step, at) => (
        <li key={`${step.rank} ${step.name}`} data-told={at < told || undefined} data-now={at === told || undefined}>
          <span>{local(step.prize)}</span>
          <b>{step.name}</b>
          {step.unitName && <span>{step.unitName}</span>}
        </li>
      ))}
    </ol>
  );
}
