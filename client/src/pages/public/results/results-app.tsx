import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ResultsPage } from './results-page.tsx';
import { ResultsPending } from './results-pending.tsx';
import { useResults } from './use-results.ts';

/** The results of a round as anybody may read them: the published file, or why there is none yet. SPEC F4. */
export default function ResultsApp() {
  const { slug, ordinal } = useParams<{ slug: string; ordinal: string }>();
  return <RoundResults key={`${slug}/${ordinal}`} slug={slug} ordinal={ordinal} />;
}

function RoundResults({ slug, ordinal }: { slug: string; ordinal: string }) {
  const { t } = useTranslation(['results', 'common']);
  const { local } = useFormat();
  const state = useResults(slug, ordinal);
  usePageTitle(
    state.is === 'published' ? t('title', { round: local(state.file.round.label) }) : t('common:pageTitle.results'),
  );
  if (state.is === 'published') return <ResultsPage results={state.file} />;
  if (state.is === 'unpublished') return <ResultsPending slug={slug} ordinal={ordinal} again={state.again} />;
  return (
    <Page>
      {state.is === 'loading' ? (
        <StateCard kind="loading" title={t('loading')} />
      ) : (
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
