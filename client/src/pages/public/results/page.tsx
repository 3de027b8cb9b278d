import type { PublicDraw } from '@hoithi/shared/contract/draws';
import type { PublicContest, RoundCard } from '@hoithi/shared/contract/public';
import type { PublicResults } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { useParams, useSearch } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { usePublishedFile } from '../../../connection/use-published-file.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Draws } from './draws.tsx';
import { ResultsPage } from './published-results.tsx';

/** The results of a round as anybody may read them: the published file, or why there is none yet. SPEC F4. */
export default function ResultsApp() {
  const { slug, ordinal } = useParams<{ slug: string; ordinal: string }>();
  const version = new URLSearchParams(useSearch()).get('ban');
  return <RoundResults key={`${slug}/${ordinal}/${version}`} slug={slug} ordinal={ordinal} version={version} />;
}

type Wanted = { slug: string; ordinal: string; version: string | null };

function RoundResults({ slug, ordinal, version }: Wanted) {
  const { t } = useTranslation(['results', 'common']);
  const { local } = useFormat();
  const valid = useResults(slug, ordinal);
  const wanted = useResults(slug, version === null ? ordinal : `${ordinal}-${version}`);
  const state = version === null ? valid : wanted;
  usePageTitle(
    state.is === 'published' ? t('title', { round: local(state.file.round.label) }) : t('common:pageTitle.results'),
  );
  if (state.is === 'published')
    return <ResultsPage results={state.file} valid={valid.is === 'published' ? valid.file : null} />;
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

/** The published file of a round. SPEC F4. */
const useResults = (slug: string, ordinal: string) =>
  usePublishedFile<PublicResults>(`/api/results/${encodeURIComponent(slug)}/${encodeURIComponent(ordinal)}.json`, 2);

type Props = { slug: string; ordinal: string; again: () => void };

/** No results yet: where the round stands, and when they come. */
function ResultsPending({ slug, ordinal, again }: Props) {
  const { t } = useTranslation('results');
  const contest = useLoaded<PublicContest>(`/api/contests/${encodeURIComponent(slug)}`);
  const round = contest.value?.rounds.find((each) => String(each.ordinal) === ordinal) ?? null;
  const isVerified = round?.phase === 'verifying' || round?.phase === 'finalized';
  const provisional = useLoaded<PublicResults>(
    isVerified ? `/api/results/${encodeURIComponent(slug)}/${encodeURIComponent(ordinal)}/provisional` : null,
  );
  const draws = useLoaded<PublicDraw[]>(
    isVerified ? `/api/results/${encodeURIComponent(slug)}/${encodeURIComponent(ordinal)}/draws` : null,
  );
  const contestPath = `/c/${encodeURIComponent(slug)}`;
  const readAgain = () => {
    again();
    contest.again();
  };
  if (contest.loading) {
    return (
      <Page>
        <StateCard kind="loading" title={t('loading')} />
      </Page>
    );
  }
  if (provisional.value) return <ResultsPage results={provisional.value} />;
  if (!round) return <NoRound contestPath={contest.value ? contestPath : '/'} />;
  return (
    <Page demo={contest.value?.contest.demo ?? false}>
      <PendingRound round={round} contestPath={contestPath} again={readAgain} />
      <Draws draws={draws.value ?? []} />
    </Page>
  );
}

function PendingRound({ round, contestPath, again }: { round: RoundCard; contestPath: string; again: () => void }) {
  const { t } = useTranslation('results');
  const { local, instant, closing } = useFormat();
  const closes = closing(round.closesAtMs);
  const texts = {
    scheduled: t('pending.scheduled', { opens: instant(round.opensAtMs) }),
    open: t('pending.open', { closes }),
    closed: t('pending.closed', { closes }),
    verifying: t('pending.verifying', { closes }),
    finalized: t('pending.verifying', { closes }),
    published: t('pending.closed', { closes }), // the file is on its way
  };
  const when = round.publishAtMs === null ? t('pending.byHand') : t('pending.at', { at: instant(round.publishAtMs) });
  return (
    <StateCard
      kind="not-yet"
      title={t('pending.title', { round: local(round.label) })}
      action={
        <>
          <ButtonLink href={contestPath} kind="primary">
            {t('toContest')}
          </ButtonLink>
          <Button onClick={again}>{t('pending.again')}</Button>
        </>
      }
    >
      <p>{texts[round.phase]}</p>
      {round.phase !== 'published' && (
        <p>
          {round.phase === 'verifying' && round.publishAtMs !== null
            ? t('pending.late', { at: instant(round.publishAtMs) })
            : when}
        </p>
      )}
    </StateCard>
  );
}

function NoRound({ contestPath }: { contestPath: string }) {
  const { t } = useTranslation('results');
  return (
    <Page>
      <StateCard
        kind="empty"
        title={t('missing.title')}
        action={
          <ButtonLink href={contestPath} kind="primary">
            {t('toContest')}
          </ButtonLink>
        }
      >
        {t('missing.text')}
      </StateCard>
    </Page>
  );
}
