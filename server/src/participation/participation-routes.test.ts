import { randomUUID } from 'node:crypto';
import type { PublicParticipation, UnitRace } from '@hoithi/shared/contract/public-participation';
import type { Result } from '@hoithi/shared/contract/result';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeContest, openTestApp, roundOpensAtMs, type TestApp, testRules } from '../../test/open-test-app.ts';
import { dropPrediction } from '../../test/test-rules.ts';
import { readUnitTrend } from './unit-figures-sql.ts';

const hourMs = 3_600_000;

describe('participation for anybody', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  /** One person with submissions at the instants given, in a unit. */
  async function person(contestId: string, roundId: string, unitCode: string | null, atMs: number[], citizen = false) {
    const id = randomUUID();
    await test.db.query(
      `insert into contestants (id, contest_id, person_id, simulated, registered_at_ms, audience)
       values ($1, $2, $3, false, 1, $4)`,
      [id, contestId, randomUUID(), citizen ? 'CITIZEN' : 'CADRE'],
    );
    if (unitCode !== null) await test.db.query('insert into unit_memberships values ($1, 1, $2)', [id, unitCode]);
    for (const [i, at] of atMs.entries()) {
      await test.db.query(
        `insert into submissions values (gen_random_uuid(), $1, $2, false, $3, 1, $4, 'contestant', 15, 15, 9, 90, 1000, 0)`,
        [roundId, id, i + 1, at],
      );
    }
    return id;
  }
  /** Counts until the board holds these people; its own beat may be in the middle of another count. */
  async function counted(contestId: string, people: number) {
    await vi.waitFor(async () => {
      await test.app.live.refresh(contestId);
      expect(test.app.live.counts(contestId).contestPersons).toBe(people);
    }, 10_000);
  }
  const openly = () =>
    testRules((rules) => {
      dropPrediction(rules);
      rules.publication.liveCounters = 'exact';
    });
  const get = async <T>(path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${test.url}/api/contests/${path}`, { headers });
    const text = await response.text();
    return { response, result: text === '' ? null : (JSON.parse(text) as Result<T>) };
  };

  it('[U20] each person is in the trend once, at the first counted submission, in the unit that is theirs at the close', async () => {
    const { contest, round } = await makeContest(test.app, openly());
    const opens = roundOpensAtMs;
    await person(contest.contestId, round.roundId, '18070', [opens + 10, opens + 5 * hourMs]);
    const moved = await person(contest.contestId, round.roundId, '18070', [opens + hourMs - 1]);
    await test.db.query('insert into unit_memberships values ($1, $2, $3)', [moved, opens + hourMs, '42.A.01']);
    await person(contest.contestId, round.roundId, null, [opens + hourMs], true);
    await person(contest.contestId, round.roundId, '18070', [opens + 2 * hourMs]);
    expect(await readUnitTrend(test.db, round.roundId, round.closesAtMs)).toEqual([
      { unit_code: '18070', hour: opens, persons: 1, citizens: 0 },
      { unit_code: '42.A.01', hour: opens, persons: 1, citizens: 0 },
      { unit_code: '', hour: opens + hourMs, persons: 0, citizens: 1 },
      { unit_code: '18070', hour: opens + 2 * hourMs, persons: 1, citizens: 0 },
    ]);
    const together = await readUnitTrend(test.db, round.roundId, round.closesAtMs, false);
    expect(together.find(({ unit_code }) => unit_code === '')).toMatchObject({ persons: 1, citizens: 0 });
  });

  it('[U21] one body with a tag for everybody; the same figures answer as not changed, new ones have a higher version', async () => {
    const { contest, round } = await makeContest(test.app, openly());
    await person(contest.contestId, round.roundId, '18070', [roundOpensAtMs + 10]);
    await counted(contest.contestId, 1);
    const path = `${contest.slug}/participation`;
    const first = await get<PublicParticipation>(path);
    expect(first.response.headers.get('cache-control')).toBe('public, max-age=2');
    expect(first.result).toMatchObject({
      ok: true,
      value: { mode: 'exact', counts: { roundPersons: 1, attempts: 1 }, persons: { atLeast: 1, exact: true } },
    });
    const value = first.result?.ok ? first.result.value : null;
    expect(value?.units.find(({ code }) => code === '436')).toMatchObject({ persons: 1, level: 'DISTRICT' });
    const tag = first.response.headers.get('etag') ?? '';
    test.clock.advance(1_500);
    const same = await get(path, { 'if-none-match': tag });
    expect([same.response.status, same.result]).toEqual([304, null]);

    await person(contest.contestId, round.roundId, '42.A.01', [roundOpensAtMs + 20]);
    await counted(contest.contestId, 2);
    test.clock.advance(1_500);
    const next = await get<PublicParticipation>(path, { 'if-none-match': tag });
    expect(next.result).toMatchObject({ ok: true, value: { counts: { roundPersons: 2 } } });
    expect(next.result?.ok && next.result.value.version).toBeGreaterThan(value?.version ?? 0);
    expect((await get('khong-co/participation')).response.status).toBe(404);
  });

  it('[U23] the race has every hour up to now, is read again after half a minute, and only for levels that there are', async () => {
    const { contest, round } = await makeContest(test.app, openly());
    await person(contest.contestId, round.roundId, '18070', [roundOpensAtMs + 10]);
    const startMs = test.clock.nowMs();
    const path = `${contest.slug}/race?level=COMMUNE`;
    const first = await get<UnitRace>(path);
    const race = first.result?.ok ? first.result.value : null;
    expect(race?.atMs.at(-1)).toBe(startMs);
    expect(race?.series).toMatchObject([{ code: '18070', headcount: 20 }]);
    expect(race?.series[0]?.persons.at(-1)).toBe(1);

    await person(contest.contestId, round.roundId, '18070', [startMs]);
    test.clock.advance(20_000);
    const held = await get<UnitRace>(path);
    expect(held.result?.ok && held.result.value.series[0]?.persons.at(-1)).toBe(1);
    test.clock.advance(40_000);
    await get<UnitRace>(path); // receives the last reading, and has the next one made
    await expect
      .poll(async () => {
        test.clock.advance(1_000); // the body is made anew once a second
        const read = await get<UnitRace>(path);
        return read.result?.ok && read.result.value.series[0]?.persons.at(-1);
      })
      .toBe(2);
    const read = await get<UnitRace>(path);
    expect(read.result?.ok && read.result.value.series[0]?.persons.at(-1)).toBe(2);
    expect((await get(`${contest.slug}/race?level=Chi%20b%E1%BB%99`)).response.status).toBe(404);
    expect((await get(`${contest.slug}/race`)).response.status).toBe(400);
  });

  it('[V3] [U22] while people predict, no figure of view and race is exact', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    expect(contest.rules.prediction).not.toBeNull();
    for (let i = 0; i < 13; i++) await person(contest.contestId, round.roundId, '18070', [roundOpensAtMs + i]);
    await counted(contest.contestId, 13);
    const { result } = await get<PublicParticipation>(`${contest.slug}/participation`);
    expect(result).toMatchObject({ ok: true, value: { mode: 'coarse', counts: null } });
    const units = result?.ok ? result.value.units : [];
    expect(units.find(({ code }) => code === '18070')).toMatchObject({ persons: 10, rate: 0.5 });
    const race = await get<UnitRace>(`${contest.slug}/race?level=COMMUNE`);
    expect(race.result?.ok && race.result.value.series[0]?.persons.at(-1)).toBe(10);
  });
});
