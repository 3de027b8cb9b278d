import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { insertTestContest, makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { openRawConnection, statuses } from '../../test/raw-connection.ts';
import { readActs } from '../../test/read-acts.ts';
import type { CachedContest } from '../contest/contests.ts';

describe('every HTTP route', () => {
  let test: TestApp;
  let contest: CachedContest;
  const logged: Record<string, unknown>[] = [];
  beforeAll(async () => {
    const stream = new PassThrough();
    stream.on('data', (row: Buffer) => logged.push(JSON.parse(row.toString())));
    test = await openTestApp({}, { log: pino({ level: 'warn' }, stream) });
    contest = (await makeContest(test.app, testRules())).contest;
  });
  afterAll(() => test.close());

  const staff = async (role: StaffRole, contestId: string | null, unitCode: string | null = null) =>
    (await openStaff(test, { role, contestId, unitCode })).token;

  /** Announces a large body, sends none of it, and returns the first bytes of the answer. */
  async function announce(path: string, cookie = ''): Promise<string> {
    const connection = openRawConnection(test.url);
    connection.write(
      `POST ${path} HTTP/1.1\r\nhost: ${new URL(test.url).host}\r\n${cookie}content-length: 12000000\r\n\r\n`,
    );
    const received = await new Promise<string>((resolve) => {
      connection.once('data', (bytes: Buffer) => resolve(bytes.toString()));
      setTimeout(() => resolve(''), 2_000).unref();
    });
    connection.destroy();
    return received;
  }
  const largeBodies = () => [
    `/api/organizer/contests/${contest.contestId}/units`,
    `/api/organizer/contests/${contest.contestId}/rosters`,
    `/api/organizer/contests/${contest.contestId}/collective/groups`,
    `/api/organizer/contests/${contest.contestId}/maps?level=COMMUNE`,
    '/api/mc/shows',
  ];

  it('[W18] a stranger who announces twelve megabytes is refused before a byte of them is sent', async () => {
    for (const path of largeBodies()) expect([path, statuses(await announce(path))]).toEqual([path, ['401']]);
  });

  it('[W18] [W11] staff of another role are refused as early, and the refusal is audited', async () => {
    const role = (path: string): StaffRole => (path.includes('/mc/') ? 'organizer' : 'mc');
    for (const path of largeBodies()) {
      const { contest: own } = await makeContest(test.app, testRules());
      const cookie = `cookie: hoithi_staff=${await staff(role(path), own.contestId)}\r\n`;
      expect([path, statuses(await announce(path, cookie))]).toEqual([path, ['403']]);
      const [row] = await readActs(test.db, own.contestId, 1);
      expect([path, row?.act]).toEqual([path, 'access:refused']);
    }
  });

  it('[O1] of two contests created at once with one slug, one is created and the other is refused as taken', async () => {
    const whole = { slug: 'cung-luc', rulebook: testRules(), units: [], actor: 'test' };
    const created = await Promise.all([insertTestContest(test.app, whole), insertTestContest(test.app, whole)]);
    expect(created.filter((result) => result.ok)).toHaveLength(1);
    expect(created.find((result) => !result.ok)).toEqual({ ok: false, refusal: { code: 'slug_taken' } });
  });

  it('[N10] a fault carries the id of its request, in the log and in the answer', async () => {
    const organizer = await staff('organizer', null);
    await test.db.query('alter table sessions rename to sessions_gone; alter table unit_maps rename to unit_maps_gone');
    try {
      const unit = `/api/contests/${contest.slug}/units/436/poster.pdf`;
      const paths = [
        ...largeBodies(),
        unit,
        `/api/organizer/contests/${contest.contestId}/collective`,
        `/api/organizer/rehearsals/${randomUUID()}/report.pdf`,
      ];
      for (const path of paths) {
        const method = largeBodies().includes(path) ? 'POST' : 'GET';
        const response = await fetch(`${test.url}${path}`, {
          method,
          headers: { cookie: `hoithi_staff=${organizer}` },
        });
        expect([path, response.status]).toEqual([path, 500]);
        const requestId = response.headers.get('x-request-id');
        expect([path, logged.filter((row) => row.requestId === requestId).length]).toEqual([path, 1]);
      }
    } finally {
      await test.db.query(
        'alter table sessions_gone rename to sessions; alter table unit_maps_gone rename to unit_maps',
      );
    }
  });
});
