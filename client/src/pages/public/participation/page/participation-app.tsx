import type { PublicParticipation } from '@hoithi/shared/contract/public-participation';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { usePageTitle } from '../../../../app/use-page-title.ts';
import { usePolled } from '../../../../connection/use-polled.ts';
import { Page } from '../../../../ui/page.tsx';
import { StateCard } from '../../../../ui/state-card.tsx';
import styles from './participation-page.module.css';
import { ParticipationPage } from './participation-page.tsx';

const everyMs = 4_000;

/** How the units of a contest take part, for anybody, renewed while it is looked at. SPEC U21. */
export default function ParticipationApp() {
  const { t } = useTranslation('participation');
  const { slug } = useParams<{ slug: string }>();
  const path = `/api/contests/${encodeURIComponent(slug)}/participation`;
  const { value, refusal } = usePolled<PublicParticipation>(path, everyMs);
  usePageTitle(t('pageTitle'));
  const back = (
    <Link href={`/c/${encodeURIComponent(slug)}`} className={styles.back}>
      {t('toContest')}
    </Link>
  );
  return (
    <Page width="wide" demo={value?.contest.demo ?? false} header={back} className={styles.page}>
      {value ? (
        <ParticipationPage figures={value} stale={refusal !== null} />
      ) : (
        <Waiting code={refusal?.code ?? null} />
      )}
    </Page>
  );
}

function Waiting({ code }: { code: string | null }) {
  const { t } = useTranslation('participation');
  if (code === null) return <StateCard kind="loading" title={t('loading')} />;
  if (code === 'not_found')
    return (
      <StateCard kind="empty" title={t('missingTitle')}>
        {t('missingText')}
      </StateCard>
    );
  return <StateCard kind="offline">{t('failed')}</StateCard>;
}
