import type { ExclusionsPreview, ListedExclusion } from '@hoithi/shared/contract/exclusions';
import type { Result } from '@hoithi/shared/contract/result';
import { Enrol, type Me } from '@hoithi/shared/contract/sign-in';
import { printSlipCode, slipCode } from '@hoithi/shared/rules/slip-code';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { must } from '../../test/scripted-contestant.ts';
import { type ScriptedHost, startHost } from '../../test/scripted-host.ts';
import { type Browser, openBrowser } from '../../test/scripted-staff.ts';
import type { CachedContest } from '../contest/contests.ts';
import { insertSlips } from '../slips/slips-sql.ts';
import { setEntryWays } from '../ways/entry-ways-sql.ts';
import { personOf } from '../ways/proved-identity.ts';
import type { WaySettings } from '../ways/way-settings.ts';
import { enrol } from './enrol.ts';
import { addExclusions, removeExclusions } from './exclusions.ts';
import { readExclusions } from './exclusions-sql.ts';

const claims = { subject: 'sub', name: 'name', birthDate: 'birthdate' };
const issuer = 'https://app.example.vn';
const codes = [
  slipCode([1, 2, 3, 4, 5, 6, 7, 8]),
  slipCode([8, 7, 6, 5, 4, 3, 2, 1]),
  slipCode([3, 3, 4, 4, 5, 5, 6, 6]),
] as const;
const reason = 'Thành viên Tổ Thư ký';

