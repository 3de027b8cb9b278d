import type { OrganizerToServer, ServerToOrganizer } from '@hoithi/shared/contract/organizer';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { usePageTitle } from '../../app/use-page-title.ts';
import type { Transport } from '../../connection/transport.ts';
import { useNamespace } from '../../connection/use-namespace.ts';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { AccountPage } from './account/page.tsx';
import { ChoosePlanPage } from './choose-plan/page.tsx';
import { CollectiveDeskPage } from './collective/page.tsx';
import { ContestsPage } from './contests/page.tsx';
import { DeskPage } from './desk/page.tsx';
import { JoinPage } from './join/page.tsx';
import { NightPage } from './night/page.tsx';
import { OrganizerContext, useMay, useOrganizer } from './organizer-connection.ts';
import {
  accountPath,
  deskHome,
  joinPath,
  newContestPath,
  nightPath,
  rehearsalsPath,
  rolesPath,
  signInPath,
  staffPath,
  trailPath,
} from './organizer-paths.ts';
import { PreparePage } from './prepare/page.tsx';
import { ProveAgain } from './proof/prove-again.tsx';
import { RehearsalPage } from './rehearsal/page.tsx';
import { RehearsalsPage } from './rehearsals/page.tsx';
import { RolesPage } from './roles/page.tsx';
import { SignInPage } from './sign-in/page.tsx';
import { StaffPage } from './staff/page.tsx';
import { TrailPage } from './trail/page.tsx';
import { WelcomePage } from './welcome/page.tsx';
import { WizardPage } from './wizard/page.tsx';

/** The organizer's pages: joining and signing in, the own account, then one socket for contests, desks and new contests. */
export default function OrganizerApp({ transport }: { transport?: () => Transport }) {
  const { t } = useTranslation('common');
  usePageTitle(t('pageTitle.organizer'));
  return (
    <>
      <Switch>
        <Route path={joinPath} component={JoinPage} />
        <Route path={signInPath}>
          <SignInPage />
        </Route>
        <Route path={accountPath} component={AccountPage} />
        <Route>
          <DeskPages transport={transport} />
        </Route>
      </Switch>
      <ProveAgain />
    </>
  );
}

function DeskPages({ transport }: { transport: (() => Transport) | undefined }) {
  const made = useMemo(() => transport?.(), [transport]);
  const namespace = useNamespace<OrganizerToServer, ServerToOrganizer>('/organizer', {
    enter: () => ({}),
    ...(made ? { transport: made } : {}),
  });
  const connection = useMemo(() => (namespace.view ? { namespace, view: namespace.view } : null), [namespace]);
  if (namespace.refused) return <SignInPage refusal={namespace.refused} wasOpen={connection !== null} />;
  if (!connection) {
    return (
      <Page>
        <StateCard kind="loading" />
      </Page>
    );
  }
  return (
    <OrganizerContext value={connection}>
      <Switch>
        <Route path={newContestPath} component={ChoosePlanPage} />
        <Route path={`${newContestPath}/:presetId`}>{({ presetId }) => <WizardPage presetId={presetId} />}</Route>
        <Route path={`${deskHome}/cuoc-thi/:slug/chuan-bi`}>{({ slug }) => <PreparePage slug={slug} />}</Route>
        <Route path={`${deskHome}/cuoc-thi/:slug/tap-the`}>{({ slug }) => <CollectiveDeskPage slug={slug} />}</Route>
        <Route path={nightPath} component={NightPage} />
        <Route path={staffPath} component={StaffPage} />
        <Route path={rolesPath} component={RolesPage} />
        <Route path={trailPath} component={TrailPage} />
        <Route path={`${deskHome}/cuoc-thi/:slug`}>{({ slug }) => <DeskPage slug={slug} />}</Route>
        <Route path={rehearsalsPath} component={RehearsalsPage} />
        <Route path={`${rehearsalsPath}/:id`}>{({ id }) => <RehearsalPage key={id} rehearsalId={id} />}</Route>
        <Route component={HomePage} />
      </Switch>
    </OrganizerContext>
  );
}

/** Where the organizer arrives: the list, or the desk itself when there is but one contest; what is open to whoever has neither. */
function HomePage() {
  const { view } = useOrganizer();
  const may = useMay();
  const [only, ...others] = view.contests;
  if (!may('desk:read')) return <WelcomePage />;
  return only && others.length === 0 ? <DeskPage slug={only.contest.slug} /> : <ContestsPage />;
}
