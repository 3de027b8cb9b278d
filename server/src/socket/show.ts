import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { EnterShow, type PhoneView, PressLaunch, SubmitShowAnswer, TakeSeat } from '@hoithi/shared/contract/show';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Namespace, Server, Socket } from 'socket.io';
import { z } from 'zod';
import { findByLaunchToken, pressLaunch } from '../actions/show/drive-run.ts';
import { gatherStage, lookAtLaunch, lookAtPhone, seatViewOf } from '../actions/show/look-at-run.ts';
import { submitShowAnswer } from '../actions/show/submit-show-answer.ts';
import { findContestant, findSeat, isRemoved, takeSeat } from '../actions/show/take-seat.ts';
import { broadcast } from '../bus/broadcast.ts';
import type { HeldRun, Seat } from '../house/held-run.ts';
import type { House } from '../house/house.ts';
import { unitLine, viewStage } from '../views/stage-view.ts';
import { doubt, sendAway, welcome } from './door-keeper.ts';
import { command, hears } from './hears.ts';
import { measureRoundTrip } from './round-trip.ts';
import { readCookieSession, refusedAtDoor } from './sessions.ts';

const roomOf = (runId: string): string => `run:${runId}`;
/** Own views leave in portions, so that answers are heard in between. */
const portion = 250;
/** Wrong codes behind one address in a minute: a whole hall mistypes less, and a guesser finds one seat in hours. */
const wrongCodes = new RateLimiterMemory({ points: 300, duration: 60 });
const wrongCodesPerSocket = 8;

/** The phones' door. No account is needed: a code gives a seat, a token gives the own one back. SPEC H4, H5, W3, W4. */
export function openShowDoor(house: House, io: Server): void {
  const door = io.of('/show');
  door.use((socket, next) => {
    const { cookie } = socket.handshake.headers;
    if (cookie === undefined) return next();
    readCookieSession(house, cookie, 'contestant').then(
      (session) => {
        if (session === null && !doubt(socket)) return sendAway(socket, next);
        socket.data.personId = session?.kind === 'contestant' ? session.personId : null;
        next();
      },
      () => next(refusedAtDoor('unavailable')),
    );
  });
  door.on('connection', (socket) => seatPhone(house, socket));
  house.runs.onChange(({ run, seats }) => void tellPhones(house, door, run, seats));
  house.bus.hear('seat:removed', ({ runId, seatId }) => {
    for (const id of [...(door.adapter.rooms.get(roomOf(runId)) ?? [])]) {
      const socket = door.sockets.get(id);
      if ((socket?.data.seat as Seat | undefined)?.seatId === seatId) socket?.emit('seat:removed');
    }
  });
}

