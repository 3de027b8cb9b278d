import type { ContestService } from '@hoithi/shared/contract/accountability';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';

/** Who answers for a contest, how to complain, how well it is served, what is accessible. SPEC O8. */
export default function ServicePage() {
  const { t } = useTranslation('service');
  const { slug } = useParams<{ slug: string }>();
  const { local } = useFormat();
  const words = useRefusalText();
  const { value, refusal, loading } = useLoaded<ContestService>(`/api/contests/${encodeURIComponent(slug)}/service`);
  const home = `/c/${encodeURIComponent(slug)}`;
  usePageTitle(t('title'));
  return (
    <Page width="middle" demo={value?.demo ?? false} className={styles.page}>
      <PageHead
        title={value ? local(value.name) : t('title')}
        lead={t('lead')}
        above={
          <Link href={home} className={styles.back}>
            {t('toContest')}
          </Link>
        }
      />
      {loading && <StateCard kind="loading" />}
      {refusal && <StateCard kind="error">{words(refusal)}</StateCard>}
      {value && (
        <>
          <Who service={value} />
          <Complaints service={value} home={home} />
          <Quality service={value} />
          <Accessibility />
        </>
      )}
    </Page>
  );
}

type Props = { service: ContestService };

function Who({ service: { host, contact, retentionDays } }: Props) {
  const { t } = useTranslation('service');
  const { local, number } = useFormat();
  return (
    <Card title={t('who.title')}>
      <dl className={styles.facts}>
        <Fact name={t('who.host')}>{local(host)}</Fact>
        <Fact name={t('who.contact')}>{contact ?? t('who.contactNone')}</Fact>
      </dl>
      <p className={styles.soft}>{t('who.data', { days: number(retentionDays) })}</p>
    </Card>
  );
}

function Complaints({ service: { complaintDays, answerDays }, home }: Props & { home: string }) {
  const { t } = useTranslation('service');
  return (
    <Card title={t('complaint.title')}>
      {complaintDays === 0 ? (
        <p>{t('complaint.none')}</p>
      ) : (
        <>
          <p>{t('complaint.how')}</p>
          <ul className={styles.list}>
            <li>{t('complaint.within', { count: complaintDays, days: complaintDays })}</li>
            <li>{t('complaint.answered', { count: answerDays, days: answerDays })}</li>
          </ul>
        </>
      )}
      <p className={styles.ways}>
        <Link href={`${home}/the-le`}>{t('complaint.rules')}</Link>
        <Link href={`${home}/kiem-chung`}>{t('complaint.verify')}</Link>
      </p>
    </Card>
  );
}

function Quality({ service: { publishedRounds, submissions, complaints } }: Props) {
  const { t } = useTranslation('service');
  const { number, rate } = useFormat();
  const { all, inTime, late, open, overdue } = complaints;
  const due = inTime + late + overdue;
  if (publishedRounds === 0)
    return (
      <Card title={t('quality.title')}>
        <p className={styles.soft}>{t('quality.none')}</p>
      </Card>
    );
  return (
    <Card title={t('quality.title')}>
      <p className={styles.soft}>{t('quality.lead', { count: publishedRounds, rounds: number(publishedRounds) })}</p>
      <dl className={styles.facts}>
        <Fact name={t('quality.receipts')}>{number(submissions)}</Fact>
        <Fact name={t('quality.complaints')}>{number(all)}</Fact>
        {due > 0 && (
          <Fact name={t('quality.inTime')}>
            {t('quality.share', { n: number(inTime), share: rate(inTime / due, 0) })}
          </Fact>
        )}
        {late > 0 && <Fact name={t('quality.late')}>{number(late)}</Fact>}
        {open > 0 && <Fact name={t('quality.open')}>{number(open)}</Fact>}
        {overdue > 0 && <Fact name={t('quality.overdue')}>{number(overdue)}</Fact>}
      </dl>
    </Card>
  );
}

function Accessibility() {
  const { t } = useTranslation('service');
  return (
    <Card title={t('access.title')}>
      <p>{t('access.standard')}</p>
      <Sentences all={t('access.does', { returnObjects: true })} />
      <h3 className={styles.part}>{t('access.lacksTitle')}</h3>
      <Sentences all={t('access.lacks', { returnObjects: true })} />
      <p>{t('access.report')}</p>
    </Card>
  );
}

function Sentences({ all }: { all: readonly string[] }) {
  return (
    <ul className={styles.list}>
      {all.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
