import type { CheckedCertificate } from '@hoithi/shared/contract/papers';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useContestLook } from '../../../connection/use-contest-look.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';

/** What the code on a certificate opens: what the paper says, and whether it holds. SPEC F26. */
export default function CertificatePage() {
  const { t } = useTranslation(['certificate', 'common']);
  const words = useRefusalText();
  const { id } = useParams<{ id: string }>();
  const { value, refusal, loading, again } = useLoaded<CheckedCertificate>(
    `/api/certificates/${encodeURIComponent(id)}`,
  );
  usePageTitle(t('title'));
  if (value) return <Checked certificate={value} />;
  const isUnknown = refusal?.code === 'not_found';
  return (
    <Page>
      {loading && <StateCard kind="loading" />}
      {isUnknown && (
        <StateCard kind="empty" title={t('unknown')}>
          {t('unknownText')}
        </StateCard>
      )}
      {refusal && !isUnknown && (
        <StateCard
          kind="error"
          action={
            <Button kind="primary" onClick={again}>
              {t('common:again')}
            </Button>
          }
        >
          {words(refusal)}
        </StateCard>
      )}
    </Page>
  );
}

const tones = { valid: 'jade', withdrawn: 'amber', awaiting: 'plain' } as const;

function Checked({ certificate: { state, contest, round, number, stated } }: { certificate: CheckedCertificate }) {
  const { t } = useTranslation('certificate');
  const { local } = useFormat();
  const look = useContestLook(contest.slug);
  const rows: [string, string][] = [
    ...(stated?.unitName ? [[t('unit'), stated.unitName] as [string, string]] : []),
    ...(stated ? [[t('list'), local(stated.list)] as [string, string]] : []),
    [t('round'), local(round)],
    [t('contest'), local(contest.name)],
    [t('host'), local(contest.host)],
    [t('number'), number],
  ];
  return (
    <Page logo={look?.logo}>
      <article className={styles.sheet} data-state={state}>
        <h1 className={styles.state}>
          <Badge tone={tones[state]}>{t(state)}</Badge>
        </h1>
        {state !== 'valid' && <p className={styles.note}>{t(`${state}Text`)}</p>}
        {stated && (
          <div className={styles.who}>
            <p className={styles.soft}>{t('name')}</p>
            <p className={styles.name}>{stated.name}</p>
            <p className={styles.prize}>{local(stated.prize)}</p>
          </div>
        )}
        {state !== 'awaiting' && stated === null && <p className={styles.note}>{t('gone')}</p>}
        <dl className={styles.facts}>
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {stated && <p className={styles.soft}>{t('asPrinted')}</p>}
        <p>
          <ButtonLink href={`/c/${encodeURIComponent(contest.slug)}`}>{t('toContest')}</ButtonLink>
        </p>
      </article>
    </Page>
  );
}
