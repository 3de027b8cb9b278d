import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckedCertificate, FileStep, PapersDesk } from '@hoithi/shared/contract/papers';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finalizeRound } from '../../test/finalize-round.ts';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { enrolPerson, must, sit } from '../../test/scripted-contestant.ts';
import { type Browser, openBrowser } from '../../test/scripted-staff.ts';
import { dropPrediction, setRounds } from '../../test/test-rules.ts';
import { textOfPdf } from '../../test/text-of-pdf.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { publishRound } from '../round/publish-round.ts';
import { makeCertificates, type PrintedCertificate } from './certificate-paper.ts';

const reason = 'lễ trao giải ngày 20 tháng 3';
/** Letters of the Kinh, Ê Đê, Bahnar and Gia Rai. */
const names = ['Nguyễn Thị Quỳnh Như', 'Y Dhăm Êban Niê Kđăm', 'H’Brĭt Ksŏr Ŭ ƀ'];

/** What follows the lines of a file that is made in steps. */
function readSteps(all: Buffer): { steps: FileStep[]; file: Buffer } {
  const steps: FileStep[] = [];
  const parts: Buffer[] = [];
  for (let at = 0; at < all.length; ) {
    const end = all.indexOf(10, at);
    const step = JSON.parse(all.subarray(at, end).toString()) as FileStep;
    steps.push(step);
    parts.push(all.subarray(end + 1, end + 1 + step.bytes));
    at = end + 1 + step.bytes;
  }
  return { steps, file: Buffer.concat(parts) };
}

