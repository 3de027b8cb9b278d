import type { ParticipationView } from '@hoithi/shared/contract/participation';
import { accept, refuse } from '@hoithi/shared/contract/result';
import type { PublicResults } from '@hoithi/shared/contract/results';
import { EnterScreen, type McView, type ScreenView, ShowPicture } from '@hoithi/shared/contract/screen';
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import { nextVersion } from '../actions/contestant/look-at-contest.ts';
import type { HouseContest } from '../house/contests.ts';
import type { House } from '../house/house.ts';
import { openScreen, readScreen, type ScreenRow, setPicture } from '../ledger/screens.ts';
import { readPublication } from '../ledger/standings.ts';
import { viewParticipation } from '../views/participation-view.ts';
import { command, hears } from './hears.ts';
import { type StaffSession, staffOnly } from './sessions.ts';

/** The doors of the hall and of unit leaders: MC, screen, unit leader. Whole views, told when figures are fresh. SPEC V2. */
export function openHallDoors(house: House, io: Server): void {
  const mc = io.of('/mc');
  const screen = io.of('/screen');
  const leader = io.of('/unit-leader');
  mc.use(staffOnly(house, 'mc'));
  leader.use(staffOnly(house, 'unit-leader'));

  function participation(contest: HouseContest, unitCode: string | null): ParticipationView {
    const nowMs = house.clock.nowMs();
    return viewParticipation(
      {
        contest,
        counts: house.board.counts(contest.contestId),
        unitPersons: (roundId) => house.board.unitPersons(roundId),
        nowMs,
        version: nextVersion(nowMs),
      },
      unitCode,
    );
  }
  async function screenView(contest: HouseContest, row: ScreenRow, joinUrl: string): Promise<ScreenView> {
    const published = contest.rounds.filter((round) => round.published).at(-1);
    const view = participation(contest, null);
    return {
      version: view.version,
      picture: row.picture,
      joinUrl,
      participation: view,
      results: published ? await readPublication<PublicResults>(house.db, published.roundId) : null,
    };
  }
  async function mcView(contest: HouseContest, joinUrl: string): Promise<McView> {
    const row = await openScreen(house.db, contest.contestId);
    const screens = await screen.in(contest.contestId).fetchSockets();
    return {
      ...(await screenView(contest, row, joinUrl)),
      screenPath: `/man-hinh/${row.token}`,
      screensConnected: screens.length,
    };
  }
  /** One view for all in a room, made once. */
  async function tell(contestId: string): Promise<void> {
    const contest = house.contests.byId(contestId);
    if (!contest) return;
    try {
      for (const socket of leader.sockets.values()) {
        const staff = socket.data.staff as StaffSession;
        if (staff.contestId === contestId && staff.unitCode)
          socket.emit('view', participation(contest, staff.unitCode));
      }
      const [one] = [...screen.sockets.values()].filter((socket) => socket.rooms.has(contestId));
      if (one) {
        const row = await openScreen(house.db, contestId);
        screen.local.in(contestId).emit('view', await screenView(contest, row, joinUrlOf(house, one, contest)));
      }
      const host = [...mc.sockets.values()].find(
        (socket) => (socket.data.staff as StaffSession).contestId === contestId,
      );
      if (host) mc.local.in(contestId).emit('view', await mcView(contest, joinUrlOf(house, host, contest)));
    } catch (fault) {
      house.log.warn({ err: fault }, 'the hall could not be told');
    }
  }
  house.board.onFresh((contestId) => void tell(contestId));
  house.bus.hear('screen:changed', ({ contestId }) => void tell(contestId));

  screen.on('connection', (socket) =>
    hears(house, socket, {
      'room:enter': command(EnterScreen, async (message) => {
        const row = await readScreen(house.db, message.token);
        const contest = row ? house.contests.byId(row.contest_id) : null;
        if (!row || !contest) return refuse({ code: 'not_found', what: 'screen' });
        await socket.join(contest.contestId);
        house.bus.say('screen:changed', { contestId: contest.contestId });
        return accept(await screenView(contest, row, joinUrlOf(house, socket, contest)));
      }),
    }),
  );
  screen.on('connection', (socket) => {
    socket.on('disconnecting', () => {
      for (const room of socket.rooms) if (room !== socket.id) setImmediate(() => void tell(room));
    });
  });
  mc.on('connection', (socket) => {
    const staff = socket.data.staff as StaffSession;
    const contestOf = () => (staff.contestId === null ? null : house.contests.byId(staff.contestId));
    hears(house, socket, {
      'room:enter': command(z.object({}), async () => {
        const contest = contestOf();
        if (!contest) return refuse({ code: 'not_found', what: 'contest' });
        await socket.join(contest.contestId);
        return accept(await mcView(contest, joinUrlOf(house, socket, contest)));
      }),
      'screen:show': command(ShowPicture, async ({ picture }) => {
        const contest = contestOf();
        if (!contest) return refuse({ code: 'not_found', what: 'contest' });
        await openScreen(house.db, contest.contestId);
        await setPicture(house.db, contest.contestId, picture);
        house.bus.say('screen:changed', { contestId: contest.contestId });
        return accept({ picture });
      }),
    });
  });
  leader.on('connection', (socket) => {
    const staff = socket.data.staff as StaffSession;
    hears(house, socket, {
      'room:enter': command(z.object({}), async () => {
        const contest = staff.contestId === null ? null : house.contests.byId(staff.contestId);
        if (!contest || staff.unitCode === null) return refuse({ code: 'not_found', what: 'unit' });
        return accept(participation(contest, staff.unitCode));
      }),
    });
  });
}

/** The address people type: the house's public one, else the one this device came by. */
function joinUrlOf(house: House, socket: Socket, contest: HouseContest): string {
  const origin =
    house.publicUrl ?? socket.handshake.headers.origin ?? `http://${socket.handshake.headers.host ?? 'localhost'}`;
  return `${origin.replace(/\/$/, '')}/c/${contest.slug}`;
}
