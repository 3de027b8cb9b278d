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
import type { House } from '../app-parts.ts';
import { findAttempts } from '../attempt/find-attempts.ts';
import { voidAttempt } from '../attempt/void-attempt.ts';
import { createContest } from '../contest/create-contest.ts';
import { watchNight } from '../operations/night.ts';
import { addExclusions } from '../people/add-exclusions.ts';
import { inviteStaff } from '../people/invite-staff.ts';
import { closeRound, extendRound } from '../round/change-round.ts';
import { publishRound } from '../round/publish-round.ts';
import { listUnits } from '../units/list-units.ts';
import { mergeUnits } from '../units/merge-units.ts';
import { command, hears } from '../web/namespace.ts';
import { tellSoon } from '../web/publish-soon.ts';
import { type StaffSession, staffOnly } from '../web/sessions.ts';
import { lookAtDesk } from './read-desk.ts';

/** The organizer's door. Whole views at most once a second for each desk that watches. SPEC O1, O2. */
export function openOrganizerDoor(house: House, io: Server): { stop(): void } {
  const door = io.of('/organizer');
  door.use(staffOnly(house, 'organizer'));
  const connected = (slug: string): number =>
    house.pulses.all().reduce((sum, { pulse }) => sum + (pulse.contestants[slug] ?? 0), 0);

  async function view(socket: Socket) {
    const staff = socket.data.staff as StaffSession;
    return lookAtDesk(house, staff.contestId, (socket.data.contestId as string | undefined) ?? null, connected);
  }
  async function tell(contestId: string): Promise<void> {
    for (const socket of door.sockets.values()) {
      if (socket.data.contestId !== undefined && socket.data.contestId !== contestId) continue;
      try {
        socket.emit('view', await view(socket));
      } catch (fault) {
        house.log.warn({ err: fault }, 'a desk could not be told');
      }
    }
  }
  house.board.onFresh(tellSoon(house, tell, 1_000));

  const night = watchNight(house, door);

  door.on('connection', (socket) => {
    const by = socket.data.staff as StaffSession;
    hears(house, socket, {
      'room:enter': command(z.object({}), async () => accept(await view(socket))),
      'contest:watch': command(WatchContest, async (message) => {
        const contest = house.contests.byId(message.contestId);
        if (!contest || (by.contestId !== null && by.contestId !== contest.contestId))
          return refuse({ code: 'not_found', what: 'contest' });
        socket.data.contestId = message.contestId;
        return accept(await view(socket));
      }),
      'rules:preview': command(PreviewRules, async (message) =>
        accept(previewRules(presetOf(message.presetId), message.answers, house.topicTitles)),
      ),
      'contest:create': command(CreateContest, (message) => createContest(house, by, message)),
      'round:close': command(CloseRound, (message) => closeRound(house, by, message)),
      'round:extend': command(ExtendRound, (message) => extendRound(house, by, message)),
      'round:publish': command(PublishRound, (message) => publishRound(house, by, message.roundId)),
      'staff:invite': command(InviteStaff, (message) => inviteStaff(house, by, message)),
      'attempts:find': command(FindAttempts, (message) => findAttempts(house, by, message)),
      'attempt:void': command(VoidAttempt, (message) => voidAttempt(house, by, message)),
      'units:list': command(ListUnits, (message) => listUnits(house, by, message.contestId)),
      'units:merge': command(MergeUnits, (message) => mergeUnits(house, by, message)),
      'exclusions:add': command(AddExclusions, (message) => addExclusions(house, by, message)),
      ...night.commandsOf(socket),
    });
  });
  return { stop: night.stop };
}
