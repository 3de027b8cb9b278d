import { type StaffRole, staffRoles } from '@hoithi/shared/contract/staff';
import { weeklyFile } from '@hoithi/shared/rulebook/test-weekly';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceContest } from '../../scripts/announce-contest.mjs';
import { readFirstOrganization } from '../src/accounts/accounts-sql.ts';
import type { Route } from '../src/web/route.ts';
import { openSession } from '../src/web/sessions-sql.ts';
import { openAccount, openOrganization } from './open-staff.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import { holds, makeStaffWorld, messagesNaming, ownMessages, type StaffWorld } from './staff-world.ts';
import {
  commandNaming,
  countRefusals,
  hashTables,
  listStaffCommands,
  listStaffRoutes,
  nameOf,
  requestNaming,
} from './walk-staff.ts';

/** An organization with somebody who has every role in it, so that no role is ever what is missing. */
type Side = { world: StaffWorld; organizationId: string; accountId: string };

/** These act on the sender's own account alone: what another one names is not there. */
const ofOwnAccount = /^post \/api\/account\//;
/** What names a thing in its query. */
const naming: Readonly<Record<string, (world: StaffWorld) => string>> = {
  'get /api/organizer/audit': ({ ids }) => `?contest=${ids.contestId}`,
  'get /api/organizer/audit.csv': ({ ids }) => `?contest=${ids.contestId}`,
};

describe('two organizations in one installation', { timeout: 180_000 }, () => {
  let test: TestApp;
  let first: Side;
  let second: Side;
  beforeAll(async () => {
    test = await openTestApp();
    first = await openSide('Bến Hải', (await readFirstOrganization(test.db)).id);
    second = await openSide('Cửa Lò', await openOrganization(test, 'Tổ chức Cửa Lò'));
  }, 60_000);
  afterAll(() => test.close());

  async function openSide(name: string, organizationId: string): Promise<Side> {
    const world = await makeStaffWorld(test, name, { organizationId });
    const { contestId } = world.ids;
    const grants = staffRoles.map((role: StaffRole) =>
      role === 'unit-leader' ? { role, contestId, unitCode: '18070' } : { role, contestId: null, unitCode: null },
    );
    const { accountId } = await openAccount(test, grants, organizationId, `Người thử ${name}`);
    return { world, organizationId, accountId };
  }
  /** Signed in just now; a minute later than the last time, so that each refusal is a row of its own. */
  async function signIn({ accountId }: Side): Promise<string> {
    test.clock.advance(61_000);
    const opening = { kind: 'account', accountId, device: null } as const;
    return `hoithi_staff=${(await openSession(test.db, opening, test.clock.nowMs())).token}`;
  }
  const sides = () =>
    [
      [first, second],
      [second, first],
    ] as const;
  const expectNothingOf = ({ world }: Side, place: string, text: string) =>
    expect([place, world.marks.filter((mark) => holds(text, mark))]).toEqual([place, []]);

  it('[I40] every staff route that names what is of another organization is refused and audited, and changes nothing', async () => {
    const routes = listStaffRoutes(test).filter(
      (route) =>
        /:(contestId|roundId|slug|accountId|draftId|showDraftId|bankId|id)/.test(route.path) ||
        nameOf(route) in naming ||
        isBodied(route),
    );
    expect(routes.length).toBeGreaterThan(20);
    const before = await hashTables(test);
    for (const [own, other] of sides())
      for (const route of routes) {
        const cookie = await signIn(own);
        const refusals = await countRefusals(test);
        const query = naming[nameOf(route)]?.(other.world) ?? '';
        const { refused, text } = await requestNaming(test, route, other.world, cookie, query);
        expect([nameOf(route), refused, text]).toEqual([nameOf(route), true, text]);
        if (ofOwnAccount.test(nameOf(route))) continue;
        expect([nameOf(route), (await countRefusals(test)) - refusals]).toEqual([nameOf(route), 1]);
        expectNothingOf(other, nameOf(route), text);
      }
    expect(await hashTables(test)).toEqual(before);
  });
  const isBodied = (route: Route) =>
    ['post /api/organizer/rehearsals', 'post /api/organizer/drafts', 'post /api/accounts/invite'].includes(
      nameOf(route),
    );

  it('[I40] every staff command that names what is of another organization is refused and audited, and changes nothing', async () => {
    const all = [...Object.keys(messagesNaming(first.world)), ...Object.keys(ownMessages)];
    expect(all.sort()).toEqual(listStaffCommands(test).sort());
    const before = await hashTables(test);
    for (const [own, other] of sides())
      for (const [place, message] of Object.entries(messagesNaming(other.world))) {
        const cookie = await signIn(own);
        const refusals = await countRefusals(test);
        const { refused, code, text } = await commandNaming(test, place, message, cookie);
        expect([place, code, refused]).toEqual([place, code, true]);
        expect([place, (await countRefusals(test)) - refusals]).toEqual([place, 1]);
        expectNothingOf(other, place, text);
      }
    expect(await hashTables(test)).toEqual(before);
  });

  it('[I40] no list, page, trail or view shows anything of another organization', async () => {
    const lists = listStaffRoutes(test).filter(({ method, path }) => method === 'get' && !path.includes(':'));
    expect(lists.length).toBeGreaterThan(2);
    for (const [own, other] of sides()) {
      for (const route of lists) {
        const { text } = await requestNaming(test, route, own.world, await signIn(own));
        expectNothingOf(other, nameOf(route), text);
      }
      for (const [place, message] of [...Object.entries(ownMessages), ...Object.entries(messagesNaming(own.world))]) {
        if (changes.test(place)) continue;
        const { text } = await commandNaming(test, place, message, await signIn(own));
        expectNothingOf(other, place, text);
      }
      const audit = await requestNaming(test, auditRoute(), own.world, await signIn(own), '?text=test');
      expectNothingOf(other, 'a search', audit.text);
    }
  });
  const changes = /round:|attempt:void|exclusions:(add|remove)|units:merge|run:|draft:|staff:invite/;
  const auditRoute = () => {
    const found = listStaffRoutes(test).find((route) => nameOf(route) === 'get /api/organizer/audit');
    if (!found) throw new Error('the trail has its route');
    return found;
  };

  it('[I41] backups and the page of the night are of the organization that the installation began with', async () => {
    const backup = async (side: Side) => {
      const headers = { cookie: await signIn(side), origin: test.url };
      const response = await fetch(`${test.url}/api/organizer/backup`, { method: 'POST', headers });
      await response.arrayBuffer();
      return response.status;
    };
    const night = async (side: Side) =>
      (await commandNaming(test, '/organizer night:watch', {}, await signIn(side))).code;
    const refusals = await countRefusals(test);
    expect([await backup(second), await night(second)]).toEqual([403, 'not_allowed']);
    expect((await countRefusals(test)) - refusals).toBe(2);
    expect([await backup(first), await night(first)]).toEqual([200, null]);
  });

  it('[I40] a contest belongs to the organization of whoever makes it; the home page shows those of all', async () => {
    await announceContest(test.url, await signIn(second), {
      rulebook: weeklyFile({ firstOpensAtMs: test.clock.nowMs() + 86_400_000 }),
      ...{ slug: 'cua-lo-moi', units: { kind: 'none' } },
    });
    const made = test.app.contests.bySlug('cua-lo-moi');
    expect(made?.organizationId).toEqual(second.organizationId);
    const home = await (await fetch(`${test.url}/api/site`)).text();
    for (const { world } of [first, second]) expect(home).toContain(world.contest.slug);
  });
});
