import { accept, refuse } from '@hoithi/shared/contract/result';
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import type { House } from '../house/house.ts';
import { participationOf } from './hall-views.ts';
import { command, hears } from './hears.ts';
import { cutRevoked, type StaffSession, staffOnly } from './sessions.ts';
import { tellSoon } from './tell-soon.ts';

/** The door of unit leaders: each sees the own unit and what is below it. */
export function openUnitLeaderDoor(house: House, io: Server): void {
  const door = io.of('/unit-leader');
  door.use(staffOnly(house, 'unit-leader'));
  cutRevoked(house, door, 'unit-leader');
  const placeOf = (socket: Socket) => {
    const { contestId, unitCode } = socket.data.staff as StaffSession;
    const contest = contestId === null ? null : house.contests.byId(contestId);
    const unit = unitCode === null ? null : contest?.units.unitOf(unitCode); // a merged unit's leader sees what it became
    return contest && unit ? { contest, unitCode: unit.code } : null;
  };
  const roomOf = (contestId: string, unitCode: string) => `${contestId}:${unitCode}`;
  // Leaders of one unit hear one view, made and encoded once; each hears of the own unit alone. [U4]
  const tell = tellSoon(house, async (contestId) => {
    const contest = house.contests.byId(contestId);
    if (!contest) return;
    const places = [...door.sockets.values()].flatMap((socket) => placeOf(socket) ?? []);
    const watched = new Set(places.filter((place) => place.contest === contest).map((place) => place.unitCode));
    for (const unitCode of watched)
      door.local.in(roomOf(contestId, unitCode)).emit('view', participationOf(house, contest, unitCode));
  });
  house.board.onFresh(tell);
  door.on('connection', (socket) =>
    hears(house, socket, {
      'room:enter': command(z.object({}), async () => {
        const place = placeOf(socket);
        if (!place) return refuse({ code: 'not_found', what: 'unit' });
        await socket.join(roomOf(place.contest.contestId, place.unitCode));
        return accept(participationOf(house, place.contest, place.unitCode));
      }),
    }),
  );
}
