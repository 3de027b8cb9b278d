import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { McToServer, McView, ServerToMc } from '@hoithi/shared/contract/screen';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearch } from 'wouter';
import { usePageTitle } from '../../app/use-page-title.ts';
import type { Transport } from '../../connection/transport.ts';
import { type UseNamespace, useNamespace } from '../../connection/use-namespace.ts';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { ChoosePlace, readPlace } from '../choose-place/choose-place.tsx';
import { NotIn } from '../choose-place/not-in.tsx';
import { McPage } from './choose/page.tsx';
import { DrivePage } from './drive/page.tsx';

/** The MC's pages: what the hall sees, and what it shall see next. */
export default function McApp({ transport }: { transport?: Transport }) {
  const { t } = useTranslation(['mc', 'common']);
  const { contestId } = readPlace(useSearch());
  const namespace = useNamespace<McToServer, ServerToMc>('/mc', {
    key: contestId ?? '',
    enter: () => ({ contestId }),
    clock: true,
    ...(transport ? { transport } : {}),
  });
  usePageTitle(t('common:pageTitle.mc'));
  return (
    <div data-ground="lacquer" translate="no">
      {namespace.refused ? (
        <Refused refusal={namespace.refused} wasOpen={namespace.view !== null} named={contestId !== null} />
      ) : namespace.view ? (
        <InNamespace namespace={namespace} view={namespace.view} />
      ) : (
        <Page>
          <StateCard kind="loading" title={t('entering')} />
        </Page>
      )}
    </div>
  );
}

type RefusedProps = { refusal: Refusal; wasOpen: boolean; named: boolean };

/** With roles in several contests one is chosen first; anybody else learns why the page is closed. */
function Refused({ refusal, wasOpen, named }: RefusedProps) {
  const { t } = useTranslation('mc');
  const why = wasOpen ? 'closed' : 'notIn';
  const notIn = <NotIn path="/mc" title={t(`${why}.title`)} text={t(`${why}.text`)} refusal={refusal} />;
  if (refusal.code !== 'not_found' || named) return notIn;
  return <ChoosePlace path="/mc" title={t('choosePlace')} none={notIn} />;
}

/** A run that is on is driven; without one, a show or a still picture is chosen. */
function InNamespace({ namespace, view }: { namespace: UseNamespace<McToServer, ServerToMc>; view: McView }) {
  const { run } = view.show;
  const runId = run?.runId ?? null;
  // Another page stands where the MC had scrolled to: the cue that is on has to be in sight at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another run, or none, is driven
  useEffect(() => {
    document.documentElement.scrollTop = 0;
  }, [runId]);
  if (run) return <DrivePage key={run.runId} namespace={namespace} view={view} run={run} />;
  return <McPage namespace={namespace} view={view} />;
}
