import { randomBytes } from 'node:crypto';
import type { Result } from '@hoithi/shared/contract/result';
import type { PhoneView } from '@hoithi/shared/contract/show';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { requestUpgrade } from '../../test/raw-connection.ts';
import { readActs } from '../../test/read-acts.ts';
import { enrolPerson, must, say } from '../../test/scripted-contestant.ts';
import {
  connect,
  drive,
  joinByPhone,
  moderate,
  openMc,
  openTestRun,
  requestNow,
  revealNow,
  testQuestion,
  testShow,
} from '../../test/scripted-show.ts';
import { figuresOf, gatherStage } from './read-run.ts';
import { Runs } from './runs.ts';

describe('a hall and those who are not in it', { timeout: 60_000 }, () => {
  let test: TestApp;
  const sockets: Socket[] = [];
  beforeEach(async () => {
    test = await openTestApp();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.disconnect();
    await test.close();
  });
  const closedLater = <S extends { socket: Socket }>(each: S): S => {
    sockets.push(each.socket);
    return each;
  };
  async function openShow(rules: Record<string, unknown> = {}) {
    const { contest } = await makeContest(test.app, testRules());
    const run = await openTestRun(test, contest, testShow([testQuestion('mot'), testQuestion('hai')], rules));
    const mc = closedLater(await openMc(test, contest)).socket;
    const player = async (name: string, options = {}) =>
      closedLater(await joinByPhone(test, run.row.code, name, options));
    return { contest, run, mc, player };
  }
  /** The token that the server gives a device with its first connection. */
  async function newDevice(): Promise<string> {
    const { socket, received } = await requestUpgrade(test.url);
    socket.destroy();
    return /set-cookie: (hoithi_device=[^;]+)/i.exec(received)?.[1] ?? '';
  }
  async function join(cookie: string | null, code: string, nickname: string): Promise<Result<PhoneView>> {
    const socket = await connect(test.url, '/show', cookie);
    sockets.push(socket);
    const playerKey = randomBytes(32).toString('hex');
    return say<PhoneView>(socket as never, 'run:join', { code, playerKey, nickname });
  }
  const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code);

  it('[H18c] a device adds as many players as the rules say, also at one instant; a made-up token is no device', async () => {
    const { run } = await openShow({ playersPerDevice: 3 });
    const family = await newDevice();
    const at = await Promise.all(Array.from({ length: 8 }, (_, n) => join(family, run.row.code, `Nhà Lan ${n}`)));
    expect(at.filter((each) => each.ok).length).toBeLessThanOrEqual(3);
    for (let more = 0; more < 3; more++) await join(family, run.row.code, `Nhà Hoa ${more}`);
    expect(run.players.size).toBe(3);
    expect(await join(family, run.row.code, 'Thêm một')).toMatchObject({ refusal: { code: 'device_full', max: 3 } });
    expect(codeOf(await join(await newDevice(), run.row.code, 'Thêm một'))).toBe('ok');
    const { device_hash } = (
      await test.db.query<{ device_hash: string }>('select device_hash from player_devices')
    )[0] ?? {
      device_hash: '',
    };
    expect(family).not.toContain(device_hash);
  });

  it('[H18c] a program that joins without pause is slowed to the pace of a hall, and a hall is not', async () => {
    const { run } = await openShow();
    let waits = 0;
    for (let joined = 0; joined < 3_000; joined++) if (run.joining.take(0) !== null) waits += 1;
    expect(waits).toBe(600);
    let refused = 0;
    for (let second = 1; second < 11; second++)
      for (let joined = 0; joined < 920; joined++) if (run.joining.take(second * 1_000) !== null) refused += 1;
    expect(refused).toBe(0);
    const laterMs = performance.now() + 60_000; // a window of its own, which the next join finds used up
    for (let joined = 0; joined < 3_000; joined++) run.joining.take(laterMs);
    expect(await join(null, run.row.code, 'Lan')).toMatchObject({ refusal: { code: 'too_fast' } });
    expect(run.players.size).toBe(0);
  });

  it('[H4a] codes guessed at the same instant by sockets and by HTTP are counted before they are searched', async () => {
    const { run } = await openShow();
    const wrong = (at: number) => String(100_000 + ((Number(run.row.code) + 1 + at) % 900_000));
    const device = await newDevice();
    const socket = await connect(test.url, '/show', device);
    sockets.push(socket);
    const bySocket = await Promise.all(
      Array.from({ length: 15 }, (_, at) => say(socket as never, 'view:enter', { code: wrong(at), token: null })),
    );
    expect(bySocket.map(codeOf).filter((code) => code === 'code_unknown')).toHaveLength(8);
    const byHttp = await fetch(`${test.url}/api/shows/${wrong(20)}/units`, { headers: { cookie: device } });
    expect(await byHttp.json()).toMatchObject({ refusal: { code: 'too_fast' } });
    const known = await fetch(`${test.url}/api/shows/${run.row.code}/units`, { headers: { cookie: device } });
    expect(known.status).toBe(429); // the right one among many guesses is no answer either
  });

  it('[H4a] behind one address three hundred wrong codes a minute are answered besides first ones; players come back', async () => {
    const { run, player } = await openShow();
    const lan = await player('Lan');
    const wrong = (at: number) => String(100_000 + ((Number(run.row.code) + 1 + at) % 900_000));
    let answered = 0;
    for (let at = 0; at < 400; at++) {
      const by = { device: `guesser ${Math.floor(at / 8)}`, address: '127.0.0.1', personId: null };
      if (codeOf(await test.app.runs.byTypedCode(wrong(at), by)) === 'code_unknown') answered += 1;
    }
    expect(answered).toBe(50 + 300);
    const back = await connect(test.url, '/show', null);
    sockets.push(back);
    const enter = (code: string, token: string | null) => say(back as never, 'view:enter', { code, token });
    expect(codeOf(await enter(wrong(0), null))).toBe('code_unknown');
    expect(codeOf(await enter(run.row.code, null))).toBe('too_fast');
    expect(codeOf(await enter(run.row.code, lan.token))).toBe('ok');
  });

  it('[H4a] a device that may guess no more spends nothing of its address: others join with the right code', async () => {
    const { run } = await openShow();
    const wrong = (at: number) => String(100_000 + ((Number(run.row.code) + 1 + at) % 900_000));
    const by = { device: 'guesser', address: '127.0.0.1', personId: null };
    for (let at = 0; at < 330; at++) await test.app.runs.byTypedCode(wrong(at), by);
    expect(codeOf(await test.app.runs.byTypedCode(run.row.code, { ...by, device: 'honest' }))).toBe('ok');
  });

  it('[H4c] who joins with the right code for the first time is let in, however many devices behind the address guess', async () => {
    const { run } = await openShow();
    const wrong = (at: number) => String(100_000 + ((Number(run.row.code) + 1 + at) % 900_000));
    const guess = async (from: number) => {
      const socket = await connect(test.url, '/show', null);
      sockets.push(socket);
      for (let at = from; at < from + 8; at++)
        await say(socket as never, 'view:enter', { code: wrong(at), token: null });
    };
    await Promise.all(Array.from({ length: 45 }, (_, device) => guess(device * 8)));
    expect(codeOf(await join(null, run.row.code, 'Hà My'))).toBe('ok');
    const units = await fetch(`${test.url}/api/shows/${run.row.code}/units`);
    expect(units.status).toBe(200);
  });

  it('[H4a] behind an own proxy the address of a socket is the one that the proxy names, as for HTTP', async () => {
    const behindProxy = await openTestApp({}, { trustProxyHops: 1 });
    const spend = vi.spyOn(behindProxy.app.runs, 'byTypedCode');
    const socket = io(`${behindProxy.url}/show`, {
      transports: ['websocket'],
      extraHeaders: { 'x-forwarded-for': '198.51.100.9, 203.0.113.7' },
    });
    sockets.push(socket);
    await say(socket as never, 'view:enter', { code: '123456', token: null });
    await fetch(`${behindProxy.url}/api/shows/123456/units`, {
      headers: { 'x-forwarded-for': '198.51.100.9, 203.0.113.7' },
    });
    expect(spend.mock.calls.map(([, by]) => by.address)).toEqual(['203.0.113.7', '203.0.113.7']);
    socket.disconnect();
    await behindProxy.close();
  });

  it('[H18b] the MC removes everybody without an account who joined since a moment, in one step, audited', async () => {
    const { contest, run, mc, player } = await openShow();
    const early = await player('Đến sớm');
    test.clock.advance(60_000);
    const sinceMs = test.clock.nowMs();
    const robots = [await player('Máy 1'), await player('Máy 2'), await player('Hà My')];
    const signedIn = await player('', { cookie: (await enrolPerson(test, contest, 'Trần Văn Sơn')).cookie });
    const notified = new Promise<void>((resolve) => robots[0]?.socket.once('player:removed', resolve));
    expect(await say(mc as never, 'run:count', { runId: run.row.id, sinceMs })).toEqual({
      ok: true,
      value: { persons: 3 },
    });
    await moderate(mc, run, { do: 'clear', sinceMs });
    await notified;
    expect([...run.state.removed].sort()).toEqual(robots.map(({ view }) => view.player?.playerId ?? '').sort());
    expect(figuresOf(test.app, await gatherStage(test.app, run, ''))).toMatchObject({
      players: 2,
      in: 2,
      connected: 2,
    });
    const [row] = await readActs(test.db, contest.contestId, 1);
    expect(row).toMatchObject({ act: 'show:cleared', detail: { sinceMs, playerIds: 3 } });
    for (const kept of [early, signedIn])
      expect(codeOf(await say(kept.socket as never, 'view:enter', { code: run.row.code, token: kept.token }))).toBe(
        'ok',
      );
    expect((await player('Hà My')).view.player?.name).toBe('Hà My'); // a person among them comes again
  });

  it('[H18g] the device of a player whom the MC removed adds no other one; one removed among many does', async () => {
    const { run, mc } = await openShow();
    const [stranger, honest] = [await newDevice(), await newDevice()];
    const [removed, among] = [await join(stranger, run.row.code, 'Kẻ Lạ'), await join(honest, run.row.code, 'Hà My')];
    if (!removed.ok || !among.ok) throw new Error('both joined');
    await moderate(mc, run, { do: 'remove', playerId: removed.value.player?.playerId ?? '' });
    expect(codeOf(await join(stranger, run.row.code, 'Tên Khác'))).toBe('player_removed');
    await moderate(mc, run, { do: 'clear', sinceMs: 0 });
    expect(codeOf(await join(honest, run.row.code, 'Hà My'))).toBe('ok');
    expect(codeOf(await join(stranger, (await openShow()).run.row.code, 'Kẻ Lạ'))).toBe('ok'); // in another run
    const { db, bus, clock, firstArrivals } = test.app;
    const restarted = new Runs({ db, bus, clock, firstArrivals, onFault: (fault) => expect(fault).toBeNull() });
    const devices = await db.query<{ device_hash: string }>(
      'select device_hash from player_devices where player_id = any($1::uuid[]) order by player_id = $2 desc',
      [[removed, among].map(({ value }) => value.player?.playerId), removed.value.player?.playerId],
    );
    const again = await restarted.byId(run.row.id);
    restarted.stop();
    expect(devices.map(({ device_hash }) => again?.isRemovedDevice(device_hash))).toEqual([true, false]);
  });

  it('[H18a] a removed player leaves every count: the hall, the arrivals, the answers, those who played', async () => {
    const { run, mc, player } = await openShow();
    const stays = await player('Ở lại', { unitCode: '18070' });
    const goes = await player('Phải đi', { unitCode: '18070' });
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    await stays.answer(asking, 'b');
    await goes.answer(asking, 'a');
    await revealNow(test, mc, run);
    const remove = { do: 'remove', playerId: goes.view.player?.playerId ?? '' } as const;
    await moderate(mc, run, remove);
    const view = await must(
      say<PhoneView>(stays.socket as never, 'view:enter', { code: run.row.code, token: stays.token }),
    );
    expect(view.player).toMatchObject({ place: 1, of: 1 });
    expect(view.stage.cue).toMatchObject({
      revealed: { answered: 1, playing: 1, counts: [{ persons: 0 }, { persons: 1 }, { persons: 0 }, { persons: 0 }] },
    });
    const figures = figuresOf(test.app, await gatherStage(test.app, run, ''));
    expect(figures).toMatchObject({ players: 1, in: 1, answered: 1, playing: 1, newest: [{ name: 'Ở lại' }] });
    expect(figures.arrivals.reduce((sum, { persons }) => sum + persons, 0)).toBe(1);
  });

  it('[H11a] who fell does not come again under another name from the same device; late ones have no place', async () => {
    const { run, mc } = await openShow({ mode: 'elimination', lateJoin: 'always' });
    const device = await newDevice();
    expect(codeOf(await join(device, run.row.code, 'Người ngã'))).toBe('ok');
    expect(codeOf(await join(await newDevice(), run.row.code, 'Người trụ'))).toBe('ok');
    await drive(mc, run, { do: 'next' });
    await requestNow(test, mc, run);
    await revealNow(test, mc, run);
    expect(codeOf(await join(device, run.row.code, 'Tên khác'))).toBe('device_full');
    const late = await join(await newDevice(), run.row.code, 'Đến muộn');
    expect(late).toMatchObject({ value: { player: { status: 'reserve', place: null, playing: false } } });
    expect(run.standing('all').places.map(({ rank }) => rank)).toEqual([1, 1]);
  });
});
