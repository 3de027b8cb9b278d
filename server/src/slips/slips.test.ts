import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import type { Me } from '@hoithi/shared/contract/sign-in';
import type { SlipAnswer, SlipPreview, SlipReplaced, SlipsView } from '@hoithi/shared/contract/slip-views';
import { readSlipCode } from '@hoithi/shared/rules/slip-code';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { textOfPdf } from '../../test/text-of-pdf.ts';
import type { CachedContest } from '../contest/contests.ts';
import { deleteOldSlips } from './delete-slips.ts';
import { typesetSlips } from './typeset-slips.ts';

describe('[S20] coming in by the code on a slip', { timeout: 60_000 }, () => {
  let test: TestApp;
  let contest: CachedContest;
  let staff: string;
  let units: { code: string; name: string }[];

  beforeAll(async () => {
    test = await openTestApp();
    ({ contest } = await makeContest(test.app, testRules()));
    const { token } = await openStaff(test, { role: 'organizer', contestId: contest.contestId });
    staff = `hoithi_staff=${token}`;
    units = [...contest.units.units.values()].slice(0, 2);
    expect(units).toHaveLength(2);
    await setWays(['phone', 'slip']);
  });
  afterAll(() => test.close());

  const desk = (path: string) => `${test.url}/api/organizer/contests/${contest.contestId}${path}`;
  const post = (url: string, body: string | object, cookie = staff) =>
    fetch(url, {
      method: 'POST',
      headers: {
        cookie,
        origin: test.url,
        'content-type': typeof body === 'string' ? 'text/csv' : 'application/json',
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const answerOf = async <T>(response: Response | Promise<Response>) => (await (await response).json()) as Result<T>;
  const setWays = async (ways: string[]) => expect((await post(desk('/entry-ways'), { ways })).status).toBe(200);
  const table = (names: readonly string[], unit = units[0]?.code ?? '') =>
    ['Mã đơn vị,Họ và tên', ...names.map((name) => `${unit},${name}`)].join('\n');
  const readSlips = async (query = '') => {
    const read = await answerOf<SlipsView>(fetch(desk(`/slips${query}`), { headers: { cookie: staff } }));
    if (!read.ok) throw new Error(read.refusal.code);
    return read.value;
  };

  /** Makes slips and reads their codes from the workbook, the only place where they stand. */
  async function make(names: readonly string[], unit?: string): Promise<string[]> {
    const response = await post(desk('/slips?write=true&format=sheet'), table(names, unit));
    expect(response.headers.get('content-disposition')).toContain('phieu-');
    const [sheet] = await readXlsxFile(Buffer.from(await response.arrayBuffer()));
    return (sheet?.data ?? []).slice(2).map((row) => String(row[2]));
  }
  async function signIn(code: string, pin: string | null = null) {
    const response = await post(`${test.url}/api/contests/${contest.slug}/sign-in/slip`, { code, pin }, '');
    const cookies = response.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
    const answer = await answerOf<SlipAnswer>(response);
    const session = cookies.find((each) => each.startsWith('hoithi_contestant=')) ?? null;
    return { answer, session, refusal: answer.ok ? null : (answer.refusal as Refusal).code };
  }
  const readMe = async (cookie: string) => {
    const me = await answerOf<Me>(fetch(`${test.url}/api/me?contest=${contest.slug}`, { headers: { cookie } }));
    return me.ok ? me.value : null;
  };

  it('[S21] a list is shown before a slip is made; rows that cannot be read are named, and nothing is written', async () => {
    const file = `${table(['Nguyễn Thị Minh Khai', 'Nguyễn Thị Minh Khai'])}\nKhông có đơn vị này,Trần Văn Ơn\n`;
    const shown = await answerOf<SlipPreview>(post(desk('/slips'), file));
    expect(shown).toMatchObject({
      value: {
        people: 2,
        problemCount: 1,
        units: [{ people: 2, before: 0 }],
        problems: [{ line: 4, problem: 'unit_unknown' }],
      },
    });
    expect(await readSlips()).toMatchObject({ unused: 0, used: 0, found: [] });
  });

  it('[S21] slips are made with codes of their own, each unit on pages of its own, and the codes are stored as hashes alone', async () => {
    const file = `${table(['Lò Thị Ỉnh'])}\n${units[1]?.code},Y Bhăm Êban\n`;
    const response = await post(desk('/slips?write=true'), file);
    const pdf = Buffer.from(await response.arrayBuffer());
    const text = textOfPdf(pdf);
    expect(text).toContain('Lò Thị Ỉnh');
    expect(text).toContain('Y Bhăm Êban');
    const codes = [...text.matchAll(/\b[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}\b/g)].map(([code]) => readSlipCode(code));
    expect(new Set(codes).size).toBe(2);
    expect(text.split('\f').filter((page) => page.trim() !== '')).toHaveLength(2);
    const rows = JSON.stringify(await test.db.query('select code_hash, pin_hash, name from slips'));
    for (const code of codes) expect(rows).not.toContain(code);
    const [entry] = await readActs(test.db, contest.contestId, 1);
    expect(entry).toMatchObject({ act: 'slips:make', detail: { slips: 2, units: 2 } });
    expect(JSON.stringify(entry)).not.toContain('Ỉnh');
  });

  it('[S21] a code of the widest letters stands in one line', async () => {
    const slip = {
      unit: 'Trường',
      name: 'Lò Thị Ỉnh',
      code: 'WWW-MWM-WMW',
      address: 'http://hoithi.test/c/x/dang-nhap/phieu#W',
    };
    expect(textOfPdf(await typesetSlips([slip], { vi: 'Cuộc thi', en: 'Contest' }, 'vi'))).toContain('WWW-MWM-WMW');
  });

  it('[S20] [S22] the first holder reads whose it is and chooses a PIN; later code and PIN lead to the same person', async () => {
    const [code = ''] = await make(['Đàm Thị Ngọc Ánh']);
    expect((await signIn(code.toLowerCase())).answer).toMatchObject({
      value: { next: 'choose-pin', name: 'Đàm Thị Ngọc Ánh' },
    });
    const first = await signIn(code, '135790');
    expect(first.answer).toEqual({ ok: true, value: { next: 'in' } });
    expect(await readMe(first.session ?? '')).toMatchObject({
      signedIn: true,
      phoneMasked: null,
      slip: { name: 'Đàm Thị Ngọc Ánh', unitCode: units[0]?.code },
    });
    expect((await signIn(code)).answer).toEqual({ ok: true, value: { next: 'type-pin' } }); // no name to whoever finds the paper
    expect((await signIn(code, '000000')).refusal).toBe('slip_pin_wrong');
    const later = await signIn(code, '135790');
    expect((await readMe(later.session ?? ''))?.slip).toEqual((await readMe(first.session ?? ''))?.slip);
  });

  it('[S20] of two who use a slip at the same instant one gets it, and no person is made for the other', async () => {
    const [code = ''] = await make(['Vừ Mí Của']);
    const people = async () =>
      Number((await test.db.query<{ n: number }>('select count(*)::int as n from people'))[0]?.n);
    const before = await people();
    const both = await Promise.all([signIn(code, '111222'), signIn(code, '333444')]);
    expect(both.map(({ session }) => session !== null).sort()).toEqual([false, true]);
    expect(['slip_used', 'slip_pin_wrong']).toContain(both.find(({ session }) => session === null)?.refusal);
    expect(await people()).toBe(before + 1);
  });

  it('[S22] PINs are guessed ever more slowly, and wrong codes are counted for the committee', async () => {
    const [code = ''] = await make(['Hoàng A Sùng']);
    await signIn(code, '246802');
    const refusals: (string | null)[] = [];
    for (let tries = 0; tries < 7; tries++) refusals.push((await signIn(code, '999999')).refusal);
    expect(refusals.slice(0, 5)).toEqual(Array(5).fill('slip_pin_wrong'));
    expect(refusals.slice(5)).toEqual(['too_fast', 'too_fast']);
    expect((await signIn(code, '246802')).refusal).toBe('too_fast');
    test.clock.advance(15 * 60_000);
    expect((await signIn(code, '246802')).session).not.toBeNull();

    const { wrongCodes } = await readSlips();
    expect((await signIn('222-222-222')).refusal).toBe('slip_unknown'); // sums up right, and is nobody's
    expect((await signIn('K7Q-M3X')).refusal).toBe('slip_unknown'); // mistyped: not counted
    expect((await readSlips()).wrongCodes).toBe(wrongCodes + 1);
  });

  it('[S22] a lost slip is made anew: the old one and its sessions end, and the new one leads to the same person', async () => {
    const [code = ''] = await make(['Phùng Khắc Khoan']);
    const { session } = await signIn(code, '121212');
    const personId = (
      await test.db.query<{ person_id: string }>(`select person_id from slips where name = 'Phùng Khắc Khoan'`)
    )[0];
    const { found } = await readSlips(`?q=${encodeURIComponent('khắc')}`);
    const replaced = await answerOf<SlipReplaced>(
      post(desk(`/slips/${found[0]?.id}/replace`), { reason: 'mất phiếu' }),
    );
    if (!replaced.ok) throw new Error(replaced.refusal.code);
    expect((await readMe(session ?? ''))?.signedIn).toBe(false);
    expect((await signIn(code, '121212')).refusal).toBe('slip_unknown');
    const anew = await signIn(replaced.value.code, '343434');
    expect(anew.session).not.toBeNull();
    const held = await test.db.query(
      `select person_id from slips where name = 'Phùng Khắc Khoan' and withdrawn_at_ms is null`,
    );
    expect(held).toEqual([personId]);
    expect((await post(desk(`/slips/${found[0]?.id}/replace`), { reason: 'lần nữa' })).status).toBe(404);
  });

  it('[S23] the unit is the one on the slip; where slips alone open the contest nobody enters by a phone', async () => {
    const [code = ''] = await make(['Giàng Thị Mỷ']);
    const { session } = await signIn(code, '565656');
    const enrol = (unitCode: string | null, cookie: string) =>
      answerOf(
        post(
          `${test.url}/api/contests/${contest.slug}/enrol`,
          { name: 'Giàng Thị Mỷ', unitCode, audience: 'CITIZEN', consents: [{ purpose: 'take-part', given: true }] },
          cookie,
        ),
      );
    expect(await enrol(units[1]?.code ?? '', session ?? '')).toMatchObject({ refusal: { code: 'not_as_on_slip' } });
    const entered = await enrol(units[0]?.code ?? '', session ?? '');
    expect(entered.ok || (entered as { refusal: Refusal }).refusal.code).not.toBe('not_as_on_slip');

    await setWays(['slip']);
    await test.app.contests.load(contest.contestId);
    const phone = await signInByPhone('0912000111');
    expect(await enrol(units[0]?.code ?? '', phone)).toMatchObject({ refusal: { code: 'way_needed', ways: ['slip'] } });
    await setWays(['phone']);
    expect((await signIn(code, '565656')).refusal).toBe('slip_unknown');
    await setWays(['phone', 'slip']);
  });

  it('[S24] slips go when the data of the contest is due for deletion', async () => {
    await make(['Bùi Thị Xuân']);
    test.clock.advance(5 * 366 * 86_400_000);
    await deleteOldSlips(test.app);
    await deleteOldSlips(test.app);
    expect(await test.db.query('select id from slips where contest_id = $1', [contest.contestId])).toEqual([]);
    const acts = (await readActs(test.db, contest.contestId, 20)).filter(({ act }) => act === 'slips:expire');
    expect(acts).toHaveLength(1);
  });

  async function signInByPhone(phone: string): Promise<string> {
    const requested = await answerOf<{ challengeId: string }>(post(`${test.url}/api/sign-in/code`, { phone }, ''));
    const code = /\b(\d{6})\b/.exec(test.messages.at(-1) ?? '')?.[1];
    const challengeId = requested.ok ? requested.value.challengeId : '';
    const verified = await post(`${test.url}/api/sign-in/verify`, { challengeId, code }, '');
    return (
      verified.headers
        .getSetCookie()
        .map((each) => each.split(';')[0] ?? '')
        .find((each) => each.startsWith('hoithi_contestant=')) ?? ''
    );
  }
});