/** The stage to everybody at once, encoded once; then each phone's own view where it may have changed. SPEC H9. */
async function tellPhones(house: House, door: Namespace, run: HeldRun, seats: boolean): Promise<void> {
  try {
    const input = await gatherStage(house, run, house.publicUrl ?? '');
    const here = [...(door.adapter.rooms.get(roomOf(run.row.id)) ?? [])].flatMap((id) => door.sockets.get(id) ?? []);
    broadcast(here, 'stage', viewStage(input));
    // The way there and back is measured while people wait, so that the credit of the next answer rests on it. [H6]
    if (run.state.current === null || seats) for (const socket of here) (socket.data.wire as Wire | undefined)?.ask();
    if (!seats) return;
    for (let from = 0; from < here.length; from += portion) {
      for (const socket of here.slice(from, from + portion)) {
        const seat = socket.data.seat as Seat | undefined;
        if (seat) socket.emit('seat', seatViewOf(input, seat));
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (fault) {
    house.log.warn({ err: fault }, 'phones could not be told');
  }
}

type Wire = ReturnType<typeof measureRoundTrip>;

function seatPhone(house: House, socket: Socket): void {
  const personId = (socket.data.personId as string | null | undefined) ?? null;
  const wire = measureRoundTrip(socket);
  socket.data.wire = wire;
  let wrong = 0;
  let run: HeldRun | null = null;

  async function findRun(code: string): Promise<Result<HeldRun>> {
    if (run?.row.code === code) return accept(run);
    const address = socket.handshake.address;
    const spent = await wrongCodes.get(address);
    if (wrong >= wrongCodesPerSocket || (spent && spent.remainingPoints <= 0))
      return refuse({ code: 'too_fast', retryInMs: spent?.msBeforeNext ?? 60_000 });
    const found = await house.runs.byCode(code);
    if (found) return accept(found);
    wrong += 1;
    await wrongCodes.consume(address).catch(() => undefined);
    return refuse({ code: 'code_unknown' });
  }
  /** From here on this socket hears the run; with a seat it may act. */
  async function sit(into: HeldRun, seat: Seat | null): Promise<Result<PhoneView>> {
    leave();
    welcome(socket); // it knows the code of the hall
    run = into;
    await socket.join(roomOf(into.row.id));
    if (seat) {
      socket.data.seat = seat;
      into.present.set(seat.seatId, (into.present.get(seat.seatId) ?? 0) + 1);
      house.runs.touchFigures(into);
      wire.ask();
    }
    const contestant = seat ? null : await findContestant(house, into, personId);
    const contest = house.contests.byId(into.row.contest_id);
    return accept(
      await lookAtPhone(
        house,
        into,
        seat,
        contestant && contest ? { name: contestant.name, unitName: unitLine(contest, contestant.unit_code) } : null,
      ),
    );
  }
  function leave(): void {
    const seat = socket.data.seat as Seat | undefined;
    if (!run || !seat) return;
    const left = (run.present.get(seat.seatId) ?? 1) - 1;
    if (left > 0) run.present.set(seat.seatId, left);
    else run.present.delete(seat.seatId);
    house.runs.touchFigures(run);
    socket.data.seat = undefined;
  }
  socket.on('disconnect', leave);

  hears(house, socket, {
    'room:enter': command(EnterShow, async (message) => {
      const found = await findRun(message.code);
      if (!found.ok) return found;
      const own = await findOwnSeat(house, found.value, message.token, personId);
      if (own && isRemoved(found.value, own)) return refuse({ code: 'seat_removed' });
      return sit(found.value, own);
    }),
    'seat:take': command(TakeSeat, async (message) => {
      const found = await findRun(message.code);
      if (!found.ok) return found;
      const taken = await takeSeat(house, found.value, personId, message);
      return taken.ok ? sit(found.value, taken.value) : taken;
    }),
    'answer:submit': command(SubmitShowAnswer, async (message, atMs) => {
      const seat = socket.data.seat as Seat | undefined;
      if (!run || !seat) return refuse({ code: 'no_seat' });
      const kept = await submitShowAnswer(house, run, seat, message, { atMs, roundTripMs: wire.roundTripMs() });
      if (kept.ok) house.runs.touchFigures(run);
      return kept;
    }),
    'launch:look': command(PressLaunch, async ({ token }) => {
      const launching = await findByLaunchToken(house, token);
      if (!launching) return refuse({ code: 'not_found', what: 'launch' });
      welcome(socket);
      return lookAtLaunch(house, launching);
    }),
    'launch:press': command(PressLaunch, ({ token }) => pressLaunch(house, token)),
    'clock:ask': command(z.unknown(), async () => accept({ serverNowMs: house.clock.nowMs() })),
  });
}

/** By the token; else the seat of the contestant who is signed in on this device. */
async function findOwnSeat(
  house: House,
  run: HeldRun,
  token: string | null,
  personId: string | null,
): Promise<Seat | null> {
  const byToken = token === null ? null : await findSeat(house, run, { token });
  if (byToken) return byToken;
  const contestant = await findContestant(house, run, personId);
  return contestant ? findSeat(house, run, { contestantId: contestant.id }) : null;
}
