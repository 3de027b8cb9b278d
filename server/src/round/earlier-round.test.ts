import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillFiguresLedger, makeFiguresContest } from '../../test/figures-ledger.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { insertContestant, insertSubmission } from '../../test/scripted-ledger.ts';
import { computeStandings } from './compute-standings.ts';
import { judgeBeyond } from './judge-aside.ts';
import { publishRound } from './publish-round.ts';
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
      each.caps.perPersonMax = 1;
      each.rounds = each.rounds.map((round) => ({ ...round, publishAt: null }));
      each.prizes.round = [{ rank: 'FIRST', count: 1, amountVnd: 5 }];
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
    expect(test.app.contests.byRound(second.roundId)?.round).toMatchObject({ settled: true, finalized: false });

    expect(await publishRound(test.app, organizer, second.roundId)).toEqual({
      ok: false,
      refusal: { code: 'earlier_round_first', round: { vi: 'Tuần 1', en: 'Week 1' } },
    });
    // The first round had not been finalized when the second was settled: its prize counts all the same.
    const won = async (roundId: string) =>
      (await readWinningRows(test.db, roundId, 1)).map((row) => [row.contestant_id, row.prize, row.amount_vnd]);
    expect(await won(first.roundId)).toEqual([[best, '0', 5]]);
    expect(await won(second.roundId)).toEqual([[next, '0', 5]]);
    expect(await publishRound(test.app, organizer, first.roundId)).toMatchObject({ ok: true });
    expect(await publishRound(test.app, organizer, second.roundId)).toMatchObject({ ok: true });
  });

  it('[W10] a large round is judged in a thread of its own, with the same places', async () => {
    const { contest, round } = await makeFiguresContest(test.app, testRules());
    await fillFiguresLedger(test.db, contest, { seed: 'aside', persons: 60 });
    const nowMs = test.clock.nowMs();
    const here = await computeStandings(test.db, contest, round, { nowMs });
    expect(here[0]?.rows.length).toBeGreaterThan(20);
    const aside = await computeStandings(test.db, contest, round, {
      nowMs,
      judge: (order, pages) => judgeBeyond(10, order, pages),
    });
    expect(aside).toEqual(here);
  });
});
