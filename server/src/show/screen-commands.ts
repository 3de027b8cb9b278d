import { accept, refuse } from '@hoithi/shared/contract/result';
import { EnterScreen } from '@hoithi/shared/contract/screen';
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import type { House } from '../app-parts.ts';
import { welcome } from '../web/connection-limits.ts';
import { command, hears } from '../web/namespace.ts';
import { tellSoon } from '../web/publish-soon.ts';
import { originOf, screenViewOf } from './hall-views.ts';
import { openScreen, readScreen, type ScreenRow } from './screens-sql.ts';

/** The screens' door: opened by a secret link, nobody touches it. Whole views. SPEC H9, V2. */
export function openScreenDoor(house: House, io: Server): void {
  const door = io.of('/screen');
  const rows = new Map<string, ScreenRow>(); // what each contest's screens show, until it changes
  const tell = tellSoon(house, async (contestId) => {
    const contest = house.contests.byId(contestId);
    const [one] = [...door.sockets.values()].filter((socket) => socket.rooms.has(contestId));
    if (!contest || !one) return;
    const row = rows.get(contestId) ?? (await openScreen(house.db, contestId));
    rows.set(contestId, row);
    door.local.in(contestId).emit('view', await screenViewOf(house, contest, row, originOf(house, one)));
  });
  house.board.onFresh(tell);
  house.bus.hear('screen:changed', ({ contestId }) => {
    rows.delete(contestId);
    tell(contestId);
  });
  house.runs.onChange(({ run }) => tell(run.row.contest_id));
  house.runs.onFigures((run) => tell(run.row.contest_id));
  // A renewed link closes the old one's screens, in every process.
  const sendOut = (socket: Socket, contestId: string): void => {
    socket.emit('screen:revoked');
    void socket.leave(contestId);
  };
  house.bus.hear('screen:renewed', ({ contestId }) => {
    rows.delete(contestId);
    for (const socket of door.sockets.values()) if (socket.rooms.has(contestId)) sendOut(socket, contestId);
  });
  house.bus.hear('facts:missed', () => {
    rows.clear();
    for (const socket of door.sockets.values()) {
      const { token, contestId } = socket.data as { token?: string; contestId?: string };
      if (token === undefined || contestId === undefined) continue;
      void readScreen(house.db, token).then(
        (row) => void (row ? null : sendOut(socket, contestId)),
        (fault: unknown) => house.log.warn({ err: fault }, "a screen's link could not be read again"),
      );
    }
  });

  door.on('connection', (socket) => {
    hears(house, socket, {
      'room:enter': command(EnterScreen, async (message) => {
        const row = await readScreen(house.db, message.token);
        const contest = row ? house.contests.byId(row.contest_id) : null;
        if (!row || !contest) return refuse({ code: 'not_found', what: 'screen' });
        welcome(socket);
        Object.assign(socket.data, { token: message.token, contestId: contest.contestId });
        await socket.join(contest.contestId);
        house.bus.say('screen:changed', { contestId: contest.contestId });
        return accept(await screenViewOf(house, contest, row, originOf(house, socket)));
      }),
      'clock:ask': command(z.unknown(), async () => accept({ serverNowMs: house.clock.nowMs() })),
    });
    socket.on('disconnecting', () => {
      for (const room of socket.rooms)
        if (room !== socket.id) setImmediate(() => house.bus.say('screen:changed', { contestId: room }));
    });
  });
}
