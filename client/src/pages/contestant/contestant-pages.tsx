import { Redirect, Route, Switch } from 'wouter';
import { NotFound } from '../../app/not-found.tsx';
import { AttemptPage } from './attempt/attempt-page.tsx';
import { ContestPage } from './contest/contest-page.tsx';
import { contestPath, useSession, useVisit } from './contestant-context.ts';
import { ProfilePage } from './profile/profile-page.tsx';
import { ReceiptPage } from './receipt/receipt-page.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';

/** The room's own addresses. Pages of a person lead a guest to the sign-in first. */
export function ContestantPages() {
  const { slug, me } = useVisit();
  const joined = useSession() !== null;
  const signIn = <Redirect to={contestPath(slug, 'dang-nhap')} replace />;
  const enrol = <Redirect to={contestPath(slug, 'ho-so')} replace />;
  return (
    <Switch>
      <Route path="/c/:slug">
        <ContestPage />
      </Route>
      <Route path="/c/:slug/dang-nhap">
        <SignInPage />
      </Route>
      <Route path="/c/:slug/ho-so">{joined ? <ProfilePage /> : signIn}</Route>
      <Route path="/c/:slug/thi">{joined ? me.enrolled ? <AttemptPage /> : enrol : signIn}</Route>
      <Route path="/c/:slug/lan-thi/:attemptId">
        {({ attemptId }) => (joined ? <ReceiptPage attemptId={attemptId ?? ''} /> : signIn)}
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
