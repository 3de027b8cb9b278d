import type { ServerToUnitLeader, UnitLeaderToServer } from '@hoithi/shared/contract/unit-leader';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../app/use-page-title.ts';
import type { Transport } from '../../connection/transport.ts';
import { useNamespace } from '../../connection/use-namespace.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { LeaderPage } from './page.tsx';

/** The unit leader's page: the own unit against its target, live, and the units below it by need. */
export default function UnitLeaderApp({ transport }: { transport?: Transport }) {
  const { t } = useTranslation(['unit-leader', 'common']);
  const namespace = useNamespace<UnitLeaderToServer, ServerToUnitLeader>('/unit-leader', {
    enter: () => ({}),
    ...(transport ? { transport } : {}),
  });
  usePageTitle(t('common:pageTitle.unit-leader'));
  if (namespace.refused) {
    return (
      <Page>
        <StateCard
          kind="closed"
          title={t(namespace.view ? 'closed.title' : 'notIn.title')}
          action={
            <ButtonLink href="/" kind="primary">
              {t('common:toHome')}
            </ButtonLink>
          }
        >
          {t(namespace.view ? 'closed.text' : 'notIn.text')}
        </StateCard>
      </Page>
    );
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
