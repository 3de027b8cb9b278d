import { randomUUID } from 'node:crypto';
import type { Result } from '@hoithi/shared/contract/result';
import { type Grant, type StaffRole, staffRoles } from '@hoithi/shared/contract/staff';
import { hasPermission, type Permission, permissions } from '@hoithi/shared/rules/permissions';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CachedContest } from '../src/contest/contests.ts';
import { MinuteShow } from '../src/demo/minute-show.ts';
import { crowdHere } from '../src/rehearsal/run-crowd-here.ts';
import { listRoutes } from '../src/site.ts';
import { describeNamespace } from '../src/web/open-namespace.ts';
import { isForStaff, type Route } from '../src/web/route.ts';
import { openAccount } from './open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from './open-test-app.ts';
import { addressIn, insertNamed, type NamedIds } from './route-address.ts';
import { messagesNaming, ownMessages } from './staff-messages.ts';

/** What an account holds: a role in the organization, in the contest, in another contest, in another organization, or no more. */
const kinds = ['whole', 'contest', 'elsewhere', 'stranger', 'removed', 'ended'] as const;
type Kind = (typeof kinds)[number];
type Holder = { kind: Kind; role: StaffRole; cookie: string };

/** What reaches into the whole organization, or the whole installation: one contest is not enough. */
const wholeOnly = new Set([
  'post /api/organizer/backup',
  'post /api/accounts/:accountId/reset',
  'post /api/accounts/:accountId/remove',
]);
/** What holds the data of every organization: for the one that the installation began with. */
const installationOnly = new Set(['post /api/organizer/backup', 'get /api/organizer/messages']);

/** A draft belongs to an organization, and to no contest yet; which banks there are concerns every contest. */
const wholePermissions: ReadonlySet<Permission> = new Set<Permission>([
  'draft:read',
  'draft:change',
  'draft:delete',
  'contest:announce',
  'contest:amend',
  'bank:change',
]);
/** What these name is made up. */
const unknown = new Set(['/organizer attempt:void', '/organizer draft:attend']);

