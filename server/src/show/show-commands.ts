import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { EnterShow, JoinRun, type PhoneView, PressLaunch, SubmitShowAnswer } from '@hoithi/shared/contract/show';
import type { Namespace, Server, Socket } from 'socket.io';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { broadcast, pack, send } from '../platform/bus/broadcast.ts';
import { welcome } from '../web/connection-limits.ts';
import { addressOfSocket, deviceOfSocket } from '../web/devices.ts';
import { type Commands, command } from '../web/namespace.ts';
import { openNamespace, personIdOf } from '../web/open-namespace.ts';
import { measureRoundTrip, type RoundTrip } from '../web/round-trip.ts';
import type { CachedRun, Player } from './cached-run.ts';
import { findByLaunchToken, pressLaunch } from './drive-run.ts';
import { findContestant, findPlayer, hashPlayerToken, isRemoved, joinRun } from './join-run.ts';
import { nameFirst } from './name-first.ts';
import { gatherStage, playerViewOf, readLaunch, readPhone } from './read-run.ts';
import { viewStage } from './stage-view.ts';
import { submitShowAnswer } from './submit-show-answer.ts';
import { unitPath } from './unit-path.ts';

const channelOf = (runId: string): string => `run:${runId}`;
/** Own views leave in portions, so that answers are handled in between. */
const portion = 250;

/** The phones' namespace. No account is needed: a code makes a player, a token finds the own one again. SPEC H4, H5, W3, W4. */
export function openShowNamespace(app: App, io: Server): void {
  const namespace = io.of('/show');
  openNamespace<Phone>(app, namespace, {
    may: 'visitor',
    commands: phoneCommands(app),
    who(socket) {
      const phone: Phone = {
        app,
        socket,
        personId: personIdOf(socket),
        wire: measureRoundTrip(socket),
        run: null,
        player: null,
        device: deviceOfSocket(app, socket),
      };
      socket.data.phone = phone;
      socket.on('disconnect', leaveRun);
      return phone;
    },
  });
  app.runs.onTick((run) =>
    nameFirst(app, run, 'gathered').catch((fault: unknown) => app.log.warn({ err: fault }, 'nobody was named yet')),
  );
  app.runs.onChange(({ run, players }) => {
    if (players && run.state.removed.size > 0) dismissRemoved(namespace, run);
    void publishToPhones(app, namespace, run, players);
  });
}

/** Phones of removed players are notified; they watch on and are counted no longer. SPEC H18, H18a. */
function dismissRemoved(namespace: Namespace, run: CachedRun): void {
  for (const id of [...(namespace.adapter.rooms.get(channelOf(run.row.id)) ?? [])]) {
    const phone = phoneOf(namespace.sockets.get(id) as Socket);
    if (!phone?.player || !isRemoved(run, phone.player)) continue;
    phone.socket.emit('player:removed');
    run.present.delete(phone.player.playerId);
  }
}

/**
 * The stage to everybody at once, one ready frame each: what all wait for, as the key of a question. Where each phone's own view
 * may have changed it follows in portions, so that answers and the hall's screens are served in between. SPEC H9, H9a.
 */
async function publishToPhones(app: App, namespace: Namespace, run: CachedRun, players: boolean): Promise<void> {
  try {
    const input = await gatherStage(app, run, app.publicUrl ?? '');
    const here = [...(namespace.adapter.rooms.get(channelOf(run.row.id)) ?? [])].flatMap(
      (id) => namespace.sockets.get(id) ?? [],
    );
    // The way there and back is measured while people wait, so that the credit of the next answer rests on it. [H6]
    const waiting = run.state.current === null;
    broadcast(here, 'stage', viewStage(input), waiting && !players ? wireOf : undefined);
    if (!players) return;
    for (let from = 0; from < here.length; from += portion) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const socket of here.slice(from, from + portion)) {
        const player = phoneOf(socket)?.player;
        if (player) send(socket, [pack(namespace.name, 'player', playerViewOf(input, player))], wireOf(socket));
      }
    }
  } catch (fault) {
    app.log.warn({ err: fault }, 'a stage could not be sent to phones');
  }
}

/** What the commands know of one phone's connection. */
type Phone = {
  readonly app: App;
  readonly socket: Socket;
  readonly personId: string | null;
  readonly wire: RoundTrip;
  run: CachedRun | null;
  player: Player | null;
  readonly device: string | null;
};
const phoneOf = (socket: Socket): Phone | undefined => socket.data.phone as Phone | undefined;
const wireOf = (socket: Socket): RoundTrip | null => phoneOf(socket)?.wire ?? null;

