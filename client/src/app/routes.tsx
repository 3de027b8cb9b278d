import { type ComponentType, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { lazyRoom } from './lazy-room.ts';
import { NotFound } from './not-found.tsx';

const House = lazyRoom(() => import('../rooms/house/house-room.tsx'), 'house');
const Contestant = lazyRoom(() => import('../rooms/contestant/contestant-room.tsx'), 'contestant', 'outage', 'waiting');
const PrintedRules = lazyRoom(() => import('../rooms/printed-rules/printed-rules-room.tsx'), 'rules');
const Results = lazyRoom(() => import('../rooms/results/results-room.tsx'), 'results');
const Collective = lazyRoom(() => import('../rooms/results/collective-room.tsx'), 'collective');
const Participation = lazyRoom(() => import('../rooms/participation/public/participation-room.tsx'), 'participation');
const Organizer = lazyRoom(
  () => import('../rooms/organizer/organizer-room.tsx'),
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
const Mc = lazyRoom(() => import('../rooms/mc/mc-room.tsx'), 'mc', 'show-outage', 'screen', 'participation');
const Screen = lazyRoom(() => import('../rooms/screen/screen-room.tsx'), 'screen', 'participation');
const ShowRoom = lazyRoom(
  () => import('../rooms/contestant/show/show-room.tsx'),
  'show',
  'show-outage',
  'outage',
  'contestant',
);
const ShowCode = lazyRoom(() => import('../rooms/contestant/show/code-page.tsx'), 'show');
const LaunchPhone = lazyRoom(() => import('../rooms/contestant/show/launch-phone.tsx'), 'show');
const Proof = lazyRoom(() => import('../rooms/contestant/show/proof-page.tsx'), 'show');
const StaffDoor = lazyRoom(() => import('../rooms/house/staff-door.tsx'), 'house');
const WayCheck = lazyRoom(() => import('../rooms/way-check/way-check-room.tsx'), 'way-check');
const UnitLeader = lazyRoom(() => import('../rooms/unit-leader/unit-leader-room.tsx'), 'unit-leader');

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
