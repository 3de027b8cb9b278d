import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { EnterLeader, ReadRoster } from '@hoithi/shared/contract/unit-leader';
import type { Server, Socket } from 'socket.io';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readRoster } from '../units/read-roster.ts';
import { command, handleCommands } from '../web/namespace.ts';
import { publishSoon } from '../web/publish-soon.ts';
import { auditRefusal, cutRevoked, type StaffSession, staffOnly } from '../web/sessions.ts';
import { readLeaderView } from './read-leader-view.ts';

type Place = { contest: CachedContest; unitCode: string };

/** The door of unit leaders: each sees the own unit and what is below it. SPEC U4. */
export function openUnitLeaderNamespace(app: App, io: Server): void {
  const namespace = io.of('/unit-leader');
  namespace.use(staffOnly(app, 'unit-leader'));
  cutRevoked(app, namespace, 'unit-leader');
  const placeOf = (socket: Socket): Place | null => {
    const { contestId, unitCode } = socket.data.staff as StaffSession;
    const contest = contestId === null ? null : app.contests.byId(contestId);
    const unit = unitCode === null ? null : contest?.units.unitOf(unitCode); // a merged unit's leader sees what it became
    return contest && unit ? { contest, unitCode: unit.code } : null;
  };
  const namespaceOf = ({ contest, unitCode }: Place) => `${contest.contestId}:${unitCode}`;
  // Leaders of one unit hear one view, made and encoded once; each hears of the own unit alone. [U4]
  const tell = publishSoon(app, async (contestId) => {
    const contest = app.contests.byId(contestId);
    if (!contest) return;
    const places = [...namespace.sockets.values()].flatMap((socket) => placeOf(socket) ?? []);
    const watched = new Set(places.filter((place) => place.contest === contest).map((place) => place.unitCode));
    for (const unitCode of watched) {
      const view = await readLeaderView(app, contest, unitCode);
      if (view) namespace.local.in(namespaceOf({ contest, unitCode })).emit('view', view);
    }
  });
  app.live.onFresh(tell);
  // A list that was loaded, a round that was closed: nothing to count, so nobody waits for the board.
  app.bus.subscribe('contest:changed', ({ contestId }) => tell(contestId));
  app.bus.subscribe('round:changed', ({ contestId }) => tell(contestId));
  namespace.on('connection', (socket) => {
    /** The session says which unit; a message that names another is refused, and that is in the trail. [U4, W4] */
    async function own(named: string | undefined, object: string): Promise<Result<Place>> {
      const place = placeOf(socket);
      if (!place) return refuse({ code: 'not_found', what: 'unit' });
      if (named === undefined || named === place.unitCode) return accept(place);
      await auditRefusal(app, socket.data.staff as StaffSession, `${object} ${named}`);
      return refuse({ code: 'not_allowed' });
    }
    handleCommands(app, socket, {
      'view:enter': command(EnterLeader, async (message) => {
        const place = await own(message.unitCode, 'unit');
        if (!place.ok) return place;
        const { contest, unitCode } = place.value;
        await socket.join(namespaceOf(place.value));
        const view = await readLeaderView(app, contest, unitCode);
        return view ? accept(view) : refuse({ code: 'not_found', what: 'unit' });
      }),
      'roster:read': command(ReadRoster, async (message) => {
        const place = await own(message.unitCode, 'roster');
        if (!place.ok) return place;
        return readRoster(app, socket.data.staff as StaffSession, place.value.contest, place.value.unitCode);
      }),
    });
  });
}
