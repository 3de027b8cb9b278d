import { type ComponentType, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { lazyPage } from './lazy-page.ts';
import { NotFound } from './not-found.tsx';

const App = lazyPage(() => import('../pages/public/home/home-page.tsx'), 'home');
const Contestant = lazyPage(() => import('../pages/contestant/contestant-app.tsx'), 'contestant', 'outage', 'waiting');
const PrintedRules = lazyPage(() => import('../pages/public/printed-rules/printed-rules-page.tsx'), 'rules');
const Results = lazyPage(() => import('../pages/public/results/results-app.tsx'), 'results');
const Collective = lazyPage(() => import('../pages/public/results/collective-app.tsx'), 'collective');
const Participation = lazyPage(
  () => import('../pages/public/participation/page/participation-app.tsx'),
  'participation',
);
const Organizer = lazyPage(
  () => import('../pages/organizer/organizer-app.tsx'),
  'organizer',
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
  () => import('../pages/contestant/show/show-page.tsx'),
  'show',
  'show-outage',
  'outage',
  'contestant',
);
const ShowCode = lazyPage(() => import('../pages/contestant/show/code-page.tsx'), 'show');
const LaunchPhone = lazyPage(() => import('../pages/contestant/show/launch-phone.tsx'), 'show');
const Proof = lazyPage(() => import('../pages/contestant/show/proof-page.tsx'), 'show');
const StaffEntry = lazyPage(() => import('../pages/public/home/staff-entry.tsx'), 'home');
const WayCheck = lazyPage(() => import('../pages/public/way-check/way-check-page.tsx'), 'way-check');
const UnitLeader = lazyPage(() => import('../pages/unit-leader/unit-leader-app.tsx'), 'unit-leader');

/** Every address of the client, first match first. The contestant's own pages share one room and one socket. */
export const routeTable: readonly { path: string; namespace: ComponentType }[] = [
  { path: '/', namespace: App },
  { path: '/c/:slug/the-le', namespace: PrintedRules },
  { path: '/c/:slug/ket-qua/tap-the', namespace: Collective },
  { path: '/c/:slug/ket-qua/:ordinal', namespace: Results },
  { path: '/c/:slug/tham-gia', namespace: Participation },
  { path: '/c/:slug/*?', namespace: Contestant },
  { path: '/thi', namespace: ShowCode },
  { path: '/thi/:code', namespace: ShowPage },
  { path: '/phat-dong/:token', namespace: LaunchPhone },
  { path: '/kiem-chung/:runId?', namespace: Proof },
  { path: '/to-chuc/*?', namespace: Organizer },
  { path: '/mc', namespace: Mc },
  { path: '/man-hinh/:token', namespace: Screen },
  { path: '/vao', namespace: StaffEntry },
  { path: '/don-vi', namespace: UnitLeader },
  { path: '/suc-khoe', namespace: WayCheck },
];

export function Routes() {
  const [path] = useLocation();
  // A new page begins at its top, as a loaded one would.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what changes
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [path]);
  return (
    <Switch>
      {routeTable.map(({ path, namespace }) => (
        <Route key={path} path={path} component={namespace} />
      ))}
      <Route component={NotFound} />
    </Switch>
  );
}