describe('certificates', () => {
  let test: TestApp;
  let contest: CachedContest;
  let round: CachedRound;
  let by: Browser;
  beforeAll(async () => {
    test = await openTestApp();
    const rules = testRules((each) => {
      dropPrediction(each);
      each.prizes.prizes.splice(2);
      setRounds(each.week, [[test.clock.nowMs() - 60_000, test.clock.nowMs() + 7_200_000]]);
    });
    ({ contest, round } = await makeContest(test.app, rules));
    for (const [at, name] of names.entries()) {
      const person = await enrolPerson(test, contest, name);
      await sit(test, contest, round, person.cookie, { right: 15 - at, paceMs: 2_000 });
    }
    test.clock.advance(round.closesAtMs + 60_000 - test.clock.nowMs());
    await test.open.runTimetable();
    by = await signIn('secretary');
    reread();
  });
  afterAll(() => test.close());

  const reread = () => {
    ({ contest, round } = test.app.contests.byRound(round.roundId)!);
  };
  const path = (rest: string) => `/api/organizer/rounds/${round.roundId}/result${rest}`;
  async function signIn(role: 'organizer' | 'secretary' | 'judge'): Promise<Browser> {
    const { session } = await openAccount(test, [{ role, contestId: null, unitCode: null }]);
    return openBrowser(test, `hoithi_staff=${session.token}`);
  }
  const papers = () => must(by.get<PapersDesk>(path('/papers')));
  async function make(more: object = {}, who = by): Promise<Buffer> {
    const { prizes } = await papers();
    const given = { place: 'Đắk Lắk', date: '2026-03-20', signer: 'Trưởng ban', signerName: 'Trần Văn Ký' };
    const asked = (prizes ?? []).map(({ list, prize }) => ({ list, prize }));
    const response = await fetch(`${test.url}${path('/certificates')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: who.cookie, origin: test.url },
      body: JSON.stringify({ as: 'pdf', series: 'GCN-BTC', prizes: asked, reason, ...given, ...more }),
    });
    if (response.headers.get('content-type') === 'application/octet-stream')
      expect(response.headers.get('content-encoding')).toBeNull(); // packed, the steps would come all at the end
    return Buffer.from(await response.arrayBuffer());
  }
  const check = (id: string) => openBrowser(test).get<CheckedCertificate>(`/api/certificates/${id}`);
  const readRows = () =>
    test.db.query<{ id: string; no: number }>('select id, no from certificates where round_id = $1 order by no', [
      round.roundId,
    ]);

  it('[F24] nothing is certified before it is finalized, and nobody without the role makes any', async () => {
    expect((await papers()).prizes).toBeNull();
    const prizes = [{ list: 'a', prize: '0' }];
    expect((await make({ prizes })).toString()).toContain('not_finalized');
    await finalizeRound(test, round.roundId);
    reread();
    expect((await make({}, await signIn('judge'))).toString()).toContain('not_allowed');
    expect((await make({ signerName: ' ' })).toString()).toContain('malformed');
    expect((await make({ prizes })).toString()).toContain('not_found');
  });

  it('[F24] one file has a page for everybody, every letter of every people’s name, and the steps of its making', async () => {
    const { steps, file } = readSteps(await make());
    expect(steps.at(-1)).toMatchObject({ done: 3, total: 3, whole: true });
    const text = textOfPdf(file).normalize('NFC').replaceAll(/\s+/g, ' ');
    for (const name of names.slice(0, 2)) expect(text).toContain(name.normalize('NFC'));
    for (const part of ['H’Brĭ', 'Ksŏ', 'Ŭ ƀ']) expect(text).toContain(part); // of two typefaces
    expect(text).toContain('Số: 3/GCN-BTC');
    expect(text).toContain('Đắk Lắk, ngày 20 tháng 03 năm 2026');
    const [row] = await readActs(test.db, contest.contestId, 1);
    expect(row).toMatchObject({ act: 'certificates:made', detail: { certificates: 3, reason } });
    expect(JSON.stringify(row)).not.toContain('Quỳnh');
  }, 60_000);

  it('[F24] [F24a] [F25] made again, one by one in a ZIP, everybody keeps id and number; what was given is remembered', async () => {
    const before = await readRows();
    const { file } = readSteps(await make({ as: 'zip', series: 'KHÁC' }));
    expect(Object.keys(unzipSync(file))).toEqual([
      '0001-nguyen-thi-quynh-nhu.pdf',
      '0002-y-dham-eban-nie-kdam.pdf',
      '0003-h-brit-ksor-u-ƀ.pdf',
    ]);
    expect(await readRows()).toEqual(before);
    expect(before.map(({ no }) => no)).toEqual([1, 2, 3]);
    for (const { id } of before) expect(Buffer.from(id, 'base64url')).toHaveLength(12);
    expect(await papers()).toMatchObject({
      details: { place: 'Đắk Lắk', signer: 'Trưởng ban', signerName: 'Trần Văn Ký', series: 'KHÁC' },
      ofRound: { certificates: { date: '2026-03-20' } },
      prizes: [
        { people: 1, made: 1 },
        { people: 2, made: 2 },
      ],
    });
  }, 60_000);

  it('[F24] stopped in the middle, the next file can be made', async () => {
    const { prizes } = await papers();
    const stop = new AbortController();
    const given = { place: 'Huế', date: '2026-03-20', signer: 'Trưởng ban', signerName: 'Trần Văn Ký', reason };
    const response = await fetch(`${test.url}${path('/certificates')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: by.cookie, origin: test.url },
      body: JSON.stringify({
        ...{ as: 'zip', series: 'GCN-BTC', ...given },
        prizes: prizes!.map(({ list, prize }) => ({ list, prize })),
      }),
      signal: stop.signal,
    });
    expect(response.status).toBe(200);
    stop.abort();
    await expect(response.arrayBuffer()).rejects.toThrow();
    await expect.poll(async () => readSteps(await make()).steps.at(-1)?.whole, { timeout: 50_000 }).toBe(true);
  }, 60_000);

  it('[F26] the check page says nothing before the publication, then what is printed, and a corrected prize is withdrawn', async () => {
    const [first] = await readRows();
    expect(await check(first!.id)).toMatchObject({ value: { state: 'awaiting', stated: null, number: '1/GCN-BTC' } });
    await must(publishRound(test.app, { actor: 'test', organizationId: null, contestIds: null }, round.roundId));
    const shown = await must(check(first!.id));
    expect(shown).toMatchObject({
      state: 'valid',
      stated: { name: names[0], prize: { vi: 'Giải Nhất' } },
      contest: { slug: contest.slug },
    });
    expect(Object.keys(shown.stated!)).toEqual(['name', 'unitName', 'list', 'prize']);
    expect(await check('A'.repeat(16))).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await check('abc')).toMatchObject({ refusal: { code: 'not_found' } });
    reread();
    const organizer = await signIn('organizer');
    const [best] = await test.db.query<{ contestant_id: string }>(
      'select contestant_id from certificates where id = $1',
      [first!.id],
    );
    const decision = { kind: 'exclude', personId: best!.contestant_id };
    await must(organizer.post(path('/decide'), { base: 1, decision, reason }));
    expect((await must(check(first!.id))).state).toBe('valid'); // nothing is corrected yet
    await finalizeRound(test, round.roundId);
    await must(organizer.post(path('/correct'), { reason }));
    expect(await check(first!.id)).toMatchObject({ value: { state: 'withdrawn', stated: { name: names[0] } } });
  });

  it('[F27] [F28] [F29] announcement, weekly report and list for paying, as PDF and DOCX: who may, which names, in the trail', async () => {
    const take = async (kind: string, as: 'pdf' | 'docx', who = by) => {
      const tax = { from: 1_000_000, percent: 10 };
      const asked = { kind, as, number: '12', place: 'Đắk Lắk', date: '2026-03-20', signer: 'Trưởng ban', tax, reason };
      const response = await fetch(`${test.url}${path('/paper')}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: who.cookie, origin: test.url },
        body: JSON.stringify({ ...asked, signerName: 'Trần Văn Ký' }),
      });
      return Buffer.from(await response.arrayBuffer());
    };
    const read = async (kind: string) => textOfPdf(await take(kind, 'pdf')).replaceAll(/\s+/g, ' ');
    expect((await take('payments', 'pdf', await signIn('judge'))).toString()).toContain('not_allowed');
    const paid = await read('payments');
    expect(paid).toContain('Y Dhăm Êban');
    expect(paid).toMatch(/\+849\d{8}/);
    const announced = await read('announcement');
    expect(announced).toContain(`/c/${contest.slug}/ket-qua/1`);
    expect(announced).not.toContain('Êban Niê'); // names as the rules publish them
    expect(await read('weekly-report')).toContain('Số người dự thi');
    for (const kind of ['announcement', 'weekly-report', 'payments'])
      expect((await take(kind, 'docx')).subarray(0, 2).toString()).toBe('PK');
    const trail = await readActs(test.db, contest.contestId, 1);
    expect(trail[0]).toMatchObject({ act: 'document:made', detail: { kind: 'payments', as: 'docx', reason } });
  }, 60_000);

  it('[F26] whoever guesses ids is stopped', async () => {
    const one = openBrowser(test);
    const codes = new Set<string>();
    for (let at = 0; at < 40; at += 1) {
      const answer = await one.get(`/api/certificates/${String(at).padStart(16, 'x')}`);
      if (!answer.ok) codes.add(answer.refusal.code);
    }
    expect([...codes]).toEqual(['not_found', 'too_fast']);
  });
});

describe('certificates in bulk', () => {
  it('[F24] 250 pages set in three parts are one file that readers open', async () => {
    const certificates: PrintedCertificate[] = Array.from({ length: 250 }, (_, at) => ({
      ...{ name: `${names[at % 3]} ${at}`, unit: 'Xã Cẩm Bình', prize: 'Giải Khuyến khích', list: 'Tuần 1' },
      ...{
        number: `Số: ${at + 1}/GCN`,
        no: at + 1,
        link: `https://hoithi.example.vn/cn/${String(at).padStart(16, 'a')}`,
      },
    }));
    const sheet = {
      ...{ host: 'BAN TỔ CHỨC', contest: 'Cuộc thi', placeAndDate: 'Huế', look: { logo: null, colours: null } },
      signer: { role: 'TM. BAN TỔ CHỨC', title: 'TRƯỞNG BAN', name: 'Trần Văn Ký' },
    };
    const steps = [];
    for await (const step of makeCertificates('pdf', sheet, {}, certificates)) steps.push(step);
    expect(steps.map(({ done, whole }) => [done, whole])).toEqual([
      [100, false],
      [200, false],
      [250, false],
      [250, true],
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'hoithi-pdf-'));
    try {
      const file = join(folder, 'a.pdf');
      writeFileSync(file, steps.at(-1)!.bytes);
      const about = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
      expect(about).toMatch(/Pages:\s+250/);
      expect(about).toMatch(/Title:\s+Giấy chứng nhận/);
      const last = execFileSync('pdftotext', ['-f', '250', '-raw', file, '-'], { encoding: 'utf8' });
      expect(last).toContain(`${names[0]} 249`);
      expect(execFileSync('pdffonts', [file], { encoding: 'utf8' })).toMatch(/BeVietnamPro.*yes yes/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
