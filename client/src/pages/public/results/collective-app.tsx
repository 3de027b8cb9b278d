import type { PublicCollective } from '@hoithi/shared/contract/collective-standing';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { CollectivePage } from './collective-page.tsx';
import { usePublishedFile } from './use-published-file.ts';

/** Published collective prizes as anybody may read them: the static file, or why there is none yet. SPEC G10. */
export default function CollectiveApp() {
  const { t } = useTranslation(['collective', 'common']);
  const { slug } = useParams<{ slug: string }>();
  const state = usePublishedFile<PublicCollective>(`/api/results/${encodeURIComponent(slug)}/collective.json`);
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
