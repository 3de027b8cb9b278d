import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { limits } from '@hoithi/shared/contract/limits';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { connectDevice, enrolPerson, enter } from '../../test/scripted-contestant.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
async function open(overload: Parameters<typeof openTestApp>[0] = {}): Promise<TestApp> {
  const test = await openTestApp(overload);
  closers.push(() => test.close());
  return test;
}

/** A bare WebSocket past the engine's handshake; what it receives is collected. */
async function openSocket(test: TestApp, cookie: string | null) {
  const socket = new WebSocket(`${test.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    headers: cookie === null ? {} : { cookie },
  });
  closers.push(() => socket.terminate());
  const received: string[] = [];
  socket.on('message', (text: Buffer) => {
    received.push(text.toString());
    if (text.toString() === '2') socket.send('3');
  });
  const closed = once(socket, 'close');
  await once(socket, 'message');
  return { socket, received, closed };
}
const madeUp = () => `hoithi_contestant=${randomBytes(24).toString('base64url')}`;
const inFirstSecond = limits.messagesPerSecond + limits.messagesBurst;
const flood = 4_000;

describe('a connection that floods', { timeout: 30_000 }, () => {
  const cases: [string, (socket: WebSocket, at: number) => void][] = [
    ['/contestant', (socket, at) => socket.send(`42/contestant,${at}["clock:read"]`)],
    ['/show', (socket, at) => socket.send(`42/show,${at}["nothing"]`)],
    ['/screen', (socket, at) => socket.send(`42/screen,${at}["clock:read"]`)],
    ['/contestant', (socket) => socket.ping()],
    ['/contestant', (socket) => socket.pong()],
    ['/unit-leader', (socket) => socket.send('40/unit-leader,')],
  ];

  it('[W3a] is not read any more after so many messages and cut, signed in or not, whatever it sends; others go on', async () => {
    const test = await open();
    const { contest } = await makeContest(test.app, testRules());
    const person = await enrolPerson(test, contest);
    const other = await connectDevice(test, person.cookie);
    closers.push(() => other.disconnect());
    const attack = async (cookie: string | null, namespace: string, send: (socket: WebSocket, at: number) => void) => {
      const { socket, received, closed } = await openSocket(test, cookie);
      socket.send(`40${namespace},`);
      await once(socket, 'message');
      let pongs = 0;
      socket.on('pong', () => pongs++);
      const before = received.length;
      for (let at = 0; at < flood; at++) send(socket, at);
      await closed;
      return received.length - before + pongs;
    };
    const answered = await Promise.all(
      [person.cookie, null].flatMap((cookie) => cases.map(([namespace, send]) => attack(cookie, namespace, send))),
    );
    expect(Math.max(...answered)).toBeLessThanOrEqual(inFirstSecond);
    expect(Math.max(...answered)).toBeGreaterThan(limits.commandsPerSecond);
    expect((await enter(other, contest.slug)).contest.slug).toBe(contest.slug);
  });

  it('[W3a] a page that sends all it has at once is answered, command by command', async () => {
    const test = await open();
    const { socket, received } = await openSocket(test, null);
    socket.send('40/contestant,');
    await once(socket, 'message');
    const all = limits.questionsPerAttemptMax;
    for (let at = 0; at < all; at++) socket.send(`42/contestant,${at}["clock:read"]`);
    await expect.poll(() => received.filter((text) => text.startsWith('43/contestant,')).length).toBe(all);
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });
});

describe('a connection that is nowhere', { timeout: 30_000 }, () => {
  it('[W15a] cannot stay in the namespace that everybody may enter', async () => {
    const test = await open();
    const { socket, closed } = await openSocket(test, null);
    socket.send('40');
    await closed;
    expect(test.open.io.engine.clientsCount).toBe(0);
  });

  it('[W15a] is closed when it leaves its last namespace, and not before', async () => {
    const test = await open();
    const { socket, received, closed } = await openSocket(test, null);
    for (const namespace of ['/contestant', '/show']) {
      socket.send(`40${namespace},`);
      await once(socket, 'message');
    }
    socket.send('41/contestant,');
    socket.send('42/show,1["clock:read"]');
    await expect.poll(() => received.some((text) => text.startsWith('43/show,1'))).toBe(true);
    socket.send('41/show,');
    await closed;
  });

  it('[W15a] has five seconds to enter one', async () => {
    const test = await open();
    expect(test.open.io.connectTimeout()).toBe(5_000);
  });
});

describe('guests', { timeout: 30_000 }, () => {
  const refused = (test: TestApp, cookie: string | null) => expect(connectDevice(test, cookie)).rejects.toThrow();

  it('[W9] whoever has no valid session is one from the upgrade on, whatever the cookie looks like', async () => {
    const test = await open({ guestSocketsMax: 2 });
    const { contest } = await makeContest(test.app, testRules());
    const person = await enrolPerson(test, contest);
    for (let at = 0; at < 2; at++) await openSocket(test, madeUp()); // in no namespace yet
    await refused(test, madeUp());
    await refused(test, `hoithi_staff=${randomBytes(24).toString('base64url')}`);
    await refused(test, null);
    const device = await connectDevice(test, person.cookie);
    closers.push(() => device.disconnect());
    expect((await enter(device, contest.slug)).me).not.toBeNull();
  });

  it('[W9a] one who sees nothing yet gives way to the next after some seconds; one who sees the contest stays', async () => {
    const test = await open({ guestSocketsMax: 2 });
    const { contest } = await makeContest(test.app, testRules());
    const watching = await connectDevice(test, null);
    closers.push(() => watching.disconnect());
    await enter(watching, contest.slug);
    const { socket: idle, closed } = await openSocket(test, null);
    idle.send('40/show,');
    await refused(test, null);
    const connects = () =>
      connectDevice(test, null).then(
        (device) => closers.push(() => device.disconnect()),
        () => 0,
      );
    await expect.poll(connects, { timeout: 20_000, interval: 250 }).toBeGreaterThan(0);
    await closed;
    expect(watching.connected).toBe(true);
  });

  it('[W9b] those who watch do not keep all places for ever: the first of them gives way after a while, nobody else', async () => {
    const test = await open({ guestSocketsMax: 2 });
    const { contest } = await makeContest(test.app, testRules());
    const watching = [await connectDevice(test, null), await connectDevice(test, null)];
    closers.push(...watching.map((device) => () => device.disconnect()));
    for (const device of watching) await enter(device, contest.slug);
    await refused(test, null);
    const left = once(watching[0] as never, 'disconnect');
    const now = performance.now.bind(performance);
    const later = vi.spyOn(performance, 'now').mockImplementation(() => now() + 20_000);
    closers.push(() => later.mockRestore());
    const device = await connectDevice(test, null);
    closers.push(() => device.disconnect());
    await left;
    expect(watching[1]?.connected).toBe(true);
  });
});
