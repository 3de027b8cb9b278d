import { WatchContest } from '@hoithi/shared/contract/organizer';
import { accept } from '@hoithi/shared/contract/result';
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { deskAttemptCommands } from '../attempt/desk-attempt-commands.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { openAttendance } from '../drafts/attend-draft.ts';
import { openNight } from '../operations/night-commands.ts';
import { peopleCommands } from '../people/people-commands.ts';
import { resultCommands } from '../result/result-commands.ts';
import { roundCommands } from '../round/round-commands.ts';
import { unitCommands } from '../units/unit-commands.ts';
import { command } from '../web/namespace.ts';
import { openStaffNamespace, sessionOf } from '../web/open-namespace.ts';
import { publishSoon } from '../web/publish-soon.ts';
import { readDesk } from './read-desk.ts';

/** The organizer's namespace. Whole views at most once a second for each desk that watches. SPEC O1, O2. */
export function openOrganizerNamespace(app: App, io: Server): { stop(): void } {
  const namespace = io.of('/organizer');
  const connected = (slug: string): number =>
    app.heartbeats.all().reduce((sum, { heartbeat }) => sum + (heartbeat.contestants[slug] ?? 0), 0);
  const viewFor = (socket: Socket) =>
    readDesk(app, sessionOf(socket), (socket.data.contestId as string | undefined) ?? null, connected);

  async function publish(contestId: string): Promise<void> {
    for (const socket of namespace.sockets.values()) {
      if (socket.data.contestId !== undefined && socket.data.contestId !== contestId) continue;
      try {
        socket.emit('view', await viewFor(socket));
      } catch (fault) {
        app.log.warn({ err: fault }, 'a desk view could not be sent');
      }
    }
  }
  app.live.onFresh(publishSoon(app, publish, 1_000));

  const night = openNight(app, namespace);
  const attendance = openAttendance(app, namespace);
  openStaffNamespace(app, namespace, {
    may: 'desk:enter',
    commands: {
      'view:enter': command({ schema: z.object({}) }, async (_message, { socket }) => accept(await viewFor(socket))),
      'contest:watch': command(
        {
          may: 'desk:read',
          schema: WatchContest,
          scope: ({ by }, { contestId }) => contestInScope(app, by, contestId),
        },
        async ({ contestId }, { socket }) => {
          socket.data.contestId = contestId;
          return accept(await viewFor(socket));
        },
      ),
      ...roundCommands(app),
      ...peopleCommands(app),
      ...deskAttemptCommands(app),
      ...resultCommands(app),
      ...unitCommands(app),
      ...night.commands,
      ...attendance.commands,
    },
  });
  return { stop: night.stop };
}
