import { type ComponentType, lazy, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { loadWords } from '../locales/i18n.ts';
import type { Words } from '../locales/words.ts';
import { NotFound } from './not-found.tsx';

const App = lazyPage(() => import('../pages/public/home/page.tsx'), 'home');
const Contestant = lazyPage(() => import('../pages/contestant/contestant-app.tsx'), 'contestant', 'outage', 'waiting');
const PrintedRules = lazyPage(() => import('../pages/public/printed-rules/page.tsx'), 'rules');
const Results = lazyPage(() => import('../pages/public/results/page.tsx'), 'results');
const Collective = lazyPage(() => import('../pages/public/collective/page.tsx'), 'collective');
const Participation = lazyPage(() => import('../pages/public/participation/page.tsx'), 'participation');
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
  () => import('../pages/contestant/show/page.tsx'),
  'show',
  'show-outage',
  'outage',
  'contestant',
);
const ShowCode = lazyPage(() => import('../pages/contestant/show-code/page.tsx'), 'show');
const LaunchPhone = lazyPage(() => import('../pages/contestant/launch/page.tsx'), 'show');
const Proof = lazyPage(() => import('../pages/public/proof/page.tsx'), 'show');
const StaffEntry = lazyPage(() => import('../pages/public/staff-entry/page.tsx'), 'home');
const WayCheck = lazyPage(() => import('../pages/public/way-check/page.tsx'), 'way-check');
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

type PageModule = { default: ComponentType };

/** A room fetched when first entered, its words beside it and not after it. */
function lazyPage(load: () => Promise<PageModule>, ...words: (keyof Words)[]) {
  return lazy(async () => {
    const [namespace] = await Promise.all([load(), loadWords(...words)]);
    return namespace;
  });
}
