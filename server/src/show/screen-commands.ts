import { accept, refuse } from '@hoithi/shared/contract/result';
import { EnterScreen } from '@hoithi/shared/contract/screen';
import { ReportSound } from '@hoithi/shared/contract/show-sound';
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { welcome } from '../web/connection-limits.ts';
import { command } from '../web/namespace.ts';
import { type NamespaceApp, openNamespace } from '../web/open-namespace.ts';
import { publishSoon } from '../web/publish-soon.ts';
import { originOf, screenViewOf } from './hall-views.ts';
import { openScreen, readScreen, type ScreenRow } from './screens-sql.ts';

const wantsBoard = (socket: Socket): boolean => (socket.data as { board?: boolean }).board === true;

/** The screens' namespace: opened by a secret link, nobody touches a screen. Whole views. SPEC H9, V2. */
export function openScreenNamespace(
  app: NamespaceApp & Pick<App, 'contests' | 'lanAddresses' | 'live' | 'publicFigures' | 'publicUrl' | 'runs'>,
  io: Server,
): void {
  const namespace = io.of('/screen');
  const rows = new Map<string, ScreenRow>(); // what each contest's screens show, until it changes
  const publish = publishSoon(app, async (contestId) => {
    const contest = app.contests.byId(contestId);
    const here = [...namespace.sockets.values()].filter((socket) => socket.rooms.has(contestId));
    const [one] = here;
    if (!contest || !one) return;
    const row = rows.get(contestId) ?? (await openScreen(app.db, contestId));
    rows.set(contestId, row);
    namespace.local
      .in(contestId)
      .emit('view', await screenViewOf(app, contest, row, originOf(app, one), here.some(wantsBoard)));
  });
  app.live.onFresh(publish);
  app.bus.subscribe('screen:changed', ({ contestId }) => {
    rows.delete(contestId);
    publish(contestId);
  });
  app.runs.onChange(({ run }) => publish(run.row.contest_id));
  app.runs.onFigures((run) => publish(run.row.contest_id));
  // A renewed link closes the old one's screens, in every process.
  const revoke = (socket: Socket, contestId: string): void => {
    socket.emit('screen:revoked');
    void socket.leave(contestId);
  };
  app.bus.subscribe('screen:renewed', ({ contestId }) => {
    rows.delete(contestId);
    for (const socket of namespace.sockets.values()) if (socket.rooms.has(contestId)) revoke(socket, contestId);
  });
  app.bus.subscribe('facts:missed', () => {
    rows.clear();
    for (const socket of namespace.sockets.values()) {
      const { token, contestId } = socket.data as { token?: string; contestId?: string };
      if (token === undefined || contestId === undefined) continue;
      void readScreen(app.db, token).then(
        (row) => void (row ? null : revoke(socket, contestId)),
        (fault: unknown) => app.log.warn({ err: fault }, "a screen's link could not be read again"),
      );
    }
  });

  openNamespace(app, namespace, {
    may: 'anyone',
    who: (socket) => socket,
    commands: {
      'view:enter': command({ schema: EnterScreen }, async ({ token, board }, socket: Socket) => {
        const row = await readScreen(app.db, token);
        const contest = row ? app.contests.byId(row.contest_id) : null;
        if (!row || !contest) return refuse({ code: 'not_found', what: 'screen' });
        welcome(socket);
        Object.assign(socket.data, { token, board, contestId: contest.contestId });
        await socket.join(contest.contestId);
        app.bus.publish('screen:changed', { contestId: contest.contestId });
        return accept(await screenViewOf(app, contest, row, originOf(app, socket), board));
      }),
      'sound:report': command({ schema: ReportSound }, ({ state }, socket: Socket) => {
        const { contestId } = socket.data as { contestId?: string };
        if (contestId === undefined) return refuse({ code: 'not_found', what: 'screen' });
        Object.assign(socket.data, { sound: state });
        app.bus.publish('screen:changed', { contestId });
        return accept(null);
      }),
      'clock:read': command({ schema: z.unknown() }, () => accept({ serverNowMs: app.clock.nowMs() })),
    },
  });
  namespace.on('connection', (socket) => {
    socket.on('disconnecting', () => {
      for (const channel of socket.rooms)
        if (channel !== socket.id) setImmediate(() => app.bus.publish('screen:changed', { contestId: channel }));
    });
  });
}
