import { readFileSync } from 'node:fs';
import type { Result } from '@hoithi/shared/contract/result';
import type { RosterPreview } from '@hoithi/shared/contract/unit-leader';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';

const fileOf = (name: string): Buffer => readFileSync(new URL(`../../test/tables/${name}`, import.meta.url));

describe('files that people bring', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  /** Loads lists of people of a contest whose units have these codes. */
  async function openRosters() {
    const { contest } = await makeContest(test.app, testRules());
    const { token } = await openStaff(test, { role: 'organizer', contestId: contest.contestId });
    const post = async (kind: 'units' | 'rosters', body: Buffer) => {
      const response = await fetch(`${test.url}/api/organizer/contests/${contest.contestId}/${kind}`, {
        method: 'POST',
        headers: { cookie: `hoithi_staff=${token}`, 'content-type': 'text/csv' },
        body,
      });
      return { status: response.status, result: (await response.json()) as Result<RosterPreview> };
    };
    const unit = 'Mã;Tên đơn vị;Cấp\n42.A.16;Sở Giáo dục và Đào tạo;Cơ quan';
    await fetch(`${test.url}/api/organizer/contests/${contest.contestId}/units?write=true`, {
      method: 'POST',
      headers: { cookie: `hoithi_staff=${token}`, 'content-type': 'text/csv' },
      body: unit,
    });
    return { post };
  }

  it('[U1a] [U15a] lists as people keep them: what is previewed is what a person reads in them', async () => {
    const { post } = await openRosters();
    const read = async (body: Buffer) => {
      const { result } = await post('rosters', body);
      if (!result.ok) return result;
      const { people, first, problems, unknownColumns } = result.value;
      return {
        people,
        names: first.map(({ name }) => name),
        problems: problems.map(({ line, problem }) => `${line} ${problem}`),
        unknownColumns,
      };
    };
    expect(await read(fileOf('roster-name-in-two-columns.xlsx'))).toEqual({
      people: 2,
      names: ['Nguyễn Văn An', 'Trần Thị Bình'],
      problems: [],
      unknownColumns: [],
    });
    expect(await read(fileOf('roster-two-row-header.xlsx'))).toEqual({
      people: 1,
      names: ['Nguyễn Văn An'],
      problems: [],
      unknownColumns: ['Thư điện tử'],
    });
    expect(await read(fileOf('roster-unit-merged-down.xlsx'))).toMatchObject({ people: 3, problems: [] });
    expect(await read(fileOf('roster-tcvn3.csv'))).toMatchObject({ people: 0, problems: ['0 old_font'] });
    expect(await read(fileOf('roster-loose-quote.csv'))).toMatchObject({
      people: 1,
      names: ['Trần Thị Bình'],
      problems: ['2 quotes_unread'],
    });
    const byName = 'Đơn vị;Họ và tên;Số điện thoại\nSở GD&ĐT;An;0912000001\nSở Y tế lạ;Bình;0912000002';
    const { result } = await post('rosters', Buffer.from(byName));
    expect(result).toMatchObject({
      value: {
        first: [{ line: 2, unit: 'Sở Giáo dục và Đào tạo', name: 'An', phone: '091****001' }],
        problems: [{ line: 3, column: 'unit', problem: 'unit_unknown', value: 'Sở Y tế lạ' }],
      },
    });
  });

  it('[W21] a file that would be laid out without end is refused, and others are served meanwhile', async () => {
    const { post } = await openRosters();
    const chain = Array.from({ length: 20_000 }, (_, at) => `C${at};Đơn vị;Sở;C${at + 1}`).join('\n');
    const files: ['units' | 'rosters', Buffer][] = [
      ['rosters', fileOf('far-cell-XFD200.xlsx')],
      ['units', Buffer.alloc(8 * 1024 * 1024, '\n')],
      ['units', Buffer.from(`Mã;Tên;Cấp;Trực thuộc\n${chain}`)],
    ];
    for (const [kind, file] of files) {
      let answered = false;
      const uploaded = post(kind, file).finally(() => {
        answered = true;
      });
      let served = 0;
      for (; !answered; served++) await fetch(`${test.url}/api/site`).then((response) => response.text());
      const { status, result } = await uploaded;
      expect(status).toBe(200);
      expect(result).toMatchObject({ ok: true, value: { problemCount: expect.any(Number), written: false } });
      expect(served).toBeGreaterThan(3); // one at a time: a server that reads on its own loop answers one or two
    }
  });
});
