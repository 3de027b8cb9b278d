import type { Preset } from '@hoithi/shared/rules/presets/preset';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../ui/button.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { DemoOnlyNote } from '../demo-only-note.tsx';
import { useMayEverywhere } from '../organizer-connection.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { draftsPath, planPath } from '../organizer-paths.ts';
import { plans } from '../plans.ts';
import styles from './page.module.css';

/** First step: the plan that the contest is made from. SPEC O1, R3. */
export function ChoosePlanPage() {
  const { t } = useTranslation('organizer');
  const mayEverywhere = useMayEverywhere();
  return (
    <OrganizerPage making>
      <PageHead title={t('wizard.title')} lead={<span className={styles.lead}>{t('wizard.chooseLead')}</span>} />
      <DemoOnlyNote />
      {mayEverywhere('draft:read') && (
        <div className={styles.plan}>
          <div className={styles.words}>
            <h2 className={styles.title}>{t('wizard.own')}</h2>
            <p className={styles.soft}>{t('wizard.ownText')}</p>
          </div>
          <ButtonLink href={draftsPath} kind="primary">
            {t('wizard.ownOpen')}
          </ButtonLink>
        </div>
      )}
      <ul className={styles.plans}>
        {plans.map((plan) => (
          <PlanCard key={plan.id} plan={plan} />
        ))}
      </ul>
    </OrganizerPage>
  );
}

function PlanCard({ plan }: { plan: Preset }) {
  const { t } = useTranslation('organizer');
  const { local } = useFormat();
  const rounds = plan.draft.rounds?.length ?? 0;
  return (
    <li className={styles.plan}>
      <div className={styles.words}>
        <h2 className={styles.title}>{local(plan.title)}</h2>
        <p className={styles.soft}>
          {t('wizard.plan', { number: plan.planNo })} ·{' '}
          {rounds > 0 ? t('wizard.rounds', { count: rounds }) : t('wizard.noRounds')}
        </p>
      </div>
      <ButtonLink href={planPath(plan.id)} aria-label={`${t('wizard.choose')}: ${local(plan.title)}`}>
        {t('wizard.choose')}
      </ButtonLink>
    </li>
  );
}
