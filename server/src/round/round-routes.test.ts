import type { FiguresReport } from '@hoithi/shared/contract/figures';
import type { Result } from '@hoithi/shared/contract/result';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import { printHundredths } from '@hoithi/shared/rules/percent';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillFiguresLedger, formulaName, longName, makeFiguresContest } from '../../test/figures-ledger.ts';
import { openStaff } from '../../test/open-staff.ts';
import { openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { textOfPdf } from '../../test/text-of-pdf.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { computeStandings } from './compute-standings.ts';
import { insertStanding } from './standings-sql.ts';

describe('the figures routes of the organizer', () => {
  let test: TestApp;
  let contest: CachedContest;
  let round: CachedRound;
  beforeAll(async () => {
    test = await openTestApp();
    ({ contest, round } = await makeFiguresContest(test.app, testRules()));
    await fillFiguresLedger(test.db, contest, { seed: 'desk', persons: 60 });
    const [first] = (await computeStandings(test.db, contest, round, { nowMs: test.clock.nowMs() })).computed;
    if (!first) throw new Error('no standing');
    const { standing, rows } = first;
    await test.db.transaction((tx) => insertStanding(tx, round.roundId, standing, rows));
  });
  afterAll(() => test.close());

  const staff = async (role: StaffRole, contestId: string | null, unitCode: string | null = null) =>
    (await openStaff(test, { role, contestId, unitCode })).token;
  const get = (path: string, token: string | null, roundId = round.roundId) =>
    fetch(`${test.url}/api/organizer/rounds/${roundId}/figures.${path}`, {
      headers: token === null ? {} : { cookie: `hoithi_staff=${token}` },
    });
  const file = async (path: string) => {
    const response = await get(path, await staff('organizer', contest.contestId));
    expect(response.status).toBe(200);
    return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
  };
  const readReport = async (query = '') => {
    const response = await get(`json${query}`, await staff('organizer', null));
    const received = (await response.json()) as Result<FiguresReport>;
    if (!received.ok) throw new Error(received.refusal.code);
    return received.value;
  };
  const audit = (act: string) =>
    test.db.query<{ actor: string; object: string; detail: Record<string, unknown> }>(
      'select actor, object, detail from audit where act = $1 order by id desc',
      [act],
    );

  it('[C18] nobody else gets a report; staff who try are in the audit trail', async () => {
    const { contest: other } = await makeFiguresContest(test.app, testRules());
    for (const format of ['json', 'xlsx', 'pdf']) expect((await get(format, null)).status).toBe(401);
    const strangers = [
      await staff('mc', contest.contestId),
      await staff('unit-leader', contest.contestId, 'A1'),
      await staff('organizer', other.contestId),
    ];
    for (const token of strangers) {
      const response = await get('xlsx', token);
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({ ok: false, refusal: { code: 'not_allowed' } });
    }
    const refused = (await audit('access:refused')).slice(0, 3);
    expect(refused.map(({ actor, object }) => [actor.split(':')[0], object])).toEqual([
      ['organizer', 'figures'],
      ['unit-leader', 'figures'],
      ['mc', 'figures'],
    ]);
  });

  it('[C18] each export is in the audit trail with its reason; what does not parse or has not opened is refused', async () => {
    await readReport(`?lowest=3&reason=${encodeURIComponent('Báo cáo Ban Tổ chức tuần 1')}`);
    const [entry] = await audit('figures:export');
    expect(entry).toEqual({
      actor: expect.stringMatching(/^account:/),
      object: 'round 1',
      detail: { format: 'json', lang: 'vi', lowest: 3, reason: 'Báo cáo Ban Tổ chức tuần 1' },
    });
    const token = await staff('organizer', null);
    expect((await get('pdf?lowest=-1', token)).status).toBe(400);
    expect((await get('pdf', token, '00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await get('pdf', token, contest.rounds[1]?.roundId)).status).toBe(422);
  });

  it('[C17] the workbook: five sheets, numbers as numbers, percent cells of the counts beside them, names as text', async () => {
    const { bytes, headers } = await file('xlsx?lowest=3');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="so-lieu-${contest.slug}-1.xlsx"`);
    const report = await readReport('?lowest=3');
    const names = ['Tổng hợp', 'Khối và đối tượng', 'Phổ điểm', 'Đơn vị', 'Đạt giải'];
    const workbook = await readXlsxFile(bytes);
    expect(workbook.map(({ sheet }) => sheet)).toEqual(names);
    const sheets = workbook.map(({ data }) => data);
    const rowOf = (sheet: number, name: string) => sheets[sheet]?.find((row) => row[0] === name) ?? [];

    for (const sheet of sheets) {
      expect(sheet[2]?.[0]).toMatch(
        /^Số liệu tính lúc \d\d:\d\d:\d\d ngày \d\d\/\d\d\/\d{4}; thể lệ phiên bản 1; bản chốt số 1$/,
      );
    }
    expect(rowOf(0, 'Lượt thi trong tuần (bài đã nộp)')[1]).toBe(report.counts.attempts);
    for (const [at, { part }] of report.quality.bands.entries()) {
      const row = sheets[2]?.[5 + at] ?? [];
      expect(row.slice(1, 4)).toEqual([part.numerator, part.denominator, (part.hundredths ?? 0) / 10_000]);
    }
    const unit = report.units.find(({ code }) => code === 'A2');
    expect(rowOf(3, longName).slice(1, 11)).toEqual([
      'Sở, ban, ngành',
      'Khối cơ quan hành chính',
      35,
      new Date('2026-02-01T00:00:00Z'),
      'Báo cáo biên chế của Sở Nội vụ',
      unit?.persons,
      (unit?.rate?.hundredths ?? 0) / 10_000,
      unit?.rank,
      unit?.citizens,
      unit?.attempts,
    ]);
    expect(rowOf(3, formulaName)[0]).toBe(formulaName);
    expect(rowOf(3, 'Phường Trần Phú')[11]).toBe('vượt sĩ số');
    const first = report.winners?.[0];
    const prize = first?.prize === null ? 'Chờ Ban Tổ chức quyết định' : 'Giải Nhất';
    expect(sheets[4]?.[5]?.slice(0, 3)).toEqual([prize, 1, first?.name]);
    expect(rowOf(4, 'Quyết định công nhận kết quả số: ……………………… ngày ……/……/…………')).not.toEqual([]);
  });

  it('[C17] no cell of the workbook is a formula', async () => {
    const { bytes } = await file('xlsx');
    const parts = Object.entries(unzipSync(new Uint8Array(bytes))).filter(([name]) => name.includes('worksheets/'));
    expect(parts.length).toBeGreaterThanOrEqual(5);
    for (const [, part] of parts) expect(strFromU8(part)).not.toMatch(/<f[ >]/);
  });

  it.each(['vi', 'en'] as const)(
    '[C17] [C12] on paper in %s: counts and percentages as computed, a stamp and a number on each page',
    async (lang) => {
      const { bytes } = await file(`pdf?lang=${lang}`);
      const text = textOfPdf(bytes).replaceAll('\u00a0', ' ');
      const report = await readReport();
      const pages = text.split('\f').filter((page) => page.trim() !== '');
      expect(pages.length).toBeGreaterThan(1);
      for (const [at, page] of pages.entries()) {
        expect(page).toContain(lang === 'vi' ? 'Số liệu tính lúc' : 'Figures computed at');
        expect(page).toContain(`${lang === 'vi' ? 'Trang' : 'Page'} ${at + 1}/${pages.length}`);
      }
      for (const { part } of report.quality.bands) {
        const shown = new RegExp(
          `${part.numerator}\\s+${part.denominator}\\s+${printHundredths(part.hundredths ?? 0, lang)} %`,
        );
        expect(text).toMatch(shown);
      }
      const flowing = text.replace(/\s+/g, ' ');
      expect(flowing).toContain(lang === 'vi' ? 'có thể không bằng 100,00 %' : 'may not add up to 100.00 %');
      expect(text).toContain(lang === 'vi' ? 'NGƯỜI LẬP BIỂU' : 'PREPARED BY');
      expect(text).toContain(lang === 'vi' ? 'THỦ TRƯỞNG ĐƠN VỊ' : 'HEAD OF THE ORGANIZATION');
      expect(text).toContain(lang === 'vi' ? 'Kết quả đã chốt, chưa công bố' : 'Results settled, not published yet');
      if (process.env.KEEP_PDF)
        await import('node:fs').then((fs) => fs.writeFileSync(`${process.env.KEEP_PDF}-${lang}.pdf`, bytes));
    },
  );
});
