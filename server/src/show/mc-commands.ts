import { accept, type Result } from '@hoithi/shared/contract/result';
import { EnterMc, ShowCorner, ShowPicture } from '@hoithi/shared/contract/screen';
import { CountJoined, DriveShow, OpenRun, TakeRun } from '@hoithi/shared/contract/show';
import { ModerateRun } from '@hoithi/shared/contract/show-names';
import { ReadReport } from '@hoithi/shared/contract/show-report';
import { RemoveSound, SoundSetting } from '@hoithi/shared/contract/show-sound';
import { permissionsIn } from '@hoithi/shared/rules/permissions';
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { ownContest } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { writeAudit } from '../platform/audit.ts';
import { type Commands, command, type Staff } from '../web/namespace.ts';
import { type NamespaceApp, openStaffNamespace, sessionOf } from '../web/open-namespace.ts';
import { publishSoon } from '../web/publish-soon.ts';
import { countJoined, driveRun, moderateRun, takeRun } from './drive-run.ts';
import { mcViewOf, originOf } from './hall-views.ts';
import { openRun } from './open-run.ts';
import { removeSound, turnSound } from './own-sounds.ts';
import { reportRun } from './report/report-run.ts';
import { renewScreenLink, screenCounter } from './screen-link.ts';
import { openScreen, setCorner, setPicture } from './screens-sql.ts';

type McApp = Pick<
  App,
  'bus' | 'clock' | 'contests' | 'db' | 'lanAddresses' | 'live' | 'players' | 'publicFigures' | 'publicUrl' | 'runs'
>;
type ViewFor = (contest: CachedContest, socket: Socket) => ReturnType<typeof mcViewOf>;

/** The MC's namespace: the shows of the own contest, the right to drive, the screens. SPEC H2, H3. */
export function openMcNamespace(app: NamespaceApp & McApp, io: Server): void {
  const namespace = io.of('/mc');
  const countScreens = screenCounter(io);
  const viewFor: ViewFor = async (contest, socket) =>
    mcViewOf(app, contest, originOf(app, socket), await countScreens(contest.contestId));
  const publish = publishSoon(app, async (contestId) => {
    const contest = app.contests.byId(contestId);
    const host = [...namespace.sockets.values()].find((socket) => socket.rooms.has(contestId));
    if (contest && host) namespace.local.in(contestId).emit('view', await viewFor(contest, host));
  });
  app.live.onFresh(publish);
  app.bus.subscribe('screen:changed', ({ contestId }) => publish(contestId));
  app.runs.onChange(({ run }) => publish(run.row.contest_id));
  app.runs.onFigures((run) => publish(run.row.contest_id));
  openStaffNamespace(app, namespace, {
    may: 'mc:enter',
    commands: mcCommands(app, viewFor),
  });
}

function mcCommands(app: McApp, viewFor: ViewFor): Commands<Staff> {
  /** The one that the page was opened for; a link is for one contest. */
  const scope = ({ by, socket }: Staff): Result<CachedContest> =>
    ownContest(app, by, (socket.data.contestId as string | undefined) ?? null);
  const enter = ({ by }: Staff, { contestId }: EnterMc): Result<CachedContest> => ownContest(app, by, contestId);
  const byOf = ({ actor }: Staff['by'], { contestId }: CachedContest) => ({ actor, contestId });
  return {
    'view:enter': command({ schema: EnterMc, scope: enter }, async (_message, { socket }, { scope: contest }) => {
      if (socket.data.contestId) await socket.leave(socket.data.contestId as string);
      socket.data.contestId = contest.contestId;
      await socket.join(contest.contestId);
      socket.emit('may', permissionsIn(sessionOf(socket).grants, contest.contestId));
      return accept(await viewFor(contest, socket));
    }),
    'screen:show': command(
      { may: 'show:drive', schema: ShowPicture, scope },
      async ({ picture }, { by }, { scope: { contestId } }) => {
        const before = (await openScreen(app.db, contestId)).picture;
        await setPicture(app.db, contestId, picture);
        const entry = { contestId, atMs: app.clock.nowMs(), actor: by.actor, act: 'screen:show', object: 'screen' };
        await writeAudit(app.db, { ...entry, detail: { before: { picture: before }, after: { picture } } });
        app.bus.publish('screen:changed', { contestId });
        return accept({ picture });
      },
    ),
    'screen:corner': command(
      { may: 'show:drive', schema: ShowCorner, scope },
      async ({ on }, { by }, { scope: { contestId } }) => {
        const before = (await openScreen(app.db, contestId)).corner;
        await setCorner(app.db, contestId, on);
        const entry = { contestId, atMs: app.clock.nowMs(), actor: by.actor, act: 'screen:corner', object: 'screen' };
        await writeAudit(app.db, { ...entry, detail: { before: { corner: before }, after: { corner: on } } });
        app.bus.publish('screen:changed', { contestId });
        return accept(null);
      },
    ),
    'screen:renew': command(
      { may: 'show:drive', schema: z.object({}), scope },
      async (_message, { by }, { scope: { contestId } }) => {
        return accept({ screenPath: `/man-hinh/${await renewScreenLink(app, by, contestId)}` });
      },
    ),
    'screen:sound': command({ may: 'show:drive', schema: SoundSetting, scope }, (setting, { by }, { scope: contest }) =>
      turnSound(app, contest.contestId, setting, by.actor),
    ),
    'sound:remove': command({ may: 'show:load', schema: RemoveSound, scope }, ({ hash }, { by }, { scope: contest }) =>
      removeSound(app, contest.contestId, hash, by.actor),
    ),
    'run:open': command({ may: 'show:drive', schema: OpenRun, scope }, (message, { by }, { scope: contest }) =>
      openRun(app, byOf(by, contest), message),
    ),
    'run:count': command({ may: 'show:moderate', schema: CountJoined, scope }, (message, { by }, { scope: contest }) =>
      countJoined(app, byOf(by, contest), message),
    ),
    'run:take': command({ may: 'show:drive', schema: TakeRun, scope }, (message, { by }, { scope: contest }) =>
      takeRun(app, byOf(by, contest), message),
    ),
    'run:drive': command(
      { may: 'show:drive', schema: DriveShow, scope },
      async (message, { by, socket }, { scope: contest }) => {
        const driven = await driveRun(app, byOf(by, contest), message);
        // Whoever drove from an old state is shown the present one at once.
        if (!driven.ok) socket.emit('view', await viewFor(contest, socket));
        return driven;
      },
    ),
    'run:moderate': command(
      { may: 'show:moderate', schema: ModerateRun, scope },
      (message, { by }, { scope: contest }) => moderateRun(app, byOf(by, contest), message),
    ),
    'run:report': command({ schema: ReadReport, scope }, ({ runId }, _who, { scope: contest }) =>
      reportRun(app, contest, runId),
    ),
    'clock:read': command({ schema: z.unknown() }, () => accept({ serverNowMs: app.clock.nowMs() })),
  };
}
