import {
  AddExclusions,
  CloseRound,
  CreateContest,
  ExtendRound,
  FindAttempts,
  InviteStaff,
  ListUnits,
  MergeUnits,
  PreviewRules,
  PublishRound,
  VoidAttempt,
  WatchContest,
} from '@hoithi/shared/contract/organizer';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { presetOf } from '@hoithi/shared/rules/presets/preset-of';
import { previewRules } from '@hoithi/shared/rules/preview-rules';
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { findAttempts } from '../attempt/find-attempts.ts';
import { voidAttempt } from '../attempt/void-attempt.ts';
import { createContest } from '../contest/create-contest.ts';
import { openNight } from '../operations/night.ts';
import { addExclusions } from '../people/add-exclusions.ts';
import { inviteStaff } from '../people/invite-staff.ts';
import { closeRound, extendRound } from '../round/change-round.ts';
import { publishRound } from '../round/publish-round.ts';
import { listUnits } from '../units/list-units.ts';
import { mergeUnits } from '../units/merge-units.ts';
import { command, handleCommands } from '../web/namespace.ts';
import { publishSoon } from '../web/publish-soon.ts';
import { type StaffSession, staffOnly } from '../web/sessions.ts';
import { readDesk } from './read-desk.ts';

/** The organizer's door. Whole views at most once a second for each desk that watches. SPEC O1, O2. */
export function openOrganizerNamespace(app: App, io: Server): { stop(): void } {
  const namespace = io.of('/organizer');
  namespace.use(staffOnly(app, 'organizer'));
  const connected = (slug: string): number =>
    app.heartbeats.all().reduce((sum, { heartbeat }) => sum + (heartbeat.contestants[slug] ?? 0), 0);

  async function view(socket: Socket) {
    const staff = socket.data.staff as StaffSession;
    return readDesk(app, staff.contestId, (socket.data.contestId as string | undefined) ?? null, connected);
  }
  async function tell(contestId: string): Promise<void> {
    for (const socket of namespace.sockets.values()) {
      if (socket.data.contestId !== undefined && socket.data.contestId !== contestId) continue;
      try {
        socket.emit('view', await view(socket));
      } catch (fault) {
        app.log.warn({ err: fault }, 'a desk could not be told');
      }
    }
  }
  app.live.onFresh(publishSoon(app, tell, 1_000));

  const night = openNight(app, namespace);

  namespace.on('connection', (socket) => {
    const by = socket.data.staff as StaffSession;
    handleCommands(app, socket, {
      'view:enter': command(z.object({}), async () => accept(await view(socket))),
      'contest:watch': command(WatchContest, async (message) => {
        const contest = app.contests.byId(message.contestId);
        if (!contest || (by.contestId !== null && by.contestId !== contest.contestId))
          return refuse({ code: 'not_found', what: 'contest' });
        socket.data.contestId = message.contestId;
        return accept(await view(socket));
      }),
      'rules:preview': command(PreviewRules, async (message) =>
        accept(previewRules(presetOf(message.presetId), message.answers, app.topicTitles)),
      ),
      'contest:create': command(CreateContest, (message) => createContest(app, by, message)),
      'round:close': command(CloseRound, (message) => closeRound(app, by, message)),
      'round:extend': command(ExtendRound, (message) => extendRound(app, by, message)),
      'round:publish': command(PublishRound, (message) => publishRound(app, by, message.roundId)),
      'staff:invite': command(InviteStaff, (message) => inviteStaff(app, by, message)),
      'attempts:find': command(FindAttempts, (message) => findAttempts(app, by, message)),
      'attempt:void': command(VoidAttempt, (message) => voidAttempt(app, by, message)),
      'units:list': command(ListUnits, (message) => listUnits(app, by, message.contestId)),
      'units:merge': command(MergeUnits, (message) => mergeUnits(app, by, message)),
      'exclusions:add': command(AddExclusions, (message) => addExclusions(app, by, message)),
      ...night.commandsOf(socket),
    });
  });
  return { stop: night.stop };
}
