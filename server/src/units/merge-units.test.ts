import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { bareUnit, upsertUnits } from '../contest/contests-sql.ts';
import { rollUpUnits } from '../live/unit-figures.ts';
import { listUnits } from './list-units.ts';
import { mergeUnits } from './merge-units.ts';

const by = { actor: 'organizer:test', organizationId: null, contestIds: null };
const reason = 'Hai dòng là một đơn vị';

describe('merging two entries of a unit list', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  async function twoEntries() {
    const { contest, round } = await makeContest(test.app, testRules());
    const unit = { ...bareUnit, code: 'X1', name: 'Phòng Nội vụ (ghi trùng)', level: 'AGENCY', parentCode: null };
    const below = { ...bareUnit, code: 'X2', name: 'Bộ phận Một cửa', level: 'Tổ', parentCode: 'X1' };
    await upsertUnits(test.db, contest.contestId, [unit, below]);
    const who = randomUUID();
    await test.db.query(
      'insert into contestants (id, contest_id, person_id, simulated, registered_at_ms) values ($1, $2, $3, false, 1)',
      [who, contest.contestId, randomUUID()],
    );
    await test.db.query(`insert into unit_memberships values ($1, 1, 'X2')`, [who]);
    await test.db.query(
      `insert into submissions values (gen_random_uuid(), $1, $2, false, 1, 1, 2, 'contestant', 15, 15, 1, 10, 1, 0)`,
      [round.roundId, who],
    );
    await test.app.contests.load(contest.contestId);
    await test.app.live.refresh(contest.contestId);
    const cached = () => test.app.contests.byId(contest.contestId) ?? contest;
    const persons = (code: string) =>
      rollUpUnits(cached(), test.app.live.unitCounts(round.roundId)).find((each) => each.code === code)?.persons;
    const merge = (code: string, into: string | null) =>
      mergeUnits(test.app, by, { contestId: contest.contestId, code, into, reason });
    return { contest, cached, persons, merge };
  }

  it('[U8] people and lower units of the first count for the second; taken back, they are as before', async () => {
    const { contest, cached, persons, merge } = await twoEntries();
    expect(persons('42.A.01')).toBe(0);
    expect(await merge('X1', '42.A.01')).toMatchObject({ ok: true });
    expect(persons('42.A.01')).toBe(1);
    expect(cached().units.units.has('X1')).toBe(false);
    expect(cached().units.unitOf('X1')?.name).toBe('Sở Nội vụ');
    expect(cached().units.pathOf('X2')).toEqual(['Sở Nội vụ']);
    expect(
      cached()
        .units.search('ghi trùng', 5, '2026-03-02')
        .map((hit) => hit.code),
    ).toEqual(['42.A.01']);
    const listed = await listUnits(test.app, by, contest.contestId);
    expect(listed.ok && listed.value.units.find((unit) => unit.code === 'X1')?.mergedInto).toBe('42.A.01');
    expect(await merge('X1', null)).toMatchObject({ ok: true });
    expect(persons('42.A.01')).toBe(0);
    expect(persons('X1')).toBe(1);
  });

  it('[U8] a unit is not merged into itself, into one above or below it, into nothing known, nor twice', async () => {
    const { merge } = await twoEntries();
    expect(await merge('X1', 'X1')).toMatchObject({ refusal: { code: 'nothing_to_do' } });
    expect(await merge('X1', 'X2')).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await merge('X2', 'X1')).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await merge('X1', 'khong-co')).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await merge('X1', null)).toMatchObject({ refusal: { code: 'nothing_to_do' } });
    expect(await merge('X1', '42.A.01')).toMatchObject({ ok: true });
    expect(await merge('X1', '436')).toMatchObject({ refusal: { code: 'not_found' } });
  });

  it('[U7] a unit that has ended cannot be chosen; its successor is found by the old name', async () => {
    const { contest, cached } = await twoEntries();
    const ended = { ...bareUnit, code: 'H1', name: 'Huyện Lộc Hà', level: 'DISTRICT', parentCode: null };
    await upsertUnits(test.db, contest.contestId, [
      { ...ended, validTo: '2025-06-30', replacedBy: ['P1'] },
      { ...bareUnit, code: 'P1', name: 'Xã Mai Phụ', level: 'COMMUNE', parentCode: null, validFrom: '2025-07-01' },
    ]);
    await test.app.contests.load(contest.contestId);
    const { units } = cached();
    expect(units.choose('H1', '2025-06-30')).not.toBeNull();
    expect(units.choose('H1', '2025-07-01')).toBeNull();
    expect(units.choose('P1', '2025-06-30')).toBeNull();
    expect(units.search('loc ha', 5, '2025-07-01').map((hit) => hit.code)).toEqual(['P1']);
    expect(units.search('loc ha', 5, '2025-06-30').map((hit) => hit.code)).toEqual(['H1']);
  });
});
