import type { PublicCollective, PublishedAward } from '@hoithi/shared/contract/collective-standing';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useContestLook } from '../../../connection/use-contest-look.ts';
import { usePublishedFile } from '../../../connection/use-published-file.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { AwardPlaces } from '../../../ui/collective/award-places.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { CollectivePlate } from './collective-plate.tsx';
import styles from './page.module.css';

/** Published collective prizes as anybody may read them: the static file, or why there is none yet. SPEC G10. */
export default function CollectiveApp() {
  const { t } = useTranslation(['collective', 'common']);
  const { slug } = useParams<{ slug: string }>();
  const state = usePublishedFile<PublicCollective>(`/api/results/${encodeURIComponent(slug)}/collective.json`, 2);
  usePageTitle(t('title'));
  if (state.is === 'published') return <CollectivePage document={state.file} />;
  return (
    <Page>
      {state.is === 'loading' && <StateCard kind="loading" title={t('loading')} />}
      {state.is === 'unpublished' && (
        <StateCard
          kind="not-yet"
          title={t('pendingTitle')}
          action={
            <ButtonLink href={`/c/${encodeURIComponent(slug)}`} kind="primary">
              {t('toContest')}
            </ButtonLink>
          }
        >
          {t('pendingText')}
        </StateCard>
      )}
      {state.is === 'failed' && (
        <StateCard
          kind="offline"
          action={
            <Button kind="primary" onClick={state.again}>
              {t('common:again')}
            </Button>
          }
        >
          {t('failed')}
        </StateCard>
      )}
    </Page>
  );
}

/** Published collective prizes: gold on top for the winners, below every place with its arithmetic. SPEC G7, G10. */
function CollectivePage({ document }: { document: PublicCollective }) {
  const { t } = useTranslation('collective');
  const { local } = useFormat();
  const path = `/c/${encodeURIComponent(document.contest.slug)}`;
  const look = useContestLook(document.contest.slug);
  return (
    <Page
      width="wide"
      demo={document.contest.demo}
      className={styles.page}
      logo={look?.logo}
      header={
        <Link href={path} className={styles.back}>
          {t('toContest')}
        </Link>
      }
    >
      <CollectivePlate document={document} />
      {document.awards.map((published) => (
        <Card key={published.standingVersion} title={local(published.label)}>
          <AwardPlaces award={published.award} judged={published.judged} printed={published.printed} />
          <Stamp published={published} />
        </Card>
      ))}
      <p className={styles.ways}>
        <Button onClick={() => window.print()}>{t('print')}</Button>
        <Link href={`${path}/the-le`} className={styles.back}>
          {t('rules')}
        </Link>
        <Link href={`${path}/kiem-chung`} className={styles.back}>
          {t('verify')}
        </Link>
      </p>
    </Page>
  );
}

/** What an award's places rest on. */
function Stamp({ published }: { published: PublishedAward }) {
  const { t } = useTranslation('collective');
  const { number, instant, local } = useFormat();
  const basis = published.basis.map(({ label, standingVersion }) =>
    standingVersion === null
      ? t('stamp.basisOpen', { round: local(label) })
      : t('stamp.basisOf', { round: local(label), version: number(standingVersion) }),
  );
  return (
    <dl className={styles.stamp} aria-label={t('stamp.title')}>
      <div>
        <dt>{t('stamp.standing', { version: number(published.standingVersion) })}</dt>
        <dd>
          {t('stamp.computed')} {instant(published.computedAtMs)}
        </dd>
      </div>
      <div>
        <dt>{t('stamp.published')}</dt>
        <dd>{instant(published.publishedAtMs)}</dd>
      </div>
      <div>
        <dt>{t('stamp.rulesVersion')}</dt>
        <dd>{t('stamp.version', { version: number(published.rulesVersion) })}</dd>
      </div>
      <div>
        <dt>{t('stamp.basis')}</dt>
        <dd>{basis.join('; ')}</dd>
      </div>
    </dl>
  );
}
