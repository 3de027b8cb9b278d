import type { ContestantToServer, ServerToContestant } from '@hoithi/shared/contract/contestant';
import type { PublicContest } from '@hoithi/shared/contract/public';
import type { Me } from '@hoithi/shared/contract/sign-in';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, Route, Switch, useParams } from 'wouter';
import { NotFound } from '../../app/not-found.tsx';
import { switchingTransport } from '../../connection/switching-transport.ts';
import type { Transport } from '../../connection/transport.ts';
import { useLoaded } from '../../connection/use-loaded.ts';
import { useNamespace } from '../../connection/use-namespace.ts';
import { loadWords } from '../../locales/i18n.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { useTones } from '../../ui/look.ts';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { useRefusalText } from '../../ui/use-refusal-text.ts';
import { useAttemptDesk } from './attempt/use-attempt-desk.ts';
import { ContestPage } from './contest/page.tsx';
import { contestPath, SessionContext, useSession, useVisit, type Visit, VisitContext } from './contestant-context.ts';
import { isFramed, takeHostToken } from './host-token.ts';
import { storeInvitedUnit } from './invited-unit.ts';

/** Whoever has signed in needs it no more. */
const SignInPage = lazy(() =>
  Promise.all([import('./sign-in/page.tsx'), loadWords('ways')]).then(([page]) => ({ default: page.SignInPage })),
);
const HostEntry = lazy(() =>
  Promise.all([import('./sign-in/host-entry.tsx'), loadWords('ways')]).then(([entry]) => ({
    default: entry.HostEntry,
  })),
);
/** Fetched as soon as somebody has signed in: at the end of an attempt it is there, with or without a network. */
const loadAttempt = () => import('./attempt/page.tsx');
const AttemptPage = lazy(() => loadAttempt().then((page) => ({ default: page.AttemptPage })));
const loadReceipt = () => Promise.all([import('./receipt/page.tsx'), loadWords('receipt')]);
const ReceiptPage = lazy(() => loadReceipt().then(([page]) => ({ default: page.ReceiptPage })));
/** Asked for once a person, so the first page of a phone does without it. */
const ProfilePage = lazy(() =>
  Promise.all([import('./profile/page.tsx'), loadWords('ways')]).then(([page]) => ({ default: page.ProfilePage })),
);

const ComplaintsPage = lazy(() =>
  Promise.all([import('./complaints/page.tsx'), loadWords('complaints')]).then(([page]) => page),
);

const MyDataPage = lazy(() => Promise.all([import('./my-data/page.tsx'), loadWords('rights')]).then(([page]) => page));

/** The contestant's pages: the contest as anybody sees it, and, once signed in, a session with a socket. */
export default function ContestantApp({ transport }: { transport?: () => Transport }) {
  const { slug } = useParams<{ slug: string }>();
  useState(() => storeInvitedUnit(slug, location.search)); // before a page drops it from the address
  const [hostToken] = useState(takeHostToken);
  const [isAsked, setAsked] = useState(false);
  const contest = useLoaded<PublicContest>(`/api/contests/${encodeURIComponent(slug)}`);
  const me = useLoaded<Me>(`/api/me?contest=${encodeURIComponent(slug)}`);
  const againContest = contest.again;
  const againMe = me.again;
  const visit = useMemo(
    () =>
      contest.value && me.value
        ? {
            slug,
            public: contest.value,
            me: me.value,
            again: () => {
              againContest();
              againMe();
            },
          }
        : null,
    [slug, contest.value, me.value, againContest, againMe],
  );
  useTones(contest.value?.contest.look);
  const refusal = contest.refusal ?? me.refusal;
  if (refusal) {
    return <Unreached missing={refusal.code === 'not_found'} again={contest.refusal ? contest.again : me.again} />;
  }
  if (!visit) {
    return (
      <Page>
        <StateCard kind="loading" />
      </Page>
    );
  }
  const { host } = visit.public.ways;
  if (host && !isAsked && (hostToken !== null || (isFramed() && host.frames.length > 0))) {
    const done = () => {
      setAsked(true);
      visit.again();
    };
    return (
      <Suspense fallback={<StateCard kind="loading" />}>
        <HostEntry slug={slug} demo={visit.public.contest.demo} token={hostToken} frames={host.frames} onDone={done} />
      </Suspense>
    );
  }
  return <VisitPages visit={visit} transport={transport} />;
}