describe('people whom the rules exclude, by any way in', () => {
  let test: TestApp;
  let host: ScriptedHost;
  let contest: CachedContest;
  let staff: string;
  const by = { actor: 'organizer:test', organizationId: null, contestIds: null };
  beforeAll(async () => {
    host = await startHost();
    const ways: WaySettings = {
      host: {
        ...{ issuer, audience: 'hoi-thi', name: 'Công dân số', claims, lastsMs: 300_000, frames: [] },
        key: { jwksUrl: host.jwksUrl, withinMs: 2_000 },
      },
      oidc: {
        ...{ issuer: 'https://id.example.vn', clientId: 'a', clientSecret: 'b' },
        name: 'Cổng',
        scopes: '',
        claims,
      },
    };
    test = await openTestApp({}, { ways });
    ({ contest } = await makeContest(test.app, testRules()));
    const { contestId } = contest;
    await setEntryWays(test.db, contestId, ['host', 'oidc', 'phone', 'slip']);
    await test.app.contests.load(contestId);
    const nowMs = test.clock.nowMs();
    const slips = codes.map((code, at) => ({
      ...{ id: crypto.randomUUID(), unitCode: null, name: `Người Thứ ${at + 1}`, code, personId: null },
    }));
    await insertSlips(test.db, contestId, nowMs, slips);
    const { session } = await openAccount(test, [{ role: 'organizer', contestId: null, unitCode: null }]);
    staff = `hoithi_staff=${session.token}`;
  });
  afterAll(async () => {
    await test.close();
    await host.close();
  });

  const exclude = (...marks: string[]) =>
    addExclusions(test.app, by, { contestId: contest.contestId, role: 'SECRETARIAT', reason, marks });
  const me = (browser: Browser) => must(browser.get<Me>(`/api/me?contest=${contest.slug}`));
  const bySlip = async (code: string) => {
    const browser = openBrowser(test);
    await must(browser.post(`/api/contests/${contest.slug}/sign-in/slip`, { code, pin: '482915' }));
    return browser;
  };
  const byHost = async (sub: string) => {
    const browser = openBrowser(test);
    const own = { iss: issuer, aud: 'hoi-thi', sub, name: 'Nguyễn Thị Ánh Tuyết', jti: crypto.randomUUID() };
    const token = await host.sign(own, test.clock.nowMs());
    await must(browser.post(`/api/contests/${contest.slug}/sign-in/host`, { token }));
    return browser;
  };
  const send = async (csv: string, query = '') => {
    const asked = new URLSearchParams({ role: 'JURY', reason });
    const response = await fetch(
      `${test.url}/api/organizer/contests/${contest.contestId}/exclusions?${asked.toString()}${query}`,
      {
        method: 'POST',
        headers: { cookie: staff, origin: test.url, 'content-type': 'text/csv' },
        body: csv,
      },
    );
    return (await response.json()) as Result<ExclusionsPreview>;
  };

  it('[S7] by the code on a slip, whether it was used before or is used later', async () => {
    const early = await bySlip(codes[0]);
    expect((await me(early)).excludedAs).toBeNull();
    expect(await exclude(printSlipCode(codes[0]), codes[1].toLowerCase())).toEqual({ ok: true, value: { added: 2 } });
    expect((await me(early)).excludedAs).toBe('SECRETARIAT');
    expect((await me(await bySlip(codes[1]))).excludedAs).toBe('SECRETARIAT');
    expect((await me(await bySlip(codes[2]))).excludedAs).toBeNull();
  });

  it('[S7] by an identifier of the app around it or of the identity provider, before they first come', async () => {
    await must(exclude('user|7'));
    expect((await me(await byHost('user|7'))).excludedAs).toBe('SECRETARIAT');
    expect((await me(await byHost('user|8'))).excludedAs).toBeNull();
    const proved = { way: 'oidc', subject: 'https://id.example.vn user|7', name: null, birthDate: null } as const;
    const personId = await test.db.transaction((tx) => personOf(test.app, tx, proved));
    const message = Enrol.parse({
      ...{ name: 'Lê Văn Bình', unitCode: '18070', audience: 'OFFICIAL' },
      consents: contest.rulebook.privacy.consents.map(({ purpose }) => ({ purpose, given: true })),
    });
    expect(await enrol(test.app, contest.slug, personId, message)).toEqual({
      ok: false,
      refusal: { code: 'excluded', role: 'SECRETARIAT' },
    });
    const rows = JSON.stringify(await test.db.query("select encode(mark_hash, 'escape') as h, ending from exclusions"));
    expect(rows).not.toContain('user|7');
    expect(rows).not.toContain(codes[0]);
  });

  it('[S7a] what is no number, no code of the contest and no identifier is named by its line, and nothing is written', async () => {
    const strange = printSlipCode(slipCode([9, 9, 9, 9, 9, 9, 9, 9]));
    const before = (await readExclusions(test.db, contest.contestId, 100)).length;
    expect(await exclude('0987654321', '12345', strange)).toMatchObject({
      refusal: {
        code: 'file_invalid',
        problems: [
          { line: 2, reason: 'mark_unreadable' },
          { line: 3, reason: 'slip_unknown' },
        ],
      },
    });
    expect(await readExclusions(test.db, contest.contestId, 100)).toHaveLength(before);
  });

  it('[S7a] a file is shown first, written where all of it can be read, each with its reason, and its hash is in the trail', async () => {
    const head = 'Số điện thoại,Mã phiếu,Mã định danh,Lý do\n';
    const bad = await must(send(`${head}12,,,\n,${printSlipCode(codes[2])},,\n`, '&write=true'));
    expect(bad).toMatchObject({ written: false, added: 0, problems: [{ line: 2, problem: 'phone_unreadable' }] });
    const good = `${head}0911222333,,,Chồng của giám khảo\n,${printSlipCode(codes[2])},001099012345,\n`;
    expect(await must(send(good))).toMatchObject({ written: false, people: { phone: 1, slip: 1, identifier: 1 } });
    expect(await must(send(good, '&write=true'))).toMatchObject({ written: true, added: 4 }); // either issuer's identifier
    const [entry] = await readActs(test.db, contest.contestId, 1);
    expect(entry).toMatchObject({
      act: 'exclusions:add',
      detail: { people: 4, role: 'JURY', file: expect.any(String) },
    });
    const listed: ListedExclusion[] = await readExclusions(test.db, contest.contestId, 100);
    expect(listed.find(({ phone }) => phone === '+84911222333')).toMatchObject({ reason: 'Chồng của giám khảo' });
    const slip = listed.find(({ way, ending }) => way === 'slip' && ending === codes[2].slice(-4));
    expect(slip).toMatchObject({ name: 'Người Thứ 3', role: 'JURY', reason, actorName: 'Trần Thị Thử' });
    expect((await me(await byHost('001099012345'))).excludedAs).toBe('JURY');
  });

  it('[S7a] whoever is added again stays since when they were; whoever is taken off may take part', async () => {
    test.clock.advance(60_000);
    const find = async () => (await readExclusions(test.db, contest.contestId, 100)).find(({ way }) => way === 'slip');
    const before = await find();
    expect(await exclude('0911222333')).toEqual({ ok: true, value: { added: 0 } });
    await removeExclusions(test.app, by, { contestId: contest.contestId, ids: [before?.id ?? ''] });
    expect((await find())?.id).not.toBe(before?.id);
    const phone = (await readExclusions(test.db, contest.contestId, 100)).find((each) => each.way === 'phone');
    expect(phone).toMatchObject({ role: 'SECRETARIAT', reason, addedAtMs: before?.addedAtMs });
  });
});
