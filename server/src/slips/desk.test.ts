import type { Me } from '@hoithi/shared/contract/sign-in';
import type { DeskAdmission } from '@hoithi/shared/contract/slip-views';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { must } from '../../test/scripted-contestant.ts';
import { type Browser, openBrowser } from '../../test/scripted-staff.ts';
import type { CachedContest } from '../contest/contests.ts';

const reason = 'Đến trực tiếp, có căn cước, không có điện thoại';
const asked = { name: 'Giàng Thị Mỷ', unitCode: '18070', phone: '', reason };

describe('[S39] letting somebody in at a desk', () => {
  let test: TestApp;
  let contest: CachedContest;
  let desk: Browser;
  beforeAll(async () => {
    test = await openTestApp();
    ({ contest } = await makeContest(test.app, testRules()));
    const { token } = await openStaff(test, { role: 'secretary', contestId: contest.contestId });
    desk = openBrowser(test, `hoithi_staff=${token}`);
    await setWays(['phone', 'desk']);
  });
  afterAll(() => test.close());

  const at = (path: string) => `/api/organizer/contests/${contest.contestId}${path}`;
  const setWays = (ways: string[]) => must(desk.post(at('/entry-ways'), { ways }));
  const admit = (change: object = {}) => desk.post<DeskAdmission>(at('/desk-entries'), { ...asked, ...change });
  const enter = (code: string, pin: string | null, browser = openBrowser(test)) =>
    browser.post<{ next: string }>(`/api/contests/${contest.slug}/sign-in/slip`, { code, pin });
  /** What the timetable did meanwhile stands between. */
  const newest = async () => (await readActs(test.db, contest.contestId, 20)).find(({ act }) => act === 'entry:admit');
  const me = (browser: Browser) => must(browser.get<Me>(`/api/me?contest=${contest.slug}`));
  async function byPhone(phone: string, browser = openBrowser(test)): Promise<Browser> {
    const { challengeId } = await must(browser.post<{ challengeId: string }>('/api/sign-in/code', { phone }));
    const code = /\b(\d{6})\b/.exec(test.messages.at(-1) ?? '')?.[1];
    await must(browser.post('/api/sign-in/verify', { challengeId, code }));
    return browser;
  }
  const consents = [{ purpose: 'take-part', given: true }];
  const enrol = (browser: Browser, name: string) =>
    browser.post(`/api/contests/${contest.slug}/enrol`, { name, unitCode: '18070', audience: 'CITIZEN', consents });

  it('the code is shown once and works as that on a slip; who gave it and why stands in the trail, without the name', async () => {
    const { code, isKnown } = await must(admit());
    expect(isKnown).toBe(false);
    const browser = openBrowser(test);
    expect(await must(enter(code, null, browser))).toEqual({ next: 'choose-pin', name: 'Giàng Thị Mỷ' });
    expect(await must(enter(code, '246802', browser))).toEqual({ next: 'in' });
    expect(await me(browser)).toMatchObject({ ways: ['desk'], slip: { name: 'Giàng Thị Mỷ', unitCode: '18070' } });
    expect(await must(enrol(browser, 'Giàng Thị Mỷ'))).toEqual({});
    expect(await must(enter(code, null))).toEqual({ next: 'type-pin' });
    const entry = await newest();
    expect(entry).toMatchObject({ detail: { reason, unit: '18070' } });
    expect(entry?.actor).toMatch(/^account:|^secretary:/);
    expect(JSON.stringify(entry)).not.toContain('Giàng');
  });

  it('without a reason, a name, or the permission nobody is let in', async () => {
    expect(await admit({ reason: '' })).toMatchObject({ refusal: { code: 'malformed' } });
    expect(await admit({ name: 'A' })).toMatchObject({ refusal: { code: 'malformed' } });
    expect(await admit({ unitCode: 'khong-co' })).toMatchObject({ refusal: { code: 'unit_unknown' } });
    const { token } = await openStaff(test, { role: 'judge', contestId: contest.contestId });
    const judge = openBrowser(test, `hoithi_staff=${token}`);
    expect(await judge.post(at('/desk-entries'), asked)).toMatchObject({ refusal: { code: 'not_allowed' } });
  });

  it('[S30] [S39] without a desk nobody is let in, codes from before wait, and slips of a list stay what they are', async () => {
    const { code } = await must(admit());
    await setWays(['phone', 'slip']);
    expect(await admit()).toEqual({ ok: false, refusal: { code: 'way_closed' } });
    expect(await enter(code, null)).toEqual({ ok: false, refusal: { code: 'way_closed' } });
    await setWays(['phone', 'desk']);
    expect(await must(enter(code, null))).toMatchObject({ next: 'choose-pin' });
  });

  it('[S40] a number that moved: the code leads to the same person, and the new holder of the number is somebody else', async () => {
    const number = '0912000222';
    const before = await byPhone(number);
    await must(enrol(before, 'Phùng Khắc Khoan'));
    expect(await admit({ phone: '0912000223', name: 'Phùng Khắc Khoan' })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    expect(await admit({ phone: number, name: 'Phùng Hưng' })).toMatchObject({ refusal: { code: 'name_differs' } });
    expect(await admit({ phone: '12', name: 'Phùng Khắc Khoan' })).toMatchObject({
      refusal: { code: 'phone_unreadable' },
    });
    expect((await me(before)).enrolled).toBe(true); // nothing has changed
    const closed: unknown[] = [];
    test.app.bus.subscribe('session:closed', (fact) => closed.push(fact));
    const { code, isKnown } = await must(admit({ phone: '+84 912 000 222', name: 'phùng khắc khoan' }));
    expect(isKnown).toBe(true);
    expect((await me(before)).signedIn).toBe(false);
    expect(closed).toHaveLength(1);
    const browser = openBrowser(test);
    await must(enter(code, '112233', browser));
    expect(await me(browser)).toMatchObject({
      enrolled: true,
      phoneMasked: null,
      profile: { name: 'Phùng Khắc Khoan' },
    });
    test.clock.advance(61_000);
    const stranger = await byPhone(number);
    expect(await me(stranger)).toMatchObject({ signedIn: true, enrolled: false, profile: null });
    expect(await newest()).toMatchObject({ detail: { number: 'taken-off' } });
  });

  it('[S22] [S39] a desk code that was lost is made anew and stays one of the desk', async () => {
    const { code } = await must(admit({ name: 'Vừ A Dính' }));
    await must(enter(code, '777777'));
    const [slip] = await test.db.query<{ id: string }>("select id from slips where name = 'Vừ A Dính'");
    const { code: fresh } = await must(desk.post<{ code: string }>(at(`/slips/${slip?.id}/replace`), { reason }));
    const browser = openBrowser(test);
    await must(enter(fresh, '888888', browser));
    expect((await me(browser)).ways).toEqual(['desk']);
  });
});
