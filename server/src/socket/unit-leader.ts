import { accept, refuse } from '@hoithi/shared/contract/result';
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import type { House } from '../house/house.ts';
import { participationOf } from './hall-views.ts';
import { command, hears } from './hears.ts';
import { type StaffSession, staffOnly } from './sessions.ts';

/** The door of unit leaders: each sees the own unit and what is below it. */
export function openUnitLeaderDoor(house: House, io: Server): void {
  const door = io.of('/unit-leader');
  door.use(staffOnly(house, 'unit-leader'));
  const placeOf = (socket: Socket) => {
    const { contestId, unitCode } = socket.data.staff as StaffSession;
    const contest = contestId === null ? null : house.contests.byId(contestId);
    return contest && unitCode !== null ? { contest, unitCode } : null;
  };
  house.board.onFresh((contestId) => {
    for (const socket of door.sockets.values()) {
      const place = placeOf(socket);
      if (place?.contest.contestId === contestId)
        socket.emit('view', participationOf(house, place.contest, place.unitCode));
    }
  });
  door.on('connection', (socket) =>
    hears(house, socket, {
      'room:enter': command(z.object({}), async () => {
        const place = placeOf(socket);
        if (!place) return refuse({ code: 'not_found', what: 'unit' });
        return accept(participationOf(house, place.contest, place.unitCode));
      }),
    }),
  );
}
