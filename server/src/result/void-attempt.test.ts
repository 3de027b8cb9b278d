import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, roundClosesAtMs, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { findAttempts } from '../attempt/find-attempts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readContest } from '../contestant/read-contest.ts';
import { boardOf } from '../live/rank-contestants.ts';
import { voidAttempt } from './void-attempt.ts';

const by = { actor: 'organizer:test', organizationId: null, contestIds: null };
const reason = 'Thi hộ, có biên bản';

describe('voiding an attempt', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  /** A person of Sở Nội vụ with one submitted attempt. */
  async function submitted(contest: CachedContest, round: CachedRound, phone: string): Promise<string> {
    const [person, who, attemptId] = [randomUUID(), randomUUID(), randomUUID()];
    await test.db.query('insert into people values ($1, $2, false, 1)', [person, phone]);
    await test.db.query(
      `insert into contestants (id, contest_id, person_id, simulated, registered_at_ms) values ($1, $2, $3, false, 1)`,
      [who, contest.contestId, person],
    );
    await test.db.query(`insert into profiles (contestant_id, name) values ($1, 'Đặng Thị Quỳnh Như')`, [who]);
    await test.db.query(`insert into unit_memberships values ($1, 1, '42.A.01')`, [who]);
    await test.db.query(`insert into attempts values ($1, $2, $3, false, 1, 1, '', '{}', 1, null)`, [
      attemptId,
      round.roundId,
      who,
    ]);
    await test.db.query(
      `insert into submissions values ($1, $2, $3, false, 1, 1, 2, 'contestant', 15, 15, 15, 150, 60000, 0)`,
      [attemptId, round.roundId, who],
    );
    await test.app.live.refresh(contest.contestId);
    test.app.live.recount(contest.contestId, who);
    return attemptId;
  }
  const persons = (round: CachedRound) => test.app.live.unitCounts(round.roundId).get('42.A.01')?.persons ?? 0;

  /** The figures a moment later: the board rests between two counts. */
  const later = (round: CachedRound) => {
    test.clock.advance(500);
    return persons(round);
  };

  it('[A13] a voided attempt leaves counts and rankings, and comes back when it is restored; each act in the trail', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    const attemptId = await submitted(contest, round, '+84912000001');
    await expect.poll(() => test.rankings.size(boardOf(round.roundId)), { timeout: 10_000 }).toBe(1);
    expect(persons(round)).toBe(1);
    expect(await voidAttempt(test.app, by, { attemptId, voided: true, reason })).toMatchObject({ ok: true });
    await expect.poll(() => later(round), { timeout: 10_000 }).toBe(0);
    await expect.poll(() => test.rankings.size(boardOf(round.roundId)), { timeout: 10_000 }).toBe(0);
    expect(await voidAttempt(test.app, by, { attemptId, voided: true, reason })).toMatchObject({
      refusal: { code: 'nothing_to_do' },
    });
    expect(await voidAttempt(test.app, by, { attemptId, voided: false, reason })).toMatchObject({ ok: true });
    await expect.poll(() => later(round), { timeout: 10_000 }).toBe(1);
    const acts = (await readActs(test.db, contest.contestId, 9)).map((row) => row.act);
    expect(acts).toEqual(expect.arrayContaining(['result:void', 'result:restore']));
  });

  it('[A13] the receipt of a voided attempt says so and why, and no more once it is restored', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    const attemptId = await submitted(contest, round, '+84912000009');
    const [own] = await test.db.query<{ person_id: string }>(
      'select person_id from contestants c join attempts a on a.contestant_id = c.id where a.id = $1',
      [attemptId],
    );
    const voided = async () => {
      const seen = await readContest(test.app, contest.slug, own?.person_id ?? '');
      return seen.ok && seen.value.mine[0]?.receipts[0]?.voided;
    };
    expect(await voided()).toBeUndefined();
    await voidAttempt(test.app, by, { attemptId, voided: true, reason });
    expect(await voided()).toEqual({ atMs: expect.any(Number), reason });
    await voidAttempt(test.app, by, { attemptId, voided: false, reason });
    expect(await voided()).toBeUndefined();
  });

  it('[A13] once the standing of the round is computed nothing changes any more', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    const attemptId = await submitted(contest, round, '+84912000002');
    test.clock.advance(roundClosesAtMs + 60_000 - test.clock.nowMs());
    await test.open.runTimetable();
    expect(test.app.contests.byRound(round.roundId)?.round.settled).toBe(true);
    expect(await voidAttempt(test.app, by, { attemptId, voided: true, reason })).toMatchObject({
      refusal: { code: 'round_phase' },
    });
  });

  it('[A13] [O2] an organizer of another contest finds no attempt to void', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    const other = await makeContest(test.app, testRules());
    const attemptId = await submitted(contest, round, '+84912000003');
    const stranger = { actor: 'organizer:other', organizationId: null, contestIds: [other.contest.contestId] };
    expect(await voidAttempt(test.app, stranger, { attemptId, voided: true, reason })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    expect(await findAttempts(test.app, stranger, { contestId: contest.contestId, phone: '0912000003' })).toMatchObject(
      {
        refusal: { code: 'not_found' },
      },
    );
  });

  it('[O5] attempts are found by any spelling of the phone number, and the search is in the audit trail without it', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    const attemptId = await submitted(contest, round, '+84912000004');
    const found = await findAttempts(test.app, by, { contestId: contest.contestId, phone: '0912 000 004' });
    expect(found).toMatchObject({
      ok: true,
      value: {
        name: 'Đặng Thị Quỳnh Như',
        unitName: 'Sở Nội vụ',
        attempts: [{ attemptId, points: 150, voided: false }],
      },
    });
    const [row] = await readActs(test.db, contest.contestId, 1);
    expect(row?.act).toBe('attempts:find');
    expect(JSON.stringify(row)).not.toContain('912000004');
  });

  it('[T4b] the organizer sees in an attempt how many answers came sooner than their own round trip allows', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    const attemptId = await submitted(contest, round, '+84912000005');
    for (const [at, [elapsedMs, roundTripMs]] of [
      [700, 800],
      [1_100, 800],
      [40, 20],
    ].entries())
      await test.db.query(
        `insert into answers (id, attempt_id, question_id, change_no, option_ids, arrived_at_ms, counted_at_ms, elapsed_ms,
                              round_trip_ms, credit_ms) values ($1, $2, $3, 0, '{a}', 1, 1, $4, $5, 0)`,
        [randomUUID(), attemptId, `cau-${at}`, elapsedMs, roundTripMs],
      );
    const found = await findAttempts(test.app, by, { contestId: contest.contestId, phone: '0912000005' });
    expect(found).toMatchObject({ ok: true, value: { attempts: [{ attemptId, latePongs: 1 }] } });
  });
});
