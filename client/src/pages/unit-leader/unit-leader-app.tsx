import type { ServerToUnitLeader, UnitLeaderToServer } from '@hoithi/shared/contract/unit-leader';
import { useTranslation } from 'react-i18next';
import { useSearch } from 'wouter';
import { usePageTitle } from '../../app/use-page-title.ts';
import type { Transport } from '../../connection/transport.ts';
import { useNamespace } from '../../connection/use-namespace.ts';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { ChoosePlace, readPlace } from '../choose-place/choose-place.tsx';
import { NotIn } from '../choose-place/not-in.tsx';
import { LeaderPage } from './page.tsx';

/** The unit leader's page: the own unit against its target, live, and the units below it by need. */
export default function UnitLeaderApp({ transport }: { transport?: Transport }) {
  const { t } = useTranslation(['unit-leader', 'common']);
  const { contestId, unitCode } = readPlace(useSearch());
  const namespace = useNamespace<UnitLeaderToServer, ServerToUnitLeader>('/unit-leader', {
    key: `${contestId} ${unitCode}`,
    enter: () => ({ ...(contestId === null ? {} : { contestId }), ...(unitCode === null ? {} : { unitCode }) }),
    ...(transport ? { transport } : {}),
  });
  usePageTitle(t('common:pageTitle.unit-leader'));
  if (namespace.refused) {
    const why = namespace.view ? 'closed' : 'notIn';
    const text = { title: t(`${why}.title`), text: t(`${why}.text`) };
    const notIn = <NotIn path="/don-vi" {...text} refusal={namespace.refused} />;
    // With several units one is chosen first; anybody else learns why the page is closed.
    if (namespace.refused.code !== 'not_found' || unitCode !== null) return notIn;
    return <ChoosePlace path="/don-vi" title={t('choosePlace')} none={notIn} />;
  }
  if (!namespace.view) {
    return (
      <Page>
        <StateCard kind="loading" title={t('entering')} />
      </Page>
    );
  }
  return (
    <LeaderPage
      view={namespace.view}
      online={namespace.online}
      nowMs={namespace.serverNowMs}
      readRoster={() => namespace.send('roster:read', {})}
    />
  );
}
