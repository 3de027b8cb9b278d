import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { ShowPicture } from '@hoithi/shared/contract/screen';
import { DriveShow, OpenRun, TakeRun } from '@hoithi/shared/contract/show';
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { writeAudit } from '../platform/audit.ts';
import { command, handleCommands } from '../web/namespace.ts';
import { publishSoon } from '../web/publish-soon.ts';
import { cutRevoked, type StaffSession, staffOnly } from '../web/sessions.ts';
import { driveRun, takeRun } from './drive-run.ts';
import { mcViewOf, originOf } from './hall-views.ts';
import { openRun } from './open-run.ts';
import { openScreen, renewScreen, setPicture } from './screens-sql.ts';

const staffOf = (socket: Socket): StaffSession => socket.data.staff as StaffSession;

/** The MC's door: the shows of the own contest, the right to drive, the screens. SPEC H2, H3. */
export function openMcNamespace(app: App, io: Server): void {
  const namespace = io.of('/mc');
  const screens = io.of('/screen');
  namespace.use(staffOnly(app, 'mc'));
  cutRevoked(app, namespace, 'mc');

  async function viewFor(contest: CachedContest, socket: Socket) {
    // Screens of other processes are counted too; while those cannot be asked, only the ones here.
    const there = await screens
      .in(contest.contestId)
      .fetchSockets()
      .catch(() => screens.local.in(contest.contestId).fetchSockets());
    return mcViewOf(app, contest, originOf(app, socket), there.length);
  }
  const tell = publishSoon(app, async (contestId) => {
    const contest = app.contests.byId(contestId);
    const host = [...namespace.sockets.values()].find((socket) => socket.rooms.has(contestId));
    if (contest && host) namespace.local.in(contestId).emit('view', await viewFor(contest, host));
  });
  app.live.onFresh(tell);
  app.bus.subscribe('screen:changed', ({ contestId }) => tell(contestId));
  app.runs.onChange(({ run }) => tell(run.row.contest_id));
  app.runs.onFigures((run) => tell(run.row.contest_id));

  namespace.on('connection', (socket) => {
    const { actor, contestId } = staffOf(socket);
    async function inContest<T>(act: (contest: CachedContest) => Promise<Result<T>>): Promise<Result<T>> {
      const contest = contestId === null ? null : app.contests.byId(contestId);
      return contest ? act(contest) : refuse({ code: 'not_found', what: 'contest' });
    }
    handleCommands(app, socket, {
      'view:enter': command(z.object({}), () =>
        inContest(async (contest) => {
          await socket.join(contest.contestId);
          return accept(await viewFor(contest, socket));
        }),
      ),
      'screen:show': command(ShowPicture, ({ picture }) =>
        inContest(async (contest) => {
          await openScreen(app.db, contest.contestId);
          await setPicture(app.db, contest.contestId, picture);
          app.bus.publish('screen:changed', { contestId: contest.contestId });
          return accept({ picture });
        }),
      ),
      'screen:renew': command(z.object({}), () =>
        inContest(async ({ contestId: id }) => {
          const { token } = await renewScreen(app.db, id);
          const nowMs = app.clock.nowMs();
          await writeAudit(app.db, {
            contestId: id,
            atMs: nowMs,
            actor,
            act: 'screen:renew',
            object: 'screen',
            detail: {},
          });
          app.bus.publish('screen:renewed', { contestId: id });
          app.bus.publish('screen:changed', { contestId: id });
          return accept({ screenPath: `/man-hinh/${token}` });
        }),
      ),
      'run:open': command(OpenRun, (message) =>
        inContest(({ contestId: id }) => openRun(app, { actor, contestId: id }, message)),
      ),
      'run:take': command(TakeRun, (message) =>
        inContest(({ contestId: id }) => takeRun(app, { actor, contestId: id }, message)),
      ),
      'run:drive': command(DriveShow, (message) =>
        inContest(async (contest) => {
          const driven = await driveRun(app, { actor, contestId: contest.contestId }, message);
          // Whoever spoke from an old state is shown the present one at once.
          if (!driven.ok) socket.emit('view', await viewFor(contest, socket));
          return driven;
        }),
      ),
      'clock:read': command(z.unknown(), async () => accept({ serverNowMs: app.clock.nowMs() })),
    });
  });
}