/** The pages of a visit that is known: of a guest, or of a person with a session over the transport. */
export function VisitPages({ visit, transport }: { visit: Visit; transport: (() => Transport) | undefined }) {
  const { slug, me } = visit;
  return (
    <VisitContext value={visit}>
      {me.signedIn ? (
        <SignedInPages key={slug} slug={slug} person={me.mark} transport={transport} />
      ) : (
        <ContestantPages />
      )}
    </VisitContext>
  );
}

function Unreached({ missing, again }: { missing: boolean; again: () => void }) {
  const { t } = useTranslation(['contestant', 'common']);
  return (
    <Page>
      {missing ? (
        <StateCard
          kind="empty"
          title={t('noContest.title')}
          action={
            <ButtonLink href="/" kind="primary">
              {t('common:toHome')}
            </ButtonLink>
          }
        >
          {t('noContest.text')}
        </StateCard>
      ) : (
        <StateCard
          kind="offline"
          action={
            <Button kind="primary" onClick={again}>
              {t('common:again')}
            </Button>
          }
        >
          {t('unreached')}
        </StateCard>
      )}
    </Page>
  );
}

type SignedInProps = { slug: string; person: string; transport: (() => Transport) | undefined };

function SignedInPages({ slug, person, transport }: SignedInProps) {
  // Only a page opened on the attempt itself takes it over from another device; opening the contest does not.
  const takesOver = useRef(location.pathname.endsWith('/thi'));
  const made = useMemo(() => transport?.(), [transport]);
  const namespace = useNamespace<ContestantToServer, ServerToContestant>('/contestant', {
    enter: (reconnect) => ({ slug, takeOver: !reconnect && takesOver.current }),
    clock: true,
    key: person,
    makeTransport: switchingTransport,
    ...(made ? { transport: made } : {}),
  });
  useEffect(() => void Promise.all([loadAttempt(), loadReceipt()]).catch(() => undefined), []);
  const desk = useAttemptDesk(namespace, namespace.view, slug);
  const startNow = useRef<string | null>(null);
  const session = useMemo(
    () => (namespace.view ? { namespace, view: namespace.view, desk, startNow } : null),
    [namespace, desk],
  );
  if (!session) return <EnteringPage refused={namespace.refused ? <RefusedBy refusal={namespace.refused} /> : null} />;
  return (
    <SessionContext value={session}>
      <ContestantPages />
    </SessionContext>
  );
}

function RefusedBy({ refusal }: { refusal: Parameters<ReturnType<typeof useRefusalText>>[0] }) {
  return useRefusalText()(refusal);
}

function EnteringPage({ refused }: { refused: ReactNode }) {
  const { t } = useTranslation('common');
  return (
    <Page>
      {refused ? (
        <StateCard
          kind="error"
          action={
            <Button kind="primary" onClick={() => location.reload()}>
              {t('reload')}
            </Button>
          }
        >
          {refused}
        </StateCard>
      ) : (
        <StateCard kind="loading" />
      )}
    </Page>
  );
}

/** The contestant's addresses. Pages of a person lead a guest to the sign-in first. */
function ContestantPages() {
  const { slug, me } = useVisit();
  const session = useSession();
  const joined = session !== null;
  const enrolled = me.enrolled || (session !== null && session.view.me !== null); // who has just enrolled is known here first
  const signIn = <Redirect to={contestPath(slug, 'dang-nhap')} replace />;
  const waiting = (page: ReactNode) => <Suspense fallback={<StateCard kind="loading" />}>{page}</Suspense>;
  const enrol = <Redirect to={contestPath(slug, 'ho-so')} replace />;
  return (
    <Switch>
      <Route path="/c/:slug">
        <ContestPage />
      </Route>
      <Route path="/c/:slug/dang-nhap/:step?">
        <Suspense fallback={<StateCard kind="loading" />}>
          <SignInPage />
        </Suspense>
      </Route>
      <Route path="/c/:slug/ho-so">
        {joined ? (
          <Suspense fallback={<StateCard kind="loading" />}>
            <ProfilePage />
          </Suspense>
        ) : (
          signIn
        )}
      </Route>
      <Route path="/c/:slug/thi">{joined ? (enrolled ? waiting(<AttemptPage />) : enrol) : signIn}</Route>
      <Route path="/c/:slug/du-lieu">{joined ? (enrolled ? waiting(<MyDataPage />) : enrol) : signIn}</Route>
      <Route path="/c/:slug/khieu-nai">{joined ? (enrolled ? waiting(<ComplaintsPage />) : enrol) : signIn}</Route>
      <Route path="/c/:slug/lan-thi/:attemptId">
        {({ attemptId }) => (joined ? waiting(<ReceiptPage attemptId={attemptId ?? ''} />) : signIn)}
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
