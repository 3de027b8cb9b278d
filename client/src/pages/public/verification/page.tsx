import type { LogPlace, PublicLog, VerifierPage } from '@hoithi/shared/contract/log';
import type { PublicContest } from '@hoithi/shared/contract/public';
import type { Decided } from '@hoithi/verifier/decided';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { FileLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { type Entry, judgeDecided, judgeEntry, readEntry } from './look-up-leaf.ts';
import styles from './page.module.css';

/** How anybody verifies a contest's results: the verifier, the bundle, and what to compare them with. SPEC Z8, Z9. */
export default function VerificationPage() {
  const { t } = useTranslation('verification');
  const { slug } = useParams<{ slug: string }>();
  const words = useRefusalText();
  const { local } = useFormat();
  const [entry] = useState(() => readEntry(location.hash));
  const path = `/api/log/${encodeURIComponent(slug)}`;
  const contest = useLoaded<PublicContest>(`/api/contests/${encodeURIComponent(slug)}`);
  const log = useLoaded<PublicLog>(path);
  usePageTitle(t('title'));
  const isPublished = contest.value?.rounds.some(({ phase }) => phase === 'published') ?? false;
  const refusal = contest.refusal ?? (log.refusal?.code === 'not_found' ? null : log.refusal);
  return (
    <Page width="middle" demo={contest.value?.contest.demo ?? false} className={styles.page}>
      <PageHead
        title={t('title')}
        lead={t('lead', { contest: contest.value ? local(contest.value.contest.name) : '' })}
        above={
          <Link href={`/c/${encodeURIComponent(slug)}`} className={styles.back}>
            {t('toContest')}
          </Link>
        }
      />
      {(contest.loading || log.loading) && <StateCard kind="loading" />}
      {refusal && <StateCard kind="error">{words(refusal)}</StateCard>}
      {entry && log.value && <LookedUp entry={entry} log={log.value} path={path} />}
      <VerifierCard />
      <Card title={t('bundle.title')}>
        <p>{t(isPublished ? 'bundle.text' : 'bundle.none')}</p>
        {isPublished && (
          <p className={styles.save}>
            <FileLink href={`${path}/bundle`}>{t('bundle.save')}</FileLink>
          </p>
        )}
      </Card>
      {log.value ? <LogCard log={log.value} path={path} /> : log.refusal && <p>{t('log.none')}</p>}
    </Page>
  );
}

/** Step one: the page that computes, to be opened here or taken along. */
function VerifierCard() {
  const { t } = useTranslation('verification');
  const { value } = useLoaded<VerifierPage>('/api/verifier');
  return (
    <Card title={t('verifier.title')}>
      <p>{t('verifier.text')}</p>
      <p className={styles.ways}>
        <a href="/verifier.html" target="_blank" rel="noreferrer" className={styles.open}>
          {t('verifier.open')}
        </a>
        <FileLink href="/verifier.html?save=1">{t('verifier.save')}</FileLink>
      </p>
      {value && <Facts facts={[[t('verifier.hash'), value.sha256]]} />}
    </Card>
  );
}

/** Step three: what stands outside of any file. */
function LogCard({ log, path }: { log: PublicLog; path: string }) {
  const { t } = useTranslation('verification');
  const { number, instant } = useFormat();
  const witnesses = log.witnesses.map(({ name, size, atMs }) =>
    t('log.witness', { name, size: number(size), at: instant(atMs) }),
  );
  return (
    <Card title={t('log.title')}>
      <p>{t('log.text')}</p>
      <Facts
        facts={[
          [t('log.short'), log.short],
          [t('log.key'), log.key],
          [t('log.size'), t('log.entries', { count: log.size, shown: number(log.size) })],
          [t('log.witnesses'), witnesses.length > 0 ? witnesses.join('; ') : t('log.noWitness')],
        ]}
      />
      <p className={styles.save}>
        <FileLink href={`${path}/checkpoint`}>{t('log.save')}</FileLink>
      </p>
    </Card>
  );
}

function Facts({ facts }: { facts: [string, string][] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Whoever scanned the QR of a receipt: whether the log has its entry. */
function LookedUp({ entry, log, path }: { entry: Entry; log: PublicLog; path: string }) {
  const { t } = useTranslation('verification');
  const { number } = useFormat();
  const { value, refusal } = useLoaded<LogPlace>(`${path}/inclusion?leaf=${entry.leaf}`);
  if (!value && refusal?.code !== 'not_found') return null;
  const found = value ? judgeEntry(entry, log, value) : entry.origin === log.origin ? 'missing' : 'other-log';
  return (
    <Card tone="gold" title={t('entry.title')}>
      <output className={styles.found} data-found={found}>
        {t(`entry.${found}`, { place: number(entry.index), now: number(value?.index ?? 0), size: number(log.size) })}
      </output>
      {value && (found === 'there' || found === 'elsewhere') && <Decisions decided={judgeDecided(entry, value)} />}
      <Facts facts={[[t('entry.leaf'), entry.leaf]]} />
    </Card>
  );
}

/** What the committee decided about the entry; null: the server's word of it is not proved. SPEC Z18. */
function Decisions({ decided }: { decided: Decided[] | null }) {
  const { t } = useTranslation('verification');
  const { number } = useFormat();
  if (!decided) return <p className={styles.decided}>{t('decided.unproved')}</p>;
  return decided.map(({ is, no, place, reason }) => (
    <p key={place} className={styles.decided}>
      {t(`decided.${is}`, { no, place: number(place), reason })}
    </p>
  ));
}
