import { type ComponentType, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { lazyRoom } from './lazy-page.ts';
import { NotFound } from './not-found.tsx';

const House = lazyRoom(() => import('../pages/public/home/home-page.tsx'), 'house');
const Contestant = lazyRoom(() => import('../pages/contestant/contestant-app.tsx'), 'contestant', 'outage', 'waiting');
const PrintedRules = lazyRoom(() => import('../pages/public/printed-rules/printed-rules-page.tsx'), 'rules');
const Results = lazyRoom(() => import('../pages/public/results/results-app.tsx'), 'results');
const Collective = lazyRoom(() => import('../pages/public/results/collective-app.tsx'), 'collective');
const Participation = lazyRoom(
  () => import('../pages/public/participation/page/participation-app.tsx'),
  'participation',
);
const Organizer = lazyRoom(
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
const Mc = lazyRoom(() => import('../pages/mc/mc-app.tsx'), 'mc', 'show-outage', 'screen', 'participation');
const Screen = lazyRoom(() => import('../pages/screen/screen-app.tsx'), 'screen', 'participation');
const ShowRoom = lazyRoom(
  () => import('../pages/contestant/show/show-page.tsx'),
  'show',
  'show-outage',
  'outage',
  'contestant',
);
const ShowCode = lazyRoom(() => import('../pages/contestant/show/code-page.tsx'), 'show');
const LaunchPhone = lazyRoom(() => import('../pages/contestant/show/launch-phone.tsx'), 'show');
const Proof = lazyRoom(() => import('../pages/contestant/show/proof-page.tsx'), 'show');
const StaffDoor = lazyRoom(() => import('../pages/public/home/staff-entry.tsx'), 'house');
const WayCheck = lazyRoom(() => import('../pages/public/way-check/way-check-page.tsx'), 'way-check');
const UnitLeader = lazyRoom(() => import('../pages/unit-leader/unit-leader-app.tsx'), 'unit-leader');

/** Every address of the client, first match first. The contestant's own pages share one room and one socket. */
export const routeTable: readonly { path: string; room: ComponentType }[] = [
  { path: '/', room: House },
  { path: '/c/:slug/the-le', room: PrintedRules },
  { path: '/c/:slug/ket-qua/tap-the', room: Collective },
  { path: '/c/:slug/ket-qua/:ordinal', room: Results },
  { path: '/c/:slug/tham-gia', room: Participation },
  { path: '/c/:slug/*?', room: Contestant },
  { path: '/thi', room: ShowCode },
  { path: '/thi/:code', room: ShowRoom },
  { path: '/phat-dong/:token', room: LaunchPhone },
  { path: '/kiem-chung/:runId?', room: Proof },
  { path: '/to-chuc/*?', room: Organizer },
  { path: '/mc', room: Mc },
  { path: '/man-hinh/:token', room: Screen },
  { path: '/vao', room: StaffDoor },
  { path: '/don-vi', room: UnitLeader },
  { path: '/suc-khoe', room: WayCheck },
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
      {routeTable.map(({ path, room }) => (
        <Route key={path} path={path} component={room} />
      ))}
      <Route component={NotFound} />
    </Switch>
  );
}
