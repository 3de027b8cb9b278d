import { type ComponentType, lazy, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { loadWords } from '../locales/i18n.ts';
import type { Words } from '../locales/words.ts';
import { NotFound } from './not-found.tsx';
import { useArrivals } from './use-arrivals.ts';

const Home = lazyPage(() => import('../pages/public/home/page.tsx'), 'home', 'show');
const Contestant = lazyPage(
  () => import('../pages/contestant/contestant-app.tsx'),
  'contestant',
  'outage',
  'start-queue',
);
const PrintedRules = lazyPage(() => import('../pages/public/printed-rules/page.tsx'), 'rules');
const Results = lazyPage(() => import('../pages/public/results/page.tsx'), 'results', 'draws');
const Collective = lazyPage(() => import('../pages/public/collective/page.tsx'), 'collective');
const Verification = lazyPage(() => import('../pages/public/verification/page.tsx'), 'verification');
const Service = lazyPage(() => import('../pages/public/service/page.tsx'), 'service');
const Certificate = lazyPage(() => import('../pages/public/certificate/page.tsx'), 'certificate');
const Participation = lazyPage(() => import('../pages/public/participation/page.tsx'), 'participation');
const Organizer = lazyPage(
  () => import('../pages/organizer/organizer-app.tsx'),
  'organizer',
  'accounts',
  'figures',
  'rehearsal',
  'rosters',
  'rules',
  'contestant',
  'collective',
  'participation',
  'night',
);
const Mc = lazyPage(() => import('../pages/mc/mc-app.tsx'), 'mc', 'show-outage', 'screen', 'participation');
const Screen = lazyPage(() => import('../pages/screen/screen-app.tsx'), 'screen', 'participation');
const ShowPage = lazyPage(
  () => import('../pages/contestant/show/page.tsx'),
  'show',
  'show-outage',
  'outage',
  'contestant',
);
const ShowCode = lazyPage(() => import('../pages/contestant/show-code/page.tsx'), 'show');
const LaunchPhone = lazyPage(() => import('../pages/contestant/launch/page.tsx'), 'show');
const Proof = lazyPage(() => import('../pages/public/proof/page.tsx'), 'show');
const MinuteShow = lazyPage(() => import('../pages/public/minute-show/page.tsx'), 'home');
const StaffEntry = lazyPage(() => import('../pages/public/staff-entry/page.tsx'), 'home');
const ConnectionCheck = lazyPage(() => import('../pages/public/connection-check/page.tsx'), 'connection-check');
const UnitLeader = lazyPage(() => import('../pages/unit-leader/unit-leader-app.tsx'), 'unit-leader');

/** Every address of the client, first match first. The contestant's own pages share one socket. */
export const routeTable: readonly { path: string; page: ComponentType }[] = [
  { path: '/', page: Home },
  { path: '/c/:slug/the-le', page: PrintedRules },
  { path: '/c/:slug/ket-qua/tap-the', page: Collective },
  { path: '/c/:slug/ket-qua/:ordinal', page: Results },
  { path: '/c/:slug/tham-gia', page: Participation },
  { path: '/c/:slug/kiem-chung', page: Verification },
  { path: '/c/:slug/phuc-vu', page: Service },
  { path: '/c/:slug/*?', page: Contestant },
  { path: '/cn/:id', page: Certificate },
  { path: '/thi', page: ShowCode },
  { path: '/thi/:code', page: ShowPage },
  { path: '/phat-dong/:token', page: LaunchPhone },
  { path: '/kiem-chung/:runId?', page: Proof },
  { path: '/to-chuc/*?', page: Organizer },
  { path: '/mc', page: Mc },
  { path: '/man-hinh/:token', page: Screen },
  { path: '/xem-thu', page: MinuteShow },
  { path: '/vao', page: StaffEntry },
  { path: '/don-vi', page: UnitLeader },
  { path: '/suc-khoe', page: ConnectionCheck },
];

export function Routes() {
  const [path] = useLocation();
  useArrivals();
  // A new page begins at its top, as a loaded one would.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what changes
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [path]);
  return (
    <Switch>
      {routeTable.map(({ path, page }) => (
        <Route key={path} path={path} component={page} />
      ))}
      <Route component={NotFound} />
    </Switch>
  );
}

type PageModule = { default: ComponentType };

/** A page loaded when it is first opened, its texts at the same time. */
function lazyPage(load: () => Promise<PageModule>, ...words: (keyof Words)[]) {
  return lazy(async () => {
    const [page] = await Promise.all([load(), loadWords(...words)]);
    return page;
  });
}
