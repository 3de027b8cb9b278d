import type { OrganizerToServer, ServerToOrganizer } from '@hoithi/shared/contract/organizer';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { usePageTitle } from '../../app/use-page-title.ts';
import type { Transport } from '../../connection/transport.ts';
import { useNamespace } from '../../connection/use-namespace.ts';
import { loadWords } from '../../locales/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { AccountPage } from './account/page.tsx';
import { CollectiveDeskPage } from './collective/page.tsx';
import { ContestsPage } from './contests/page.tsx';
import { DeskPage } from './desk/page.tsx';
import { JoinPage } from './join/page.tsx';
import { NightPage } from './night/page.tsx';
import { OrganizerContext, useMay, useOrganizer } from './organizer-connection.ts';
import {
  accountPath,
  banksPath,
  deskHome,
  draftPath,
  draftsPath,
  joinPath,
  messagesPath,
  nightPath,
  preparePath,
  rehearsalsPath,
  rolesPath,
  signInPath,
  staffPath,
  trailPath,
} from './organizer-paths.ts';
import { PreparePage } from './prepare/page.tsx';
import { ProveAgain } from './proof/prove-again.tsx';
import { QuestionFiguresPage } from './question-figures/page.tsx';
import { RehearsalPage } from './rehearsal/page.tsx';
import { RehearsalsPage } from './rehearsals/page.tsx';
import { RolesPage } from './roles/page.tsx';
import { SignInPage } from './sign-in/page.tsx';
import { StaffPage } from './staff/page.tsx';
import { TrailPage } from './trail/page.tsx';
import { WelcomePage } from './welcome/page.tsx';

const withEditorWords = <T,>(load: () => Promise<T>) =>
  Promise.all([load(), loadWords('editor', 'look')]).then(([page]) => page);
/** Apart from the other pages: they bring the reader of rulebooks. */
const DraftsPage = lazy(() => withEditorWords(() => import('./drafts/page.tsx')));
const MessagesPage = lazy(() =>
  Promise.all([import('./messages/page.tsx'), loadWords('messages')]).then(([page]) => page),
);
const PeoplePage = lazy(() => Promise.all([import('./people/page.tsx'), loadWords('people')]).then(([page]) => page));
const CommitteePage = lazy(() =>
  Promise.all([import('./committee/page.tsx'), loadWords('committee')]).then(([page]) => page),
);
const EditorPage = lazy(() => withEditorWords(() => import('./editor/page.tsx')));
const BankImportPage = lazy(() =>
  withBankWords(() =>
    Promise.all([import('./banks/import/page.tsx'), loadWords('bank-import')]).then(([page]) => page),
  ),
);
const SimulatorPage = lazy(() =>
  Promise.all([import('./simulator/page.tsx'), loadWords('simulator')]).then(([page]) => page),
);
const PreviewPage = lazy(() =>
  Promise.all([
    import('./preview/page.tsx'),
    loadWords('preview', 'contestant', 'results', 'rules', 'screen', 'start-queue', 'outage'),
  ]).then(([page]) => page),
);
const ResultDeskPage = lazy(() =>
  Promise.all([import('./result/page.tsx'), loadWords('result-desk', 'draws')]).then(([page]) => page),
);
/** With the words and the drawing of the pages that a question is previewed on. */
const withBankWords = <T,>(load: () => Promise<T>) =>
  Promise.all([load(), loadWords('bank', 'contestant', 'screen')]).then(([page]) => page);
/** With the words and the drawing of the hall's screen. */
const withShowWords = <T,>(load: () => Promise<T>) =>
  Promise.all([load(), loadWords('shows', 'screen', 'participation', 'results')]).then(([page]) => page);
