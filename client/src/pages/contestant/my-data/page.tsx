import type { OwnData, StoredData } from '@hoithi/shared/contract/data-rights';
import { dataRights } from '@hoithi/shared/rules/data-rights';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { contestPath, useVisit } from '../contestant-context.ts';
import { ContestantHeader } from '../contestant-header.tsx';
import { ConsentsForm } from '../profile/consents.tsx';
import { AskCard } from './ask-card.tsx';
import styles from './page.module.css';
import { RequestList } from './request-list.tsx';
import { TakeAlong } from './take-along.tsx';

/** What the contest has stored of a person, why and until when; consents; a copy; corrections and erasure. SPEC S60-S65. */
export default function MyDataPage() {
  const { t } = useTranslation('rights');
  const { slug, public: shown } = useVisit();
  const { local } = useFormat();
  const refusalText = useRefusalText();
  const path = `/api/contests/${encodeURIComponent(slug)}/my-data`;
  const { value, refusal, loading, again } = useLoaded<OwnData>(path);
  usePageTitle(t('title'));
  const { contest } = shown;
  return (
    <Page demo={contest.demo} home={contestPath(slug)} header={<ContestantHeader />} className={styles.page}>
      <PageHead
        title={t('title')}
        lead={t('lead', { law: local(dataRights.law), decree: local(dataRights.decree) })}
        above={
          <Link href={contestPath(slug)} className={styles.back}>
            {t('back')}
          </Link>
        }
      >
        <p className={styles.soft}>
          <span>{t('controller', { host: local(contest.host) })}</span>{' '}
          {contest.contact !== null && <span>{t('contact', { contact: contest.contact })}</span>}
        </p>
      </PageHead>
      {loading && <StateCard kind="loading" />}
      {refusal && <StateCard kind="error">{refusalText(refusal)}</StateCard>}
      {value && (
        <>
          <Stored data={value} />
          <Published data={value} />
          <Card>
            <ConsentsForm onSaved={again} />
          </Card>
          <Looks looks={value.looks} />
          <TakeAlong path={path} />
          <AskCard path={path} data={value} onSent={again} />
          <RequestList path={path} requests={value.requests} onChanged={again} />
        </>
      )}
    </Page>
  );
}

function Stored({ data }: { data: OwnData }) {
  const { t } = useTranslation('rights');
  const { closing, number } = useFormat();
  const nameOf = useNameOf();
  const wordsOf = useValueOf();
  return (
    <Card tone="gold" title={t('stored.title')}>
      <p className={styles.until}>{t('stored.until', { at: closing(data.endsAtMs) })}</p>
      <dl className={styles.rows}>
        {data.stored.map((each) => (
          <div key={each.id} className={styles.row}>
            <dt>{nameOf(each)}</dt>
            <dd>{each.value === null ? number(each.count ?? 0) : wordsOf(each.id, each.value)}</dd>
            <dd className={styles.soft}>{t(`basis.${each.basis}`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

type FieldKey = keyof typeof import('../../../locales/vi/rights.json')['field'];

/** A field of the profile, one of the rulebook's own, or a table, in words. */
function useNameOf(): (each: Pick<StoredData, 'id' | 'label'>) => string {
  const { t } = useTranslation(['rights', 'common']);
  const { local } = useFormat();
  return ({ id, label }) => {
    if (label !== null) return local(label);
    const own = t(`field.${id as FieldKey}`, { defaultValue: '' });
    return own === '' ? t(`common:profileField.${id as 'name'}`, { defaultValue: id }) : own;
  };
}

/** As people write it: a day, a phone number, an audience by its name. */
function useValueOf(): (id: string, value: string) => string {
  const { t } = useTranslation('common');
  const { date } = useFormat();
  return (id, value) => {
    if (id === 'birthDate') return date(Date.parse(`${value}T12:00:00+07:00`));
    if (id === 'audience') return t(`audience.${value as 'OFFICIAL'}`, { defaultValue: value });
    return value;
  };
}

function Published({ data: { published, certificates } }: { data: OwnData }) {
  const { t } = useTranslation('rights');
  const { local } = useFormat();
  const isNamed = published.length > 0 || certificates.length > 0;
  return (
    <Card title={t('published.title')}>
      {!isNamed && <p className={styles.soft}>{t('published.none')}</p>}
      <ul className={styles.list}>
        {published.map((each) => (
          <li key={each.path} className={styles.one}>
            <Link href={each.path}>{t('published.result', { round: local(each.round) })}</Link>
            <span>{t('published.as', { name: each.name })}</span>
          </li>
        ))}
        {certificates.map((each) => (
          <li key={each.path} className={styles.one}>
            <Link href={each.path}>{t('published.certificate', { number: each.number })}</Link>
            <span>{t(each.masked ? 'published.masked' : 'published.whole')}</span>
          </li>
        ))}
      </ul>
      {isNamed && <p className={styles.soft}>{t('published.hint')}</p>}
    </Card>
  );
}

type LookKey = keyof typeof import('../../../locales/vi/rights.json')['looks']['act'];

function Looks({ looks }: Pick<OwnData, 'looks'>) {
  const { t } = useTranslation('rights');
  const { instant, number } = useFormat();
  return (
    <Card title={t('looks.title')}>
      {looks.length === 0 && <p className={styles.soft}>{t('looks.none')}</p>}
      <ul className={styles.list}>
        {looks.map(({ act, times, lastAtMs }) => (
          <li key={act} className={styles.one}>
            <span>{t(`looks.act.${act.replace(':', '_') as LookKey}`, { defaultValue: t('looks.act.other') })}</span>
            <span className={styles.soft}>
              {t('looks.times', { count: times, shown: number(times), at: instant(lastAtMs) })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
