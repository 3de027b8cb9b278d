import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { EnterLeader, ReadRoster } from '@hoithi/shared/contract/unit-leader';
import type { Server } from 'socket.io';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readRoster } from '../units/read-roster.ts';
import { type Commands, command, type Staff } from '../web/namespace.ts';
import { type NamespaceApp, openNamespace, staffOf } from '../web/open-namespace.ts';
import { publishSoon } from '../web/publish-soon.ts';
import { outOfScope } from '../web/route.ts';
import type { StaffSession } from '../web/sessions.ts';
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
    const units = [...namespace.sockets.values()].flatMap((socket) => ownUnitOf(app, staffOf(socket)) ?? []);
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
  openNamespace<Staff>(app, namespace, {
    role: 'unit-leader',
    who: (socket) => ({ socket, by: staffOf(socket) }),
    commands: leaderCommands(app),
  });
}

const channelOf = ({ contest, unitCode }: OwnUnit) => `${contest.contestId}:${unitCode}`;

function ownUnitOf(app: Pick<App, 'contests'>, { contestId, unitCode }: StaffSession): OwnUnit | null {
  const contest = contestId === null ? null : app.contests.byId(contestId);
  const unit = unitCode === null ? null : contest?.units.unitOf(unitCode); // a merged unit's leader sees what it became
  return contest && unit ? { contest, unitCode: unit.code } : null;
}

function leaderCommands(app: LeaderApp): Commands<Staff> {
  /** The session says which unit; a message that names another is refused. [U4, W4] */
  const scope = ({ by }: Staff, { unitCode }: { unitCode?: string | undefined }): Result<OwnUnit> => {
    const own = ownUnitOf(app, by);
    if (!own) return refuse({ code: 'not_found', what: 'unit' });
    return unitCode === undefined || unitCode === own.unitCode ? accept(own) : outOfScope({ code: 'not_allowed' });
  };
  return {
    'view:enter': command(
      { schema: EnterLeader, scope, object: ({ unitCode }) => `unit ${unitCode}` },
      async (_message, { socket }, { scope: own }) => {
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
