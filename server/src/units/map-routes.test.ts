import { request as httpRequest } from 'node:http';
import type { Result } from '@hoithi/shared/contract/result';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import type { UnitMapPreview } from '@hoithi/shared/contract/unit-map';
import { syntheticMap } from '@hoithi/shared/rules/units/test-synthetic-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';

describe('true maps of units', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  const staff = async (role: StaffRole, contestId: string | null) =>
    (await openStaff(test, { role, contestId, unitCode: null })).token;
  const pathOf = (contestId: string, query: Record<string, string>) =>
    `${test.url}/api/organizer/contests/${contestId}/maps?${new URLSearchParams(query).toString()}`;
  async function post(contestId: string, token: string, body: string, query: Record<string, string>) {
    const headers = { cookie: `hoithi_staff=${token}`, 'content-type': 'application/geo+json' };
    const response = await fetch(pathOf(contestId, query), { method: 'POST', headers, body });
    return { status: response.status, result: (await response.json()) as Result<UnitMapPreview> };
  }
  const file = JSON.stringify(
    syntheticMap([
      { code: '436', name: 'Thành phố Hà Tĩnh' },
      { code: 'lạ', name: 'Nơi khác' },
    ]),
  );
  const mapsOf = async (slug: string) => {
    const response = await fetch(`${test.url}/api/contests/${slug}/participation`);
    return ((await response.json()) as { value: { maps: unknown[] } }).value.maps;
  };

  it('[U24] a map is shown first and writes nothing; written, it is in the trail and everybody may fetch it for ever', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const token = await staff('organizer', contest.contestId);
    const order = { level: 'DISTRICT', source: 'Bản đồ thử', licence: 'CC BY 4.0' };
    const shown = await post(contest.contestId, token, file, order);
    expect(shown.result).toMatchObject({
      ok: true,
      value: {
        joined: 1,
        codeProperty: 'ma',
        unmatchedUnits: [],
        unmatchedFeatures: [{ feature: 2, label: 'Nơi khác' }],
        written: false,
      },
    });
    expect(await test.db.query('select * from unit_maps where contest_id = $1', [contest.contestId])).toEqual([]);

    const kept = await post(contest.contestId, token, file, { ...order, write: 'true' });
    expect(kept.result).toMatchObject({ ok: true, value: { written: true } });
    const [head] = test.app.contests.byId(contest.contestId)?.maps ?? [];
    expect(head).toMatchObject(order);
    expect(await mapsOf(contest.slug)).toEqual([head]);
    const [line] = await readActs(test.db, contest.contestId, 1);
    expect(line).toMatchObject({
      act: 'map:load',
      actor: expect.stringMatching(/^organizer:/),
      detail: { level: 'DISTRICT', joined: 1 },
    });

    const address = `${test.url}/api/contests/${contest.slug}/maps/DISTRICT/`;
    const fetched = await fetch(address + head?.version);
    expect(fetched.headers.get('cache-control')).toContain('immutable');
    expect(await fetched.json()).toMatchObject({
      ok: true,
      value: { type: 'Topology', objects: { units: { geometries: [{ id: '436' }] } } },
    });
    expect((await fetch(`${address}1`)).status).toBe(404);
    expect((await fetch(`${address}mot`)).status).toBe(404);

    const desk = await fetch(pathOf(contest.contestId, {}), { headers: { cookie: `hoithi_staff=${token}` } });
    expect(await desk.json()).toEqual({ ok: true, value: { levels: ['AGENCY', 'DISTRICT', 'COMMUNE'], maps: [head] } });

    // A second map in the same millisecond is another version; taken away, the first is found no more.
    await post(contest.contestId, token, file, { ...order, write: 'true' });
    expect(test.app.contests.byId(contest.contestId)?.maps[0]?.version).toBe((head?.version ?? 0) + 1);
    const remove = () =>
      fetch(pathOf(contest.contestId, { level: 'DISTRICT' }), {
        method: 'DELETE',
        headers: { cookie: `hoithi_staff=${token}` },
      });
    expect((await remove()).status).toBe(200);
    test.clock.advance(1_100); // a body is made once a second for all who ask
    expect(await mapsOf(contest.slug)).toEqual([]);
    expect((await remove()).status).toBe(404);
  });

  it('[U24] wrong files, unknown levels and orders that cannot be read write nothing and are refused with the reason', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const token = await staff('organizer', null);
    const refused = await post(contest.contestId, token, '{"type":"Feature"}', { level: 'DISTRICT', write: 'true' });
    expect(refused.result).toMatchObject({
      ok: true,
      value: { problems: [{ problem: 'not_collection' }], written: false },
    });
    expect((await post(contest.contestId, token, file, { level: 'Chi bộ' })).result).toMatchObject({
      ok: false,
      refusal: { code: 'not_found', what: 'level' },
    });
    expect((await post(contest.contestId, token, file, {})).status).toBe(400);
    expect((await post('khong-co', token, file, { level: 'DISTRICT' })).status).toBe(404);
    expect(await test.db.query('select * from unit_maps where contest_id = $1', [contest.contestId])).toEqual([]);
  });

  it('[U24] [U4] only an organizer of this contest; whoever else tries is refused before the file is read, and in the trail', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const other = await makeContest(test.app, testRules());
    const order = { level: 'DISTRICT', write: 'true' };
    expect((await post(contest.contestId, 'nobody-at-all-here', file, order)).status).toBe(401);
    expect((await post(contest.contestId, await staff('mc', contest.contestId), file, order)).status).toBe(403);
    const [line] = await readActs(test.db, contest.contestId, 1);
    expect(line).toMatchObject({ act: 'access:refused', object: 'maps' });
    const elsewhere = await staff('organizer', other.contest.contestId);
    expect((await post(contest.contestId, elsewhere, file, order)).status).toBe(404);
  });

  it('[U24] a body of 200 MB is refused by its announced length, and without one while it is read; memory stays', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const cookie = `hoithi_staff=${await staff('organizer', null)}`;
    const typed = { cookie, 'content-type': 'application/geo+json' };
    const size = 200 * 1024 * 1024;
    const before = process.memoryUsage().rss;
    expect(await pour(pathOf(contest.contestId, { level: 'DISTRICT' }), { ...typed, 'content-length': size }, 0)).toBe(
      413,
    );
    expect(await pour(pathOf(contest.contestId, { level: 'DISTRICT' }), typed, size)).toBe(413);
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024);
  });
});

/** Sends bytes until the answer comes or all are sent; answers the status. */
function pour(address: string, headers: Record<string, string | number>, bytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    const sending = httpRequest(address, { method: 'POST', headers });
    let sent = 0;
    let answered = false;
    const more = () => {
      while (!answered && sent < bytes) {
        sent += chunk.length;
        if (!sending.write(chunk)) return void sending.once('drain', more);
      }
    };
    sending.on('response', (response) => {
      answered = true;
      response.resume();
      resolve(response.statusCode ?? 0);
      sending.destroy();
    });
    sending.on('error', (fault) => (answered ? undefined : reject(fault)));
    sending.flushHeaders();
    more();
  });
}
