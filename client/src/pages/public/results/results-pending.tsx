import type { PublicContest, RoundCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';

type Props = { slug: string; ordinal: string; again: () => void };

/** No results yet: where the round stands, and when they come. */
export function ResultsPending({ slug, ordinal, again }: Props) {
  const { t } = useTranslation('results');
  const contest = useLoaded<PublicContest>(`/api/contests/${encodeURIComponent(slug)}`);
  const round = contest.value?.rounds.find((each) => String(each.ordinal) === ordinal) ?? null;
  const contestPath = `/c/${encodeURIComponent(slug)}`;
  const lookAgain = () => {
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
  if (!round) return <NoRound contestPath={contest.value ? contestPath : '/'} />;
  return (
    <Page demo={contest.value?.contest.demo ?? false}>
      <PendingRound round={round} contestPath={contestPath} again={lookAgain} />
    </Page>
  );
}

function PendingRound({ round, contestPath, again }: { round: RoundCard; contestPath: string; again: () => void }) {
  const { t } = useTranslation('results');
  const { local, instant, closing } = useFormat();
  const closes = closing(round.closesAtMs);
  const stands = {
    scheduled: t('pending.scheduled', { opens: instant(round.opensAtMs) }),
    open: t('pending.open', { closes }),
    closed: t('pending.closed', { closes }),
    finalized: t('pending.closed', { closes }),
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
      <p>{stands[round.phase]}</p>
      {round.phase !== 'published' && <p>{when}</p>}
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
