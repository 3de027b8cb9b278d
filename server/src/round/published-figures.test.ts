import type { FiguresReport } from '@hoithi/shared/contract/figures';
import type { PublicResults } from '@hoithi/shared/contract/results';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillFiguresLedger, makeFiguresContest } from '../../test/figures-ledger.ts';
import { finalizeRound } from '../../test/finalize-round.ts';
import { openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { upsertUnits } from '../contest/contests-sql.ts';
import { saveHeadcounts } from '../contest/headcounts-sql.ts';
import { publishRound } from './publish-round.ts';
import { reportFigures } from './report-figures.ts';
import { readPublication, readRows } from './standings-sql.ts';

describe('the figures of a published round', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  const by = { actor: 'organizer:test', organizationId: null, contestIds: null };
  async function report(roundId: string): Promise<FiguresReport> {
    const made = await reportFigures(test.app, by, roundId, { lang: 'vi', lowest: 3, reason: null }, 'json');
    if (!made.ok) throw new Error(made.refusal.code);
    return made.value;
  }
  /** A contest where an entry without a prediction does not count, its first round settled. */
  async function settled(seed: string) {
    const rules = testRules((each) => {
      each.week.attempts.limits = [{ max: 9, per: 'round' }];
      each.week.publish = { kind: 'by-hand' };
      each.prediction.missing = 'void';
    });
    const { contest, round } = await makeFiguresContest(test.app, rules);
    await fillFiguresLedger(test.db, contest, { seed, persons: 60, settled: true });
    test.clock.advance(Math.max(0, (contest.rounds[1]?.opensAtMs ?? 0) + 60_000 - test.clock.nowMs()));
    await test.open.runTimetable();
    const version = test.app.contests.byRound(round.roundId)?.round.standingVersion ?? 0;
    const rows = await readRows(test.db, round.roundId, { version, list_no: 1 }, 0, 1_000);
    return { contest, round, ranked: rows.length };
  }
  const publish = async (roundId: string): Promise<PublicResults> => {
    await finalizeRound(test, roundId);
    expect(await publishRound(test.app, by, roundId)).toMatchObject({ ok: true });
    const document = await readPublication(test.db, roundId);
    if (!document) throw new Error('nothing was published');
    return document;
  };

  it('[C21] [C13] [P3] report and published document say the same, also where a missing prediction voids the entry', async () => {
    const { round, ranked } = await settled('voids');
    const before = await report(round.roundId);
    expect(before.quality.persons).toBe(ranked);
    expect(before.quality.withoutCounted).toBeGreaterThan(0);
    const document = await publish(round.roundId);
    const after = await report(round.roundId);
    for (const reported of [before, after]) {
      expect(document.counts).toEqual(reported.counts);
      expect(document.bands.map(({ id, persons }) => [id, persons])).toEqual(
        reported.quality.bands.map(({ id, part }) => [id, part.numerator]),
      );
      expect(document.meanPoints).toBe(reported.quality.mean.points / reported.quality.mean.persons);
      expect(document.winners).toEqual(reported.winners);
      const figuresOf = ({ code, persons, citizens, attempts, headcount, rank }: PublicResults['units'][number]) =>
        [code, persons, citizens, attempts, headcount, rank] as const;
      expect(document.units.map(figuresOf)).toEqual(
        [...reported.units, ...reported.unratedUnits].map((unit) => figuresOf({ ...unit, rate: null })),
      );
    }
    expect(after.status).toBe('published');
    expect(document.units.map(({ code }) => code)).not.toContain('A6'); // ended before the round
  });

  it('[C20] [C21] [C5] a renewed headcount, a later unit and a change of unit change nothing of a round before', async () => {
    const { contest, round } = await settled('later');
    const [, second] = contest.rounds;
    if (!second) throw new Error('no second round');
    const before = await report(round.roundId);
    const load = async (headcount: number, headcountDate: string) => {
      const unit = test.app.contests.byId(contest.contestId)?.units.unitOf('A1');
      if (!unit) throw new Error('no unit');
      const changed = [{ ...unit, headcount, headcountDate }];
      await saveHeadcounts(test.db, contest.contestId, changed, test.clock.nowMs());
      await upsertUnits(test.db, contest.contestId, changed);
      await test.app.contests.load(contest.contestId);
    };
    const changeUnits = async () =>
      test.db.query(
        `insert into unit_memberships select id, $2, 'T1' from contestants where contest_id = $1 on conflict do nothing`,
        [contest.contestId, test.clock.nowMs()],
      );
    const figures = ({ computedAtMs: _at, ...rest }: FiguresReport) => rest;

    // Dated after the round: it changes the rounds after it alone, published or not.
    const later = new Date(round.closesAtMs + 86_400_000).toISOString().slice(0, 10);
    await load(140, later);
    await changeUnits();
    const own = contest.rounds.map(({ roundId }) => roundId);
    expect(figures(await report(round.roundId))).toEqual(figures(before));
    const ofSecond = (await report(own[1] ?? '')).units.find(({ code }) => code === 'A1');
    expect(ofSecond).toMatchObject({ headcount: 140, headcountDate: later });

    // Of an earlier day: it is the round's own until it is published, and nothing after.
    await load(35, '2026-02-02');
    const corrected = await report(round.roundId);
    expect(corrected.units.find(({ code }) => code === 'A1')).toMatchObject({ headcount: 35 });
    await publish(round.roundId);
    await load(36, '2026-02-03');
    const published = await report(round.roundId);
    expect(figures(published)).toEqual({
      ...figures(corrected),
      status: 'published',
      round: { ...corrected.round, phase: 'published' },
    });
    expect(published.winners).toEqual(before.winners);
  });
});
