import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { EnterShow, type PhoneView, PressLaunch, SubmitShowAnswer, TakeSeat } from '@hoithi/shared/contract/show';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Namespace, Server, Socket } from 'socket.io';
import { z } from 'zod';
import type { House } from '../app-parts.ts';
import { broadcast, pack, tell } from '../platform/bus/broadcast.ts';
import { doubt, sendAway, welcome } from '../web/connection-limits.ts';
import { commandOf, hears } from '../web/namespace.ts';
import { measureRoundTrip, type RoundTrip } from '../web/round-trip.ts';
import { readCookieSession, refusedAtDoor } from '../web/sessions.ts';
import type { HeldRun, Seat } from './cached-run.ts';
import { findByLaunchToken, pressLaunch } from './drive-run.ts';
import { findContestant, findSeat, isRemoved, takeSeat } from './join-run.ts';
import { gatherStage, lookAtLaunch, lookAtPhone, seatViewOf } from './read-run.ts';
import { unitLine, viewStage } from './stage-view.ts';
import { submitShowAnswer } from './submit-show-answer.ts';

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
      if (socket && phoneOf(socket)?.seat?.seatId === seatId) socket.emit('seat:removed');
    }
  });
}

/**
 * The stage to everybody at once, encoded once. Where each phone's own view may have changed it goes with it, in one write
 * a phone; in portions, so that answers and the hall's screens are served in between. SPEC H9.
 */
async function tellPhones(house: House, door: Namespace, run: HeldRun, seats: boolean): Promise<void> {
  try {
    const input = await gatherStage(house, run, house.publicUrl ?? '');
    const here = [...(door.adapter.rooms.get(roomOf(run.row.id)) ?? [])].flatMap((id) => door.sockets.get(id) ?? []);
    const stage = viewStage(input);
    // The way there and back is measured while people wait, so that the credit of the next answer rests on it. [H6]
    const waiting = run.state.current === null;
    if (!seats) return void broadcast(here, 'stage', stage, waiting ? wireOf : undefined);
    const message = pack(door.name, 'stage', stage);
    for (let from = 0; from < here.length; from += portion) {
      for (const socket of here.slice(from, from + portion)) {
        const seat = phoneOf(socket)?.seat;
        const own = seat ? [message, pack(door.name, 'seat', seatViewOf(input, seat))] : [message];
        tell(socket, own, wireOf(socket));
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (fault) {
    house.log.warn({ err: fault }, 'phones could not be told');
  }
}

/** What the house keeps of a phone while its line is open. */
type Phone = {
  readonly house: House;
  readonly socket: Socket;
  readonly personId: string | null;
  readonly wire: RoundTrip;
  run: HeldRun | null;
  seat: Seat | null;
  wrongCodes: number;
};
const phoneOf = (socket: Socket): Phone | undefined => socket.data.phone as Phone | undefined;
const wireOf = (socket: Socket): RoundTrip | null => phoneOf(socket)?.wire ?? null;

function seatPhone(house: House, socket: Socket): void {
  const phone: Phone = {
    house,
    socket,
    personId: (socket.data.personId as string | null | undefined) ?? null,
    wire: measureRoundTrip(socket),
    run: null,
    seat: null,
    wrongCodes: 0,
  };
  socket.data.phone = phone;
  socket.on('disconnect', standUp);
  hears(house, socket, commands, phone);
}

function standUp(this: Socket): void {
  const phone = phoneOf(this);
  if (phone) leave(phone);
}

/** One table for all phones: there are thousands of them. */
const commands = {
  'room:enter': commandOf<Phone>()(EnterShow, async (message, _atMs, phone) => {
    const found = await findRun(phone, message.code);
    if (!found.ok) return found;
    const own = await findOwnSeat(phone.house, found.value, message.token, phone.personId);
    if (own && isRemoved(found.value, own)) return refuse({ code: 'seat_removed' });
    return sit(phone, found.value, own);
  }),
  'seat:take': commandOf<Phone>()(TakeSeat, async (message, _atMs, phone) => {
    const found = await findRun(phone, message.code);
    if (!found.ok) return found;
    const taken = await takeSeat(phone.house, found.value, phone.personId, message);
    return taken.ok ? sit(phone, found.value, taken.value) : taken;
  }),
  'answer:submit': commandOf<Phone>()(SubmitShowAnswer, async (message, atMs, { house, run, seat, wire }) => {
    if (!run || !seat) return refuse({ code: 'no_seat' });
    const kept = await submitShowAnswer(house, run, seat, message, { atMs, roundTripMs: wire.roundTripMs() });
    if (kept.ok) house.runs.touchFigures(run);
    return kept;
  }),
  'launch:look': commandOf<Phone>()(PressLaunch, async ({ token }, _atMs, { house, socket }) => {
    const launching = await findByLaunchToken(house, token);
    if (!launching) return refuse({ code: 'not_found', what: 'launch' });
    welcome(socket);
    return lookAtLaunch(house, launching);
  }),
  'launch:press': commandOf<Phone>()(PressLaunch, ({ token }, _atMs, { house }) => pressLaunch(house, token)),
  'clock:ask': commandOf<Phone>()(z.unknown(), async (_message, _atMs, { house }) =>
    accept({ serverNowMs: house.clock.nowMs() }),
  ),
};

async function findRun(phone: Phone, code: string): Promise<Result<HeldRun>> {
  const { house, socket, run } = phone;
  if (run?.row.code === code) return accept(run);
  const address = socket.handshake.address;
  const spent = await wrongCodes.get(address);
  if (phone.wrongCodes >= wrongCodesPerSocket || (spent && spent.remainingPoints <= 0))
    return refuse({ code: 'too_fast', retryInMs: spent?.msBeforeNext ?? 60_000 });
  const found = await house.runs.byCode(code);
  if (found) return accept(found);
  phone.wrongCodes += 1;
  await wrongCodes.consume(address).catch(() => undefined);
  return refuse({ code: 'code_unknown' });
}

/** From here on this phone hears the run; with a seat it may act. */
async function sit(phone: Phone, into: HeldRun, seat: Seat | null): Promise<Result<PhoneView>> {
  const { house, socket } = phone;
  leave(phone);
  welcome(socket); // it knows the code of the hall
  phone.run = into;
  await socket.join(roomOf(into.row.id));
  if (seat) {
    phone.seat = seat;
    into.present.set(seat.seatId, (into.present.get(seat.seatId) ?? 0) + 1);
    house.runs.touchFigures(into);
    phone.wire.ask();
  }
  const contestant = seat ? null : await findContestant(house, into, phone.personId);
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

function leave(phone: Phone): void {
  const { run, seat } = phone;
  if (!run || !seat) return;
  const left = (run.present.get(seat.seatId) ?? 1) - 1;
  if (left > 0) run.present.set(seat.seatId, left);
  else run.present.delete(seat.seatId);
  phone.house.runs.touchFigures(run);
  phone.seat = null;
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
