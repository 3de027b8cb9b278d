import type { StaffRole } from '@hoithi/shared/contract/staff';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFirstOrganization } from '../src/accounts/accounts-sql.ts';
import type { Route } from '../src/web/route.ts';
import { openStaff } from './open-staff.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import { holds, makeStaffWorld, messagesNaming, ownMessages, type StaffWorld } from './staff-world.ts';
import {
  commandNaming,
  hashContest,
  hashTables,
  listStaffCommands,
  listStaffRoutes,
  nameOf,
  requestNaming,
} from './walk-staff.ts';

/** The roles of staff in which anybody may enter the demo. */
const demoRoles: readonly StaffRole[] = ['organizer', 'mc', 'unit-leader'];

/** Routes without a name in their path that act on the demo alone, or tell everybody the same. */
const ofTheDemo =
  /^(get \/api\/organizer\/(audit(\.csv)?|banks|question-template)|post \/api\/mc\/shows|get \/api\/permissions)$/;
/** Commands without a name that act on the demo alone, or compute. */
const commandsOfTheDemo = new Set([
  ...['/organizer view:enter', '/organizer night:leave'],
  ...[
    '/mc screen:show',
    '/mc screen:renew',
    '/mc screen:corner',
    '/mc screen:sound',
    '/mc sound:remove',
    '/mc clock:read',
  ],
]);

describe('whoever tries the demo, without an account', { timeout: 180_000 }, () => {
  let test: TestApp;
  let real: StaffWorld;
  let demo: StaffWorld;
  beforeAll(async () => {
    test = await openTestApp();
    const organizationId = (await readFirstOrganization(test.db)).id;
    real = await makeStaffWorld(test, 'Bến Hải', { organizationId });
    demo = await makeStaffWorld(test, 'Trình Diễn', { organizationId, demo: true });
  }, 60_000);
  afterAll(() => test.close());

  /** As entering the demo opens one. */
  async function enter(role: StaffRole): Promise<string> {
    const unitCode = role === 'unit-leader' ? '18070' : null;
    return `hoithi_staff=${(await openStaff(test, { role, contestId: demo.ids.contestId, unitCode })).token}`;
  }
  const isNamed = ({ path }: Route) => path.includes(':');
  const expectNothingReal = (place: string, text: string) =>
    expect([place, real.marks.filter((mark) => holds(text, mark))]).toEqual([place, []]);

  it('[I42] reaches nothing of a real contest by any route or command, and changes nothing by trying', async () => {
    const before = await hashTables(test);
    for (const role of demoRoles) {
      for (const route of listStaffRoutes(test).filter(isNamed)) {
        const { refused, text } = await requestNaming(test, route, real, await enter(role));
        expect([role, nameOf(route), refused, text]).toEqual([role, nameOf(route), true, text]);
        expectNothingReal(nameOf(route), text);
      }
      for (const [place, message] of Object.entries(messagesNaming(real))) {
        const { refused, code, text } = await commandNaming(test, place, message, await enter(role));
        expect([role, place, code, refused]).toEqual([role, place, code, true]);
        expectNothingReal(place, text);
      }
    }
    expect(await hashTables(test)).toEqual(before);
  });

  it('[I42] does nothing that is of the installation: accounts, contests, rehearsals, backups, the page of the night', async () => {
    const before = await hashTables(test);
    for (const role of demoRoles) {
      for (const route of listStaffRoutes(test).filter((each) => !isNamed(each) && !ofTheDemo.test(nameOf(each)))) {
        const { refused, text } = await requestNaming(test, route, demo, await enter(role));
        expect([role, nameOf(route), refused, text]).toEqual([role, nameOf(route), true, text]);
      }
      for (const [place, message] of Object.entries(ownMessages).filter(([each]) => !commandsOfTheDemo.has(each))) {
        const { refused, code } = await commandNaming(test, place, message, await enter(role));
        expect([role, place, code, refused]).toEqual([role, place, code, true]);
      }
    }
    expect(await hashTables(test)).toEqual(before);
  });

  it('[I42] whatever it does in the demo, nothing real is shown or changed', async () => {
    expect([...Object.keys(messagesNaming(demo)), ...Object.keys(ownMessages)].sort()).toEqual(
      listStaffCommands(test).sort(),
    );
    const before = await hashContest(test, real.ids.contestId);
    for (const role of demoRoles) {
      for (const route of listStaffRoutes(test)) {
        const { text } = await requestNaming(test, route, demo, await enter(role));
        expectNothingReal(nameOf(route), text);
      }
      for (const [place, message] of [...Object.entries(ownMessages), ...Object.entries(messagesNaming(demo))]) {
        const { text } = await commandNaming(test, place, message, await enter(role));
        expectNothingReal(place, text);
      }
    }
    expect(await hashContest(test, real.ids.contestId)).toEqual(before);
  });
});
