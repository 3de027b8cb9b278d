import type { OrganizerToServer, ServerToOrganizer } from '@hoithi/shared/contract/organizer';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { usePageTitle } from '../../app/use-page-title.ts';
import type { Transport } from '../../connection/transport.ts';
import { useNamespace } from '../../connection/use-namespace.ts';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { CollectiveDeskPage } from './collective/collective-desk-page.tsx';
import { HomePage } from './contests/home-page.tsx';
import { DeskPage } from './desk/desk-page.tsx';
import { NightPage } from './night/night-page.tsx';
import { OrganizerContext } from './organizer-connection.ts';
import { deskHome, newContestPath, nightPath, rehearsalsPath } from './organizer-paths.ts';
import { PreparePage } from './prepare/prepare-page.tsx';
import { RehearsalPage } from './rehearsal/rehearsal-page.tsx';
import { RehearsalsPage } from './rehearsal/rehearsals-page.tsx';
import { EnterByLink } from './sign-in/enter-by-link.tsx';
import { EnterPage } from './sign-in/sign-in-page.tsx';
import { ChoosePlanPage } from './wizard/choose-plan-page.tsx';
import { WizardPage } from './wizard/wizard-page.tsx';

/** The organizer's room: the door of the one-time link, then one socket for contests, desks and the making of a contest. */
export default function OrganizerApp({ transport }: { transport?: () => Transport }) {
  const { t } = useTranslation('common');
  usePageTitle(t('pageTitle.organizer'));
  return (
    <Switch>
      <Route path={`${deskHome}/vao`}>
        <EnterByLink />
      </Route>
      <Route>
        <DeskPages transport={transport} />
      </Route>
    </Switch>
  );
}

function DeskPages({ transport }: { transport: (() => Transport) | undefined }) {
  const made = useMemo(() => transport?.(), [transport]);
  const namespace = useNamespace<OrganizerToServer, ServerToOrganizer>('/organizer', {
    enter: () => ({}),
    ...(made ? { transport: made } : {}),
  });
  const line = useMemo(() => (namespace.view ? { namespace, view: namespace.view } : null), [namespace]);
  if (namespace.refused) return <EnterPage refusal={namespace.refused} />;
  if (!line) {
    return (
      <Page>
        <StateCard kind="loading" />
      </Page>
    );
  }
  return (
    <OrganizerContext value={line}>
      <Switch>
        <Route path={newContestPath} component={ChoosePlanPage} />
        <Route path={`${newContestPath}/:presetId`}>{({ presetId }) => <WizardPage presetId={presetId} />}</Route>
        <Route path={`${deskHome}/cuoc-thi/:slug/chuan-bi`}>{({ slug }) => <PreparePage slug={slug} />}</Route>
        <Route path={`${deskHome}/cuoc-thi/:slug/tap-the`}>{({ slug }) => <CollectiveDeskPage slug={slug} />}</Route>
        <Route path={nightPath} component={NightPage} />
        <Route path={`${deskHome}/cuoc-thi/:slug`}>{({ slug }) => <DeskPage slug={slug} />}</Route>
        <Route path={rehearsalsPath} component={RehearsalsPage} />
        <Route path={`${rehearsalsPath}/:id`}>{({ id }) => <RehearsalPage key={id} rehearsalId={id} />}</Route>
        <Route component={HomePage} />
      </Switch>
    </OrganizerContext>
  );
}
