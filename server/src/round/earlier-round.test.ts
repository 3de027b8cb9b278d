import { label } from '@hoithi/shared/rulebook/test-rulebook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillFiguresLedger, makeFiguresContest } from '../../test/figures-ledger.ts';
import { finalizeRound } from '../../test/finalize-round.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must } from '../../test/scripted-contestant.ts';
import { insertContestant, insertSubmission } from '../../test/scripted-ledger.ts';
import type { CachedRound } from '../contest/contests.ts';
import { finalizeResult } from '../result/finalize.ts';
import { computeStandings } from './compute-standings.ts';
import { judgeBeyond } from './judge-aside.ts';
import { publishRound } from './publish-round.ts';
import { settleRound } from './settle-round.ts';
import { readWinningRows } from './standings-sql.ts';

describe('rounds that share a cap', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());
  const organizer = { actor: 'organizer:test', organizationId: null, contestIds: null };

  it('[M15a] a round is not finalized before one whose prizes decide who may win in it, whoever clicks when', async () => {
    const rules = testRules((each) => {
      each.file.caps = [{ over: ['prizes'], per: 'contest', max: 1 }];
      each.week.publish = { kind: 'by-hand' };
      each.prizes.prizes = [{ label: label('giải Nhất'), count: 1, value: { kind: 'money', amount: 5 } }];
    });
    const { contest } = await makeContest(test.app, rules);
    const [first, second] = contest.rounds;
    if (!first || !second) throw new Error('two rounds');
    const best = await insertContestant(test.db, contest, { unitCode: null });
    const next = await insertContestant(test.db, contest, { unitCode: null });
    for (const round of [first, second]) {
      await insertSubmission(test.db, round, best, { right: 15, elapsedMs: 10_000 });
      await insertSubmission(test.db, round, next, { right: 14, elapsedMs: 10_000 });
    }
    test.clock.advance(second.closesAtMs + 60_000 - test.clock.nowMs());
    await test.open.runTimetable();
    await test.open.runTimetable();
    const settled = (round: CachedRound) => test.app.contests.byRound(round.roundId)?.round ?? round;
    expect(settled(second)).toMatchObject({ settled: true, finalized: false });

    const by = { ...organizer, accountId: null, organizationId: '', grants: [], id: '', provedAtMs: 0 };
    const asked = { hash: '', pendingId: null, credential: null };
    const place = { origin: '', rpId: '', from: '' };
    expect(await finalizeResult(test.app, by, { contest, round: settled(second) }, asked, place)).toEqual({
      ok: false,
      refusal: { code: 'earlier_round_first', round: { vi: 'Tuần 1', en: 'Week 1' } },
    });
    // The first round had not been finalized when the second was settled: its prize counts all the same.
    const won = async (roundId: string) =>
      (await readWinningRows(test.db, roundId, 1)).map((row) => [row.contestant_id, row.prize, row.amount_vnd]);
    expect(await won(first.roundId)).toEqual([[best, '0', 5]]);
    expect(await won(second.roundId)).toEqual([[next, '0', 5]]);
    for (const { roundId } of [first, second]) {
      expect(await publishRound(test.app, organizer, roundId)).toMatchObject({ refusal: { code: 'not_finalized' } });
      await finalizeRound(test, roundId);
      expect(await publishRound(test.app, organizer, roundId)).toMatchObject({ ok: true });
    }
  });

  it('[M15a] whichever round is to be settled and published first, the same people win', async () => {
    const won = async (clicked: 'in order' | 'later first') => {
      const rules = testRules((each) => {
        each.file.caps = [{ over: ['prizes'], per: 'contest', max: 1 }];
        each.week.publish = { kind: 'by-hand' };
        each.prizes.prizes = [{ label: label('giải Nhất'), count: 1, value: { kind: 'money', amount: 5 } }];
      });
      const { contest } = await makeContest(test.app, rules);
      const two = contest.rounds.slice(0, 2);
      const people: string[] = [];
      for (const right of [15, 14, 13]) {
        const who = await insertContestant(test.db, contest, { unitCode: null });
        for (const round of two) await insertSubmission(test.db, round, who, { right, elapsedMs: 10_000 });
        people.push(who);
      }
      test.clock.advance(Math.max(...two.map(({ closesAtMs }) => closesAtMs)) + 60_000 - test.clock.nowMs());
      const order = clicked === 'in order' ? two : two.toReversed();
      for (let tries = 0; tries < 2; tries++) {
        for (const { roundId } of order) {
          const { contest: now, round } = test.app.contests.byRound(roundId)!;
          await settleRound(test.app, now, round);
        }
      }
      for (const { roundId } of order) await finalizeRound(test, roundId);
      for (const { roundId } of order) await must(publishRound(test.app, organizer, roundId));
      const places = await Promise.all(two.map(({ roundId }) => readWinningRows(test.db, roundId, 1)));
      for (const { roundId } of two) expect(test.app.contests.byRound(roundId)?.round.published).toBe(true);
      return places.map((rows) => rows.map(({ contestant_id, prize }) => [people.indexOf(contestant_id), prize]));
    };
    expect(await won('later first')).toEqual(await won('in order'));
    expect(await won('later first')).toEqual([[[0, '0']], [[1, '0']]]);
  });

  it('[W10] a large round is judged in a thread of its own, with the same places', async () => {
    const { contest, round } = await makeFiguresContest(test.app, testRules());
    await fillFiguresLedger(test.db, contest, { seed: 'aside', persons: 60 });
    const nowMs = test.clock.nowMs();
    const here = await computeStandings(test.db, contest, round, { nowMs });
    expect(here.computed[0]?.rows.length).toBeGreaterThan(20);
    const aside = await computeStandings(test.db, contest, round, {
      nowMs,
      judge: (order, pages) => judgeBeyond(10, order, pages),
    });
    expect(aside).toEqual(here);
  });
});