function leaveRun(this: Socket): void {
  const phone = phoneOf(this);
  if (phone) leave(phone);
}

const phoneCommands = (app: App): Commands<Phone> => ({
  'view:enter': command({ schema: EnterShow }, async (message, phone: Phone) => {
    const found = findRunOfPlayer(app, message) ?? (await findRun(phone, message.code));
    if (!found.ok) return found;
    const own = await findOwnPlayer(app, found.value, message.token, phone.personId);
    if (own && isRemoved(found.value, own)) return refuse({ code: 'player_removed' });
    return enter(phone, found.value, own);
  }),
  'run:join': command({ schema: JoinRun }, async (message, phone: Phone) => {
    const found = await findRun(phone, message.code);
    if (!found.ok) return found;
    const joined = await joinRun(app, found.value, phone, message);
    return joined.ok ? enter(phone, found.value, joined.value) : joined;
  }),
  'answer:submit': command({ schema: SubmitShowAnswer }, async (message, { run, player, wire }: Phone, { atMs }) => {
    if (!run || !player) return refuse({ code: 'no_player' });
    const saved = await submitShowAnswer(app, run, player, message, { atMs, roundTripMs: wire.roundTripMs() });
    if (saved.ok) app.runs.touchFigures(run);
    return saved;
  }),
  'launch:read': command({ schema: PressLaunch }, async ({ token }, { socket }: Phone) => {
    const launching = await findByLaunchToken(app, token);
    if (!launching) return refuse({ code: 'not_found', what: 'launch' });
    welcome(socket);
    return readLaunch(app, launching);
  }),
  'launch:press': command({ schema: PressLaunch }, ({ token }) => pressLaunch(app, token)),
  'clock:read': command({ schema: z.unknown() }, () => accept({ serverNowMs: app.clock.nowMs() })),
});

async function findRun(phone: Phone, code: string): Promise<Result<CachedRun>> {
  const { app, socket, run, device, personId } = phone;
  if (run?.row.code === code) return accept(run);
  return app.runs.byTypedCode(code, { device, personId, address: addressOfSocket(socket) });
}

/** Whoever is a player comes back, whoever else behind the same address types wrong codes. SPEC H4a. */
function findRunOfPlayer({ runs }: App, { code, token }: EnterShow): Result<CachedRun> | null {
  const tokenHash = token === null ? null : hashPlayerToken(token);
  const run = tokenHash && runs.all().find((each) => each.row.code === code && each.playerByToken.has(tokenHash));
  return run ? accept(run) : null;
}

/** From here on this phone receives the run; as a player it may act. */
async function enter(phone: Phone, into: CachedRun, player: Player | null): Promise<Result<PhoneView>> {
  const { app, socket } = phone;
  leave(phone);
  welcome(socket); // it knows the code of the hall
  phone.run = into;
  await socket.join(channelOf(into.row.id));
  if (player) {
    phone.player = player;
    into.present.set(player.playerId, (into.present.get(player.playerId) ?? 0) + 1);
    into.connections.add(phone.wire);
    app.runs.touchFigures(into);
    phone.wire.ping();
  }
  const contestant = player ? null : await findContestant(app, into, phone.personId);
  const contest = app.contests.byId(into.row.contest_id);
  return accept(
    await readPhone(
      app,
      into,
      player,
      contestant && contest ? { name: contestant.name, unitName: unitPath(contest, contestant.unit_code) } : null,
    ),
  );
}

function leave(phone: Phone): void {
  const { run, player } = phone;
  if (!run || !player) return;
  run.connections.delete(phone.wire);
  const left = (run.present.get(player.playerId) ?? 1) - 1;
  if (left > 0) run.present.set(player.playerId, left);
  else run.present.delete(player.playerId);
  phone.app.runs.touchFigures(run);
  phone.player = null;
}

/** By the token; else the player of the contestant who is signed in on this device. */
async function findOwnPlayer(
  app: App,
  run: CachedRun,
  token: string | null,
  personId: string | null,
): Promise<Player | null> {
  const byToken = token === null ? null : await findPlayer(app, run, { token });
  if (byToken) return byToken;
  const contestant = await findContestant(app, run, personId);
  return contestant ? findPlayer(app, run, { contestantId: contestant.id }) : null;
}
