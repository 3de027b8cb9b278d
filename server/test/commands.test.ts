import { randomUUID } from 'node:crypto';
import type { Result } from '@hoithi/shared/contract/result';
import { type StaffRole, staffRoles } from '@hoithi/shared/contract/staff';
import { hasPermission, type Permission, permissions } from '@hoithi/shared/rules/permissions';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CachedContest, CachedRound } from '../src/contest/contests.ts';
import { describeNamespace } from '../src/web/open-namespace.ts';
import { openStaff } from './open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from './open-test-app.ts';
import { enrolPerson } from './scripted-contestant.ts';
import { messagesNaming, ownMessages } from './staff-messages.ts';

describe('all socket commands', () => {
  let test: TestApp;
  let contest: CachedContest;
  let round: CachedRound;
  let other: CachedContest;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
    ({ contest, round } = await makeContest(test.app, testRules()));
    other = (await makeContest(test.app, testRules())).contest;
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  const staff = async (role: StaffRole, contestId: string | null) => {
    const unitCode = role === 'unit-leader' ? '436' : null;
    return `hoithi_staff=${(await openStaff(test, { role, contestId, unitCode })).token}`;
  };
  /** Connected, or the reason why not. */
  async function connect(namespace: string, cookie: string): Promise<{ socket: Socket; refused: string | null }> {
    const socket = io(`${test.url}${namespace}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: cookie === '' ? {} : { cookie },
    });
    sockets.push(socket);
    const refused = await new Promise<string | null>((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('connect_error', (error) => resolve(error.message));
    });
    return { socket, refused };
  }
  const send = async (socket: Socket, event: string, message: object) =>
    (await socket.timeout(10_000).emitWithAck(event, message)) as Result<unknown>;

  const named = () =>
    [...test.open.io._nsps.keys()]
      .filter((name) => name !== '/')
      .map((name) => ({ name, described: describeNamespace(test.open.io.of(name)) }));
  const staffNamespaces = () =>
    named().filter(({ described }) => described !== undefined && described.may in permissions);
  const readRefusals = () =>
    test.db.query<{ object: string }>("select object from audit where act = 'access:refused' order by id");

  it('[W4] every namespace says who may connect and which commands it takes', () => {
    expect(Object.fromEntries(named().map(({ name, described }) => [name, described?.may]))).toEqual({
      '/contestant': 'visitor',
      '/organizer': 'desk:enter',
      '/mc': 'mc:enter',
      '/screen': 'anyone',
      '/unit-leader': 'leader:enter',
      '/show': 'visitor',
    });
  });

  it('[W4] [W11] a staff namespace refuses whoever has no session, and audits staff of another role', async () => {
    const forStaff = staffNamespaces();
    expect(forStaff).toHaveLength(3);
    for (const { name, described } of forStaff) {
      expect([name, (await connect(name, '')).refused]).toEqual([name, 'not_signed_in']);
      const may = described?.may as Permission;
      for (const role of staffRoles.filter((each) => !hasPermission(each, may))) {
        const before = (await readRefusals()).length;
        const { refused } = await connect(name, await staff(role, contest.contestId));
        expect([name, role, refused]).toEqual([name, role, 'not_allowed']);
        const after = (await readRefusals()).slice(before);
        expect([name, role, after]).toEqual([name, role, [{ object: `namespace ${name.slice(1)}` }]]);
      }
    }
  });

  it('[U4] [W11] every staff command that names a contest, round, attempt or unit beyond the scope is refused and audited', async () => {
    const person = await enrolPerson(test, contest);
    const { roundId } = round;
    const started = await fetch(`${test.url}/api/attempts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: person.cookie },
      body: JSON.stringify({ roundId }),
    });
    const { value } = (await started.json()) as { value: { attemptId: string } };
    const { attemptId } = value;
    const ownCommands = ownMessages();
    const beyond = messagesNaming(contest, attemptId);
    const forStaff = staffNamespaces();
    const all = forStaff.flatMap(({ name, described }) =>
      Object.keys(described?.commands ?? {}).map((command) => `${name} ${command}`),
    );
    expect([...Object.keys(beyond), ...Object.keys(ownCommands)].sort()).toEqual(all.sort());

    for (const [place, message] of Object.entries(beyond)) {
      const [namespace = '', command = ''] = place.split(' ');
      const { socket, refused } = await connect(
        namespace,
        await staff(namespace.slice(1) as StaffRole, other.contestId),
      );
      expect(refused).toBeNull();
      const before = (await readRefusals()).length;
      const result = await send(socket, command, message);
      expect([place, result.ok ? 'accepted' : result.refusal.code]).toEqual([
        place,
        expect.stringMatching(/^not_(found|allowed)$/),
      ]);
      expect([place, (await readRefusals()).length - before]).toEqual([place, 1]);
      socket.disconnect();
    }
  });

  it('[W4] a contestant who is not signed in may look and read the clock, nothing else', async () => {
    const { socket } = await connect('/contestant', '');
    const attemptId = randomUUID();
    const messages: Record<string, object> = {
      'attempt:start': { roundId: round.roundId },
      'answer:submit': { attemptId, answerId: randomUUID(), questionId: 'q', optionIds: ['a'] },
      'prediction:submit': { attemptId, value: 1 },
      'attempt:submit': { attemptId },
      'attempt:review': { attemptId },
    };
    const commands = Object.keys(describeNamespace(test.open.io.of('/contestant'))?.commands ?? {});
    expect([...Object.keys(messages), 'view:enter', 'clock:read'].sort()).toEqual(commands.sort());
    for (const [command, message] of Object.entries(messages))
      expect([command, await send(socket, command, message)]).toEqual([
        command,
        { ok: false, refusal: { code: 'not_signed_in' } },
      ]);
  });
});
