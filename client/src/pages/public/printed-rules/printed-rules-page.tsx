import type { PrintedRules } from '@hoithi/shared/contract/organizer';
import type { PublicContest } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ArticleList } from './article-list.tsx';
import styles from './printed-rules-page.module.css';
import { RulesSheet } from './rules-sheet.tsx';

/** The rules of a contest as a document to read and to print: what the code executes, in words. SPEC R5. */
export default function PrintedRulesPage() {
  const { t } = useTranslation('common');
  const { local } = useFormat();
  const { slug } = useParams<{ slug: string }>();
  const path = `/api/contests/${encodeURIComponent(slug)}`;
  const rules = useLoaded<{ printed: PrintedRules; version: number }>(`${path}/rules`);
  const contest = useLoaded<PublicContest>(path);
  usePageTitle(rules.value ? local(rules.value.printed.title) : t('pageTitle.rules'));
  if (rules.refusal) return <Unreached missing={rules.refusal.code === 'not_found'} again={rules.again} />;
  if (!rules.value) return <Loading />;
  const { printed, version } = rules.value;
  const card = contest.value?.contest ?? null;
  return (
    <Page width="wide" demo={card?.demo ?? false} className={styles.page}>
      <div className={styles.columns}>
        <ArticleList sections={printed.sections} contestPath={`/c/${encodeURIComponent(slug)}`} />
        <RulesSheet printed={printed} version={version} host={card?.host ?? null} />
      </div>
    </Page>
  );
}

function Loading() {
  const { t } = useTranslation('rules');
  return (
    <Page>
      <StateCard kind="loading" title={t('loading')} />
    </Page>
  );
}

function Unreached({ missing, again }: { missing: boolean; again: () => void }) {
  const { t } = useTranslation(['rules', 'common']);
  const home = (
    <ButtonLink href="/" kind="primary">
      {t('common:toHouse')}
    </ButtonLink>
  );
  const retry = (
    <Button kind="primary" onClick={again}>
      {t('common:again')}
    </Button>
  );
  return (
    <Page>
      <StateCard
        kind={missing ? 'empty' : 'offline'}
        {...(missing ? { title: t('missing.title') } : {})}
        action={missing ? home : retry}
      >
        {missing ? t('missing.text') : t('failed')}
      </StateCard>
    </Page>
  );
}