const ShowsPage = lazy(() => withShowWords(() => import('./shows/page.tsx')));
const ShowPage = lazy(() => withShowWords(() => import('./shows/show/page.tsx')));
const BanksPage = lazy(() => withBankWords(() => import('./banks/page.tsx')));
const BankPage = lazy(() => withBankWords(() => import('./banks/bank/page.tsx')));
const BankQuestionPage = lazy(() => withBankWords(() => import('./banks/question/page.tsx')));
const BankReviewPage = lazy(() => withBankWords(() => import('./banks/review/page.tsx')));
const BankPastePage = lazy(() => withBankWords(() => import('./banks/paste/page.tsx')));
const loading = (
  <Page>
    <StateCard kind="loading" />
  </Page>
);

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
        <Route path={`${deskHome}/cuoc-thi/:slug/chuan-bi`}>{({ slug }) => <PreparePage slug={slug} />}</Route>
        <Route path={`${deskHome}/cuoc-thi/:slug/nguoi-du-thi`}>
          {({ slug }) => (
            <Suspense fallback={loading}>
              <PeoplePage slug={slug} />
            </Suspense>
          )}
        </Route>
        <Route path={`${deskHome}/cuoc-thi/:slug/ban-to-chuc`}>
          {({ slug }) => (
            <Suspense fallback={loading}>
              <CommitteePage slug={slug} />
            </Suspense>
          )}
        </Route>
        <Route path={`${deskHome}/cuoc-thi/:slug/ket-qua/:ordinal/:part`}>
          {({ slug, ordinal, part }) => (
            <Suspense fallback={loading}>
              <ResultDeskPage slug={slug} ordinal={ordinal} part={part} />
            </Suspense>
          )}
        </Route>
        <Route path={`${deskHome}/cuoc-thi/:slug/ket-qua/:ordinal?`}>
          {({ slug, ordinal }) => (
            <Suspense fallback={loading}>
              <ResultDeskPage slug={slug} ordinal={ordinal ?? null} part="" />
            </Suspense>
          )}
        </Route>
        <Route path={`${deskHome}/cuoc-thi/:slug/chuong-trinh`}>
          {({ slug }) => (
            <Suspense fallback={loading}>
              <ShowsPage slug={slug} />
            </Suspense>
          )}
        </Route>
        <Route path={`${deskHome}/cuoc-thi/:slug/chuong-trinh/:draftId`}>
          {({ slug, draftId }) => (
            <Suspense fallback={loading}>
              <ShowPage key={draftId} slug={slug} draftId={draftId} />
            </Suspense>
          )}
        </Route>
        <Route path={`${deskHome}/cuoc-thi/:slug/cau-hoi`}>{({ slug }) => <QuestionFiguresPage slug={slug} />}</Route>
        <Route path={`${deskHome}/cuoc-thi/:slug/tap-the`}>{({ slug }) => <CollectiveDeskPage slug={slug} />}</Route>
        <Route path={nightPath} component={NightPage} />
        <Route path={messagesPath}>
          <Suspense fallback={loading}>
            <MessagesPage />
          </Suspense>
        </Route>
        <Route path={staffPath} component={StaffPage} />
        <Route path={rolesPath} component={RolesPage} />
        <Route path={trailPath} component={TrailPage} />
        <Route path={`${deskHome}/cuoc-thi/:slug`}>{({ slug }) => <DeskPage slug={slug} />}</Route>
        <Route path={rehearsalsPath} component={RehearsalsPage} />
        <Route path={`${rehearsalsPath}/:id`}>{({ id }) => <RehearsalPage key={id} rehearsalId={id} />}</Route>
        <Route path={draftsPath}>
          <Suspense fallback={loading}>
            <DraftsPage />
          </Suspense>
        </Route>
        <Route path={`${draftsPath}/:id/chay-thu`}>
          {({ id }) => (
            <Suspense fallback={loading}>
              <SimulatorPage path={`/api/organizer/drafts/${id}/simulation`} back={draftPath(id ?? '')} />
            </Suspense>
          )}
        </Route>
        <Route path={`${draftsPath}/:id/xem-thu`}>
          {({ id }) => (
            <Suspense fallback={loading}>
              <PreviewPage key={id} draftId={id ?? ''} />
            </Suspense>
          )}
        </Route>
        <Route path={`${deskHome}/cuoc-thi/:slug/chay-thu`}>
          {({ slug }) => (
            <Suspense fallback={loading}>
              <SimulatorPage
                path={`/api/organizer/simulation/${encodeURIComponent(slug ?? '')}`}
                back={preparePath(slug ?? '')}
              />
            </Suspense>
          )}
        </Route>
        <Route path={`${draftsPath}/:id`}>
          {({ id }) => (
            <Suspense fallback={loading}>
              <EditorPage key={id} draftId={id} />
            </Suspense>
          )}
        </Route>
        <Route path={`${banksPath}/*?`}>
          <Suspense fallback={loading}>
            <BankPages />
          </Suspense>
        </Route>
        <Route component={HomePage} />
      </Switch>
    </OrganizerContext>
  );
}

/** Banks of questions. */
function BankPages() {
  return (
    <Switch>
      <Route path={banksPath} component={BanksPage} />
      <Route path={`${banksPath}/:bankId`}>{({ bankId }) => <BankPage key={bankId} bankId={bankId} />}</Route>
      <Route path={`${banksPath}/:bankId/duyet`}>{({ bankId }) => <BankReviewPage bankId={bankId} />}</Route>
      <Route path={`${banksPath}/:bankId/nhap`}>
        {({ bankId }) => <BankImportPage key={bankId} bankId={bankId} />}
      </Route>
      <Route path={`${banksPath}/:bankId/dan`}>{({ bankId }) => <BankPastePage bankId={bankId} />}</Route>
      <Route path={`${banksPath}/:bankId/cau/moi`}>
        {({ bankId }) => <BankQuestionPage key="new" bankId={bankId} questionId={null} />}
      </Route>
      <Route path={`${banksPath}/:bankId/cau/:questionId`}>
        {({ bankId, questionId }) => <BankQuestionPage key={questionId} bankId={bankId} questionId={questionId} />}
      </Route>
    </Switch>
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
