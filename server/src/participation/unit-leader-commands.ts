import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { EnterLeader, ReadRoster } from '@hoithi/shared/contract/unit-leader';
import type { Server, Socket } from 'socket.io';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readRoster } from '../units/read-roster.ts';
import { type Commands, command, type Staff } from '../web/namespace.ts';
import { type NamespaceApp, openStaffNamespace, sessionOf } from '../web/open-namespace.ts';
import { publishSoon } from '../web/publish-soon.ts';
import { outOfScope } from '../web/route.ts';
import type { StaffSession } from '../web/sessions-sql.ts';
import { readLeaderView } from './read-leader-view.ts';

type LeaderApp = Pick<App, 'clock' | 'contests' | 'db' | 'live' | 'publicFigures' | 'qualities' | 'rosters' | 'trends'>;
type OwnUnit = { contest: CachedContest; unitCode: string };

/** The namespace of unit leaders: each sees the own unit and what is below it. SPEC U4. */
export function openUnitLeaderNamespace(app: NamespaceApp & LeaderApp, io: Server): void {
  const namespace = io.of('/unit-leader');
  // Leaders of one unit receive one view, made and encoded once; each of the own unit alone. [U4]
  const publish = publishSoon(app, async (contestId) => {
    const contest = app.contests.byId(contestId);
    if (!contest) return;
    const units = [...namespace.sockets.values()].flatMap((socket) => ownUnitOf(app, socket) ?? []);
    const watched = new Set(units.filter((unit) => unit.contest === contest).map((unit) => unit.unitCode));
    for (const unitCode of watched) {
      const view = await readLeaderView(app, contest, unitCode);
      if (view) namespace.local.in(channelOf({ contest, unitCode })).emit('view', view);
    }
  });
  app.live.onFresh(publish);
  // A list that was loaded, a round that was closed: nothing to count, so nobody waits for the board.
  app.bus.subscribe('contest:changed', ({ contestId }) => publish(contestId));
  app.bus.subscribe('round:changed', ({ contestId }) => publish(contestId));
  openStaffNamespace(app, namespace, {
    may: 'leader:enter',
    commands: leaderCommands(app),
  });
}

const channelOf = ({ contest, unitCode }: OwnUnit) => `${contest.contestId}:${unitCode}`;

/** The units that a session leads, as they are now: a merged unit's leader sees what it became. */
const ledUnits = (app: Pick<App, 'contests'>, { grants }: StaffSession): OwnUnit[] =>
  grants.flatMap(({ role, contestId, unitCode }) => {
    const contest = role === 'unit-leader' && contestId !== null ? app.contests.byId(contestId) : null;
    const unit = contest && unitCode !== null ? contest.units.unitOf(unitCode) : null;
    return contest && unit ? { contest, unitCode: unit.code } : [];
  });

/** The one that the page was opened for. */
function ownUnitOf(app: Pick<App, 'contests'>, socket: Socket): OwnUnit | null {
  const entered = socket.data.led as { contestId: string; unitCode: string } | undefined;
  const led = ledUnits(app, sessionOf(socket));
  const isEntered = ({ contest }: OwnUnit): boolean => contest.contestId === entered?.contestId;
  const now = entered && led.filter(isEntered).map(({ contest }) => contest.units.unitOf(entered.unitCode)?.code);
  return led.find((own) => isEntered(own) && now?.includes(own.unitCode)) ?? led[0] ?? null;
}

function leaderCommands(app: LeaderApp): Commands<Staff> {
  /** The session says which unit; a message that names another is refused. [U4, W4] */
  type Named = { contestId?: string | undefined; unitCode?: string | undefined };
  const scope = ({ socket }: Staff, { contestId, unitCode }: Named): Result<OwnUnit> => {
    const led = ledUnits(app, sessionOf(socket));
    if (led.length === 0) return refuse({ code: 'not_found', what: 'unit' });
    const isNamed = contestId !== undefined || unitCode !== undefined;
    // Of several units whoever opens the page says which one, as of several contests.
    if (!isNamed && led.length > 1 && socket.data.led === undefined) return refuse({ code: 'not_found', what: 'unit' });
    const own = isNamed
      ? led.find(
          (each) =>
            (contestId ?? each.contest.contestId) === each.contest.contestId &&
            (unitCode ?? each.unitCode) === each.unitCode,
        )
      : ownUnitOf(app, socket);
    return own ? accept(own) : outOfScope({ code: 'not_allowed' });
  };
  return {
    'view:enter': command(
      { schema: EnterLeader, scope, object: ({ unitCode }) => `unit ${unitCode}` },
      async (_message, { socket }, { scope: own }) => {
        socket.data.led = { contestId: own.contest.contestId, unitCode: own.unitCode };
        await socket.join(channelOf(own));
        const view = await readLeaderView(app, own.contest, own.unitCode);
        return view ? accept(view) : refuse({ code: 'not_found', what: 'unit' });
      },
    ),
    'roster:read': command(
      { schema: ReadRoster, scope, object: ({ unitCode }) => `roster ${unitCode}` },
      (_message, { by }, { scope: own }) => readRoster(app, by, own.contest, own.unitCode),
    ),
  };
}
