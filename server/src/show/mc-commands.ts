import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { ShowPicture } from '@hoithi/shared/contract/screen';
import { DriveShow, OpenRun, TakeRun } from '@hoithi/shared/contract/show';
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import type { House } from '../app-parts.ts';
import type { HouseContest } from '../contest/contests.ts';
import { writeAudit } from '../platform/audit.ts';
import { command, hears } from '../web/namespace.ts';
import { tellSoon } from '../web/publish-soon.ts';
import { cutRevoked, type StaffSession, staffOnly } from '../web/sessions.ts';
import { driveRun, takeRun } from './drive-run.ts';
import { mcViewOf, originOf } from './hall-views.ts';
import { openRun } from './open-run.ts';
import { openScreen, renewScreen, setPicture } from './screens-sql.ts';

const staffOf = (socket: Socket): StaffSession => socket.data.staff as StaffSession;

/** The MC's door: the shows of the own contest, the right to drive, the screens. SPEC H2, H3. */
export function openMcDoor(house: House, io: Server): void {
  const door = io.of('/mc');
  const screens = io.of('/screen');
  door.use(staffOnly(house, 'mc'));
  cutRevoked(house, door, 'mc');

  async function viewFor(contest: HouseContest, socket: Socket) {
    // Screens of other processes are counted too; while those cannot be asked, only the ones here.
    const there = await screens
      .in(contest.contestId)
      .fetchSockets()
      .catch(() => screens.local.in(contest.contestId).fetchSockets());
    return mcViewOf(house, contest, originOf(house, socket), there.length);
  }
  const tell = tellSoon(house, async (contestId) => {
    const contest = house.contests.byId(contestId);
    const host = [...door.sockets.values()].find((socket) => socket.rooms.has(contestId));
    if (contest && host) door.local.in(contestId).emit('view', await viewFor(contest, host));
  });
  house.board.onFresh(tell);
  house.bus.hear('screen:changed', ({ contestId }) => tell(contestId));
  house.runs.onChange(({ run }) => tell(run.row.contest_id));
  house.runs.onFigures((run) => tell(run.row.contest_id));

  door.on('connection', (socket) => {
    const { actor, contestId } = staffOf(socket);
    async function inContest<T>(act: (contest: HouseContest) => Promise<Result<T>>): Promise<Result<T>> {
      const contest = contestId === null ? null : house.contests.byId(contestId);
      return contest ? act(contest) : refuse({ code: 'not_found', what: 'contest' });
    }
    hears(house, socket, {
      'room:enter': command(z.object({}), () =>
        inContest(async (contest) => {
          await socket.join(contest.contestId);
          return accept(await viewFor(contest, socket));
        }),
      ),
      'screen:show': command(ShowPicture, ({ picture }) =>
        inContest(async (contest) => {
          await openScreen(house.db, contest.contestId);
          await setPicture(house.db, contest.contestId, picture);
          house.bus.say('screen:changed', { contestId: contest.contestId });
          return accept({ picture });
        }),
      ),
      'screen:renew': command(z.object({}), () =>
        inContest(async ({ contestId: id }) => {
          const { token } = await renewScreen(house.db, id);
          const nowMs = house.clock.nowMs();
          await writeAudit(house.db, {
            contestId: id,
            atMs: nowMs,
            actor,
            act: 'screen:renew',
            object: 'screen',
            detail: {},
          });
          house.bus.say('screen:renewed', { contestId: id });
          house.bus.say('screen:changed', { contestId: id });
          return accept({ screenPath: `/man-hinh/${token}` });
        }),
      ),
      'run:open': command(OpenRun, (message) =>
        inContest(({ contestId: id }) => openRun(house, { actor, contestId: id }, message)),
      ),
      'run:take': command(TakeRun, (message) =>
        inContest(({ contestId: id }) => takeRun(house, { actor, contestId: id }, message)),
      ),
      'run:drive': command(DriveShow, (message) =>
        inContest(async (contest) => {
          const driven = await driveRun(house, { actor, contestId: contest.contestId }, message);
          // Whoever spoke from an old state is shown the present one at once.
          if (!driven.ok) socket.emit('view', await viewFor(contest, socket));
          return driven;
        }),
      ),
      'clock:ask': command(z.unknown(), async () => accept({ serverNowMs: house.clock.nowMs() })),
    });
  });
}
