import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PeoplePage } from '@hoithi/shared/contract/people';
import type { Result } from '@hoithi/shared/contract/result';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finalizeRound } from '../../test/finalize-round.ts';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { enrolPerson, must, sit } from '../../test/scripted-contestant.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { closeRound } from '../round/change-round.ts';
import { publishRound } from '../round/publish-round.ts';
import { enrol } from './enrol.ts';

describe("the committee's work with people", { timeout: 60_000 }, () => {
  let test: TestApp;
  let contest: CachedContest;
  let round: CachedRound;
  let staff: string;
  const by = { actor: 'organizer:test', organizationId: null, contestIds: null };

  beforeAll(async () => {
    test = await openTestApp();
    ({ contest, round } = await makeContest(test.app, testRules()));
    const { token } = await openStaff(test, { role: 'organizer', contestId: contest.contestId });
    staff = `hoithi_staff=${token}`;
  });
  afterAll(() => test.close());

  async function post<T>(path: string, body: object): Promise<Result<T>> {
    const response = await fetch(`${test.url}/api/organizer/contests/${contest.contestId}/people/${path}`, {
      method: 'POST',
      headers: { cookie: staff, origin: test.url, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Result<T>;
  }
  const find = (q: string, unit: string | null = null, page = 0) => must(post<PeoplePage>('find', { q, unit, page }));
  const namesOf = async (...asked: Parameters<typeof find>) => (await find(...asked)).people.map(({ name }) => name);
  const reason = 'sai dấu so với căn cước';

  it('[O6] people are found by part of a name with or without marks, by a whole number, and by a unit above theirs', async () => {
    const person = await enrolPerson(test, contest, 'Đặng Thị Ánh Nguyệt');
    await enrolPerson(test, contest, 'Y Bhăm Êban 100%');
    for (const q of ['ánh', 'dang thi anh', 'ĐẶNG', 'Nguyệt'])
      expect(await namesOf(q)).toEqual(['Đặng Thị Ánh Nguyệt']);
    expect(await namesOf('0%')).toEqual(['Y Bhăm Êban 100%']);
    expect(await namesOf('_ban')).toEqual([]); // signs of a pattern are letters
    const [row] = await test.db.query<{ phone: string }>('select phone from people where id = $1', [person.personId]);
    const phone = row?.phone ?? '';
    expect(await namesOf(`0${phone.slice(3)}`)).toEqual(['Đặng Thị Ánh Nguyệt']);
    expect(await namesOf('dang', '436')).toEqual(['Đặng Thị Ánh Nguyệt']);
    expect(await namesOf('dang', '42.A.01')).toEqual([]);
    const page = await find('dang');
    expect(page.people[0]).toMatchObject({ unitName: 'Phường Trần Phú', attempts: 0, submitted: 0, excludedAs: null });
    expect(JSON.stringify(page)).not.toContain(phone.slice(3));
    const entries = JSON.stringify(await readActs(test.db, contest.contestId, 20));
    expect(entries).toContain('people:find');
    expect(entries).not.toMatch(/ánh|dang/i);
  });

  it('[O7] a name and a unit are corrected with a reason in the trail, and their holder is not refused for it', async () => {
    const person = await enrolPerson(test, contest, 'Trần Van On');
    const corrected = { name: 'Trần Văn Ơn', unitCode: '42.A.01', reason };
    expect(await post(`${person.contestantId}/correct`, corrected)).toEqual({ ok: true, value: {} });
    expect((await find('trần văn ơn')).people[0]).toMatchObject({ unitName: 'Sở Nội vụ' });
    const [entry] = (await readActs(test.db, contest.contestId, 5)).filter(({ act }) => act === 'people:correct');
    expect(entry?.detail).toEqual({ reason, name: true, before: '18070', after: '42.A.01' });
    const own = {
      ...{ name: 'Trần Văn Ơn', unitCode: '42.A.01', audience: 'OFFICIAL' as const, birthDate: null, address: '' },
      ...{ nationalId: null, email: null, jobTitle: '', own: {} },
      consents: [{ purpose: 'take-part' as const, given: true }],
    };
    const entered = await enrol(test.app, contest.slug, person.personId, own);
    expect(entered.ok ? 'in' : entered.refusal.code).not.toBe('not_as_on_slip');
  });

  it.each([
    ['no reason', { name: 'Trần Văn Ơn', reason: '' }, 'malformed'],
    ['nothing to correct', { reason }, 'malformed'],
    ['an unknown unit', { unitCode: '99999', reason }, 'unit_unknown'],
    ['nobody of this contest', { name: 'Trần Văn Ơn', reason }, 'not_found'],
  ])('[O7] %s is refused', async (_, body, code) => {
    expect(await post(`${randomUUID()}/correct`, body)).toMatchObject({ refusal: { code } });
  });

  it('[O7] [C5] in a round that is settled and published nothing moves: standing, unit at the close, published file', async () => {
    const person = await enrolPerson(test, contest, 'Lò Thị Ỉnh');
    await sit(test, contest, round, person.cookie, { right: 15, paceMs: 1_000, prediction: 1 });
    await must(closeRound(test.app, by, { roundId: round.roundId, reason: 'kết thúc sớm để thử' }));
    test.clock.advance(10_000);
    await test.open.runTimetable();
    await finalizeRound(test, round.roundId);
    await must(publishRound(test.app, by, round.roundId));
    const frozen = async () => ({
      rows: await test.db.query('select * from standing_rows where round_id = $1 order by contestant_id', [
        round.roundId,
      ]),
      file: await readFile(join(test.app.publishedDir, contest.slug, '1.json'), 'utf8'),
      unit: await test.db.query(
        `select unit_code from unit_memberships where contestant_id = $1 and since_ms <= $2 order by since_ms desc limit 1`,
        [person.contestantId, test.app.contests.byRound(round.roundId)?.round.closesAtMs],
      ),
    });
    const before = await frozen();
    const corrected = { name: 'Lò Thị Inh', unitCode: '42.A.01', reason };
    expect(await post(`${person.contestantId}/correct`, corrected)).toMatchObject({ ok: true });
    await test.open.runTimetable();
    expect(await frozen()).toEqual(before);
    expect(before.unit).toEqual([{ unit_code: '18070' }]);
  });
});