/** Every staff route and command × every role × what the account holds, over two organizations. */
describe('who may do what', () => {
  let test: TestApp;
  let contest: CachedContest;
  let other: CachedContest;
  let named: NamedIds;
  let holders: Holder[];
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
    contest = (await makeContest(test.app, testRules())).contest;
    other = (await makeContest(test.app, testRules())).contest;
    named = await insertNamed(test, contest.contestId);
    const organizationId = randomUUID();
    await test.db.query('insert into organizations (id, name, made_at_ms) values ($1, $2, $3)', [
      organizationId,
      'Đơn vị khác',
      9e12,
    ]);
    holders = [];
    for (const role of staffRoles)
      for (const kind of kinds) {
        const holder = await openHolder(role, kind, organizationId);
        if (holder) holders.push(holder);
      }
  }, 120_000);
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  /** null: a unit leader has a contest and a unit. */
  async function openHolder(role: StaffRole, kind: Kind, strange: string): Promise<Holder | null> {
    const isLeader = role === 'unit-leader';
    if (isLeader && (kind === 'whole' || kind === 'stranger')) return null;
    const inContest = isLeader || kind === 'contest' || kind === 'elsewhere';
    const { contestId } = kind === 'elsewhere' ? other : contest;
    const grant: Grant = { role, contestId: inContest ? contestId : null, unitCode: isLeader ? '436' : null };
    const { accountId, session } = await openAccount(test, [grant], kind === 'stranger' ? strange : null);
    if (kind === 'removed') await test.db.query('update accounts set removed_at_ms = 1 where id = $1', [accountId]);
    if (kind === 'ended')
      await test.db.query('update account_roles set ended_at_ms = 1 where account_id = $1', [accountId]);
    return { kind, role, cookie: `hoithi_staff=${session.token}` };
  }

  type Expected = 'reached' | 'beyond' | 'not_allowed' | 'not_signed_in';
  function expectedFor({ kind, role }: Holder, may: Permission, names: boolean, isWhole = false): Expected {
    const whole = isWhole || wholePermissions.has(may);
    if (kind === 'removed') return 'not_signed_in';
    if (kind === 'ended' || !hasPermission(role, may)) return 'not_allowed';
    if (kind === 'elsewhere' && (names || whole)) return 'beyond';
    if (kind === 'stranger' && names) return 'beyond';
    return kind === 'contest' && whole ? 'beyond' : 'reached';
  }
  function isAs(expected: Expected, code: string): boolean {
    if (expected === 'beyond') return code === 'not_found' || code === 'not_allowed';
    if (expected === 'reached') return !['not_allowed', 'not_signed_in', 'prove_again', 'fault'].includes(code);
    return code === expected;
  }
  const idsOf = (...contests: CachedContest[]): string[] =>
    contests.flatMap(({ contestId, rounds }) => [contestId, ...rounds.map(({ roundId }) => roundId)]);

  it('[I2] [I5] [U4] every staff route × every role × what the account holds, over two organizations', async () => {
    const options = {
      trustProxyHops: 0,
      metricsToken: null,
      gatherFigures: null,
      holdersOf: async () => [],
      countScreens: async () => 0,
    };
    const routes = listRoutes(test.app, {
      ...options,
      crowd: crowdHere(test.app),
      minuteShow: new MinuteShow(test.app),
    }).filter(({ may }) => isForStaff(may));
    const wrong: string[] = [];
    let walked = 0;
    for (const route of routes)
      await inPortions(holders, async (holder) => {
        const name = `${route.method} ${route.path}`;
        const names = /:(contestId|roundId|slug|draftId|showDraftId|bankId)/.test(route.path);
        let expected = expectedFor(holder, route.may as Permission, names, wholeOnly.has(name));
        if (expected === 'reached' && holder.kind === 'stranger' && installationOnly.has(name)) expected = 'beyond';
        const { code, text } = await send(route, holder);
        const leaked =
          holder.kind === 'stranger'
            ? [...Object.values(named), ...idsOf(contest, other)]
            : holder.kind === 'elsewhere'
              ? idsOf(contest)
              : [];
        const isLeaking = leaked.some((id) => text.includes(id));
        if (!isAs(expected, code) || isLeaking)
          wrong.push(
            `${name} as ${holder.role} (${holder.kind}): ${code}${isLeaking ? ' leaks' : ''}, not ${expected}`,
          );
        walked += 1;
      });
    expect(wrong).toEqual([]);
    expect(walked).toBe(routes.length * holders.length);
    expect(walked).toBeGreaterThan(2_400);
  }, 900_000);

  async function inPortions(all: readonly Holder[], work: (holder: Holder) => Promise<void>): Promise<void> {
    for (let from = 0; from < all.length; from += 16) await Promise.all(all.slice(from, from + 16).map(work));
  }

  async function send(route: Route, { cookie }: Holder): Promise<{ code: string; text: string }> {
    const response = await fetch(`${test.url}${addressIn(route, contest, named)}`, {
      method: route.method.toUpperCase(),
      headers: { cookie },
    });
    if (!response.headers.get('content-type')?.startsWith('application/json')) {
      await response.body?.cancel();
      return { code: 'ok', text: '' };
    }
    const text = await response.text();
    const result = JSON.parse(text) as Result<unknown>;
    return { code: result.ok ? 'ok' : result.refusal.code, text };
  }

  it('[I2] [I5] [U4] every staff command × every role × what the account holds, over two organizations', async () => {
    const attemptId = randomUUID();
    const own = ownMessages();
    const wrong: string[] = [];
    let walked = 0;
    for (const holder of holders)
      for (const name of ['/organizer', '/mc', '/unit-leader']) {
        const described = describeNamespace(test.open.io.of(name));
        const enter = described?.may as Permission;
        const { socket, refused } = await connect(name, holder.cookie);
        const expected = expectedFor(holder, enter, false);
        if (!isAs(expected, refused ?? 'ok'))
          wrong.push(`${name} as ${holder.role} (${holder.kind}): ${refused}, not ${expected}`);
        walked += 1;
        if (refused !== null) continue;
        const isOwnUnit = holder.role === 'unit-leader' && holder.kind !== 'elsewhere';
        const naming = messagesNaming(contest, attemptId, isOwnUnit ? '436' : undefined);
        for (const [command, { may }] of Object.entries(described?.commands ?? {})) {
          const place = `${name} ${command}`;
          const names = place in naming;
          const result = await say(socket, command, naming[place] ?? own[place] ?? {});
          const code = result.ok ? 'ok' : result.refusal.code;
          const reached = expectedFor(holder, may ?? enter, names);
          const isOfFirst = place === '/organizer night:watch' && holder.kind === 'stranger' && reached === 'reached';
          const wanted = isOfFirst ? 'beyond' : reached;
          const isUnknown = unknown.has(place) && wanted === 'reached' && code === 'not_found';
          const leaked =
            holder.kind === 'stranger' ? idsOf(contest, other) : holder.kind === 'elsewhere' ? idsOf(contest) : [];
          const isLeaking = leaked.some((id) => JSON.stringify(result).includes(id));
          if ((!isAs(wanted, code) && !isUnknown) || isLeaking || code === 'malformed')
            wrong.push(
              `${place} as ${holder.role} (${holder.kind}): ${code}${isLeaking ? ' leaks' : ''}, not ${wanted}`,
            );
          walked += 1;
        }
        socket.disconnect();
      }
    expect(wrong).toEqual([]);
    expect(walked).toBeGreaterThan(600);
    expect(Object.keys(permissions).length).toBeGreaterThan(30);
  }, 900_000);

  async function connect(namespace: string, cookie: string): Promise<{ socket: Socket; refused: string | null }> {
    const socket = io(`${test.url}${namespace}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie },
    });
    sockets.push(socket);
    const refused = await new Promise<string | null>((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('connect_error', (error) => resolve(error.message));
    });
    return { socket, refused };
  }
  const say = async (socket: Socket, event: string, message: object) =>
    (await socket.timeout(20_000).emitWithAck(event, message)) as Result<unknown>;
});
