import type { FiguresReport, Percent } from '@hoithi/shared/contract/figures';
import { audiences } from '@hoithi/shared/contract/rules';
import { percentOf } from '@hoithi/shared/rules/percent';
import { wordsOfAudience } from '@hoithi/shared/rules/printed-rules/value-words';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillFiguresLedger, makeFiguresContest } from '../../test/figures-ledger.ts';
import { openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { type Counted, recountFigures } from '../../test/recount-figures.ts';
import type { TestParts } from '../../test/test-rules.ts';
import type { Database } from '../platform/db/database.ts';
import { computeStandings } from './compute-standings.ts';
import { readRoundFigures } from './figures-sql.ts';
import { reportFigures, viewFigures } from './report-figures.ts';
import { insertStanding } from './standings-sql.ts';

const countedBy = {
  best: [
    { metric: 'points', order: 'most' },
    { metric: 'elapsed', order: 'least' },
    { metric: 'submittedAt', order: 'least' },
  ],
  first: [{ metric: 'submittedAt', order: 'least' }],
  last: [{ metric: 'submittedAt', order: 'most' }],
} satisfies Record<Counted, TestParts['week']['counted']['by']>;
const rulesOf = (counted: Counted, completeOnly: boolean) =>
  testRules((rules) => {
    rules.week.attempts.limits = [{ max: 9, per: 'round' }];
    rules.week.counted = { by: countedBy[counted], completeOnly };
    const audience = rules.file.fields.find((field) => field.kind === 'choice');
    if (audience?.kind === 'choice') audience.choices = audiences.map((id) => ({ id, label: wordsOfAudience[id] }));
  });
const everyPercent = (value: unknown): Percent[] =>
  typeof value !== 'object' || value === null
    ? []
    : 'hundredths' in value && 'numerator' in value
      ? [value as Percent]
      : Object.values(value).flatMap(everyPercent);

describe('the figures of a round', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  async function report(roundId: string, lowest = 10): Promise<FiguresReport> {
    const by = { actor: 'organizer:test', organizationId: null, contestIds: null };
    const made = await reportFigures(test.app, by, roundId, { lang: 'vi', lowest, reason: null }, 'json');
    if (!made.ok) throw new Error(made.refusal.code);
    return made.value;
  }
  async function filled(seed: string, counted: Counted, completeOnly: boolean, demo = false) {
    const rules = rulesOf(counted, completeOnly);
    const { contest } = await makeFiguresContest(test.app, rules, demo);
    await fillFiguresLedger(test.db, contest, { seed, persons: 60 });
    const recount = await recountFigures(test.db, contest, { counted, completeOnly });
    test.clock.advance(Math.max(0, (contest.rounds[1]?.opensAtMs ?? 0) + 60_000 - test.clock.nowMs()));
    return { contest, recount };
  }

  it.each([
    ['seed 1', 'best', false, false],
    ['seed 2', 'first', true, false],
    ['seed 3', 'last', true, false],
    ['seed 4', 'best', true, true],
  ] as const)(
    '[C10] [C13] [C16] %s: counts, bands and mean are those of raw rows (%s attempt counts)',
    async (seed, counted, completeOnly, demo) => {
      const { contest, recount } = await filled(seed, counted, completeOnly, demo);
      for (const { ordinal, roundId } of contest.rounds) {
        const reported = await report(roundId);
        const own = recount.describeRound(ordinal);
        const sum = contest.rounds
          .slice(0, ordinal)
          .reduce((all, each) => all + recount.describeRound(each.ordinal).roundPersons, 0);
        expect(reported.counts).toEqual({
          ...own,
          sumOfRoundPersons: sum,
          contestPersons: recount.contestPersons(ordinal),
        });
        expect(reported.submitted).toEqual(recount.submitted(ordinal));
        expect(reported.openAttempts).toBe(await recount.openAttempts(ordinal));

        const entries = recount.counted(ordinal);
        const share = (right: number, of: number) => (100 * right) / of;
        const band = (from: number, below: number) =>
          entries.filter(({ right, questionCount: of }) => share(right, of) >= from && share(right, of) < below).length;
        const none = entries.filter(({ right }) => right === 0).length;
        expect(reported.quality.bands.map(({ part }) => part.numerator)).toEqual([
          band(100, 101),
          band(75, 100),
          band(25, 75),
          band(0, 25) - none,
          none,
        ]);
        expect(reported.quality.persons).toBe(entries.length);
        expect(reported.quality.withoutCounted).toBe(own.roundPersons - entries.length);
        const points = entries.reduce((all, entry) => all + entry.points, 0);
        expect(reported.quality.mean).toMatchObject({ points, persons: entries.length });
        expect((reported.quality.mean.hundredths ?? 0) / 100).toBeCloseTo(points / entries.length, 2);
      }
    },
  );

  it('[C14] units with those below them, citizens apart, blocks and audiences are those of raw rows', async () => {
    const { contest, recount } = await filled('seed 5', 'best', false);
    const roundId = contest.rounds[0]?.roundId ?? '';
    const reported = await report(roundId);
    const below: Record<string, string[]> = { '436': ['436', '18070', '18071'] };
    const shown = [...reported.units, ...reported.unratedUnits];
    for (const unit of shown) {
      const own = below[unit.code] ?? [unit.code];
      const { persons } = recount.peopleWhere(1, (code, audience) => own.includes(code) && audience !== 'CITIZEN');
      const { persons: citizens } = recount.peopleWhere(
        1,
        (code, audience) => own.includes(code) && audience === 'CITIZEN',
      );
      const { attempts } = recount.peopleWhere(1, (code) => own.includes(code));
      expect(unit, unit.name).toMatchObject({ persons, citizens, attempts });
      expect(unit.over).toBe(unit.headcount !== null && persons > unit.headcount);
    }
    expect(shown.map((unit) => unit.code).sort()).toEqual([
      '18070',
      '18071',
      '436',
      'A1',
      'A2',
      'A3',
      'A4',
      'A5',
      'T1',
    ]);
    expect(reported.unratedUnits.map((unit) => unit.code)).toEqual(['A3']);
    expect(reported.takingPart.all).toMatchObject({ numerator: 8, denominator: 9 });
    expect(reported.takingPart.byLevel.map(({ level, part }) => [level, part.numerator, part.denominator])).toEqual([
      ['AGENCY', 4, 5],
      ['DISTRICT', 1, 1],
      ['COMMUNE', 2, 2],
      ['SCHOOL', 1, 1],
    ]);

    const blockOf: Record<string, string> = {
      A1: 'Khối cơ quan hành chính',
      A2: 'Khối cơ quan hành chính',
      A3: 'Khối Đảng',
      A4: 'Khối Đảng',
    };
    for (const part of reported.blocks) {
      const fits = (code: string) =>
        part.name === 'no-unit'
          ? code === ''
          : part.name === 'no-block'
            ? code !== '' && !blockOf[code]
            : blockOf[code] === part.name.block;
      expect(part).toMatchObject(recount.peopleWhere(1, fits));
    }
    expect(reported.blocks.map((part) => part.name)).toEqual([
      { block: 'Khối cơ quan hành chính' },
      { block: 'Khối Đảng' },
      'no-block',
      'no-unit',
    ]);
    for (const part of reported.audiences) {
      const { persons, attempts } = recount.peopleWhere(1, (_, audience) => (audience ?? 'unstated') === part.name);
      expect(part).toMatchObject({ persons, attempts });
    }
    for (const parts of [reported.blocks, reported.audiences]) {
      expect(parts.reduce((sum, part) => sum + part.persons, 0)).toBe(reported.counts.roundPersons);
      expect(parts.reduce((sum, part) => sum + part.attempts, 0)).toBe(reported.counts.attempts);
    }
  });

  it('[C11] every percentage of a report is that of its own two counts', async () => {
    const { contest } = await filled('seed 6', 'best', false);
    const all = everyPercent(await report(contest.rounds[1]?.roundId ?? ''));
    expect(all.length).toBeGreaterThan(25);
    for (const each of all) expect(each).toEqual(percentOf(each.numerator, each.denominator));
  });

  it('[C15] full units are named also above 100 %; the lowest as many as asked, of those with a headcount', async () => {
    const { contest } = await filled('desk', 'best', false);
    const roundId = contest.rounds[0]?.roundId ?? '';
    const reported = await report(roundId, 3);
    const rate = (unit: FiguresReport['units'][number]) => unit.persons / (unit.headcount ?? Number.NaN);
    const below = reported.units.filter((unit) => rate(unit) < 1);
    expect(reported.full.map((unit) => unit.code)).toEqual(
      reported.units.filter((unit) => rate(unit) >= 1).map((unit) => unit.code),
    );
    expect(reported.full.some((unit) => unit.over && (unit.rate?.hundredths ?? 0) > 10_000)).toBe(true);
    const lowest = reported.lowest?.units ?? [];
    expect(lowest.map(rate)).toEqual(
      below
        .map(rate)
        .sort((a, b) => a - b)
        .slice(0, 3),
    );
    expect(lowest[0]?.code).toBe('A5');
    const alike = (units: typeof below) => units.filter((unit) => rate(unit) === rate(lowest[2] as never)).length;
    expect(reported.lowest?.tied).toBe(alike(below) - alike(lowest));
    expect((await report(roundId, 0)).lowest).toBeNull();
    for (const unit of reported.units) {
      const ahead = reported.units.filter((other) => other.level === unit.level && rate(other) > rate(unit)).length;
      expect(unit.rank).toBe(ahead + 1);
    }
  });

  it('[C17] provisional until settled; winners follow the standing, and it says whether attempts were voided since', async () => {
    const { contest } = await filled('seed 8', 'best', false);
    const round = contest.rounds[0];
    if (!round) throw new Error('no round');
    expect(await report(round.roundId)).toMatchObject({ status: 'provisional', standing: null, winners: null });

    const [first] = (await computeStandings(test.db, contest, round, { nowMs: test.clock.nowMs() })).computed;
    if (!first) throw new Error('no standing');
    const { standing, rows } = first;
    await test.db.transaction((tx) => insertStanding(tx, round.roundId, standing, rows));
    const reported = await report(round.roundId);
    expect(reported).toMatchObject({ status: 'settled', standing: { version: 1, outdated: false }, namesMasked: true });
    expect(reported.counts).toMatchObject({
      attempts: standing.attempts,
      roundPersons: standing.round_persons,
      allCorrectPersons: standing.all_correct_persons,
    });
    expect(reported.quality.persons).toBe(rows.length);
    expect(reported.winners?.length).toBe(rows.filter((row) => row.prize !== null || row.to_decide).length);
    for (const winner of reported.winners ?? []) expect(winner.name).toMatch(/^Nguyễn T\. H\./);

    const voided = rows.at(-1)?.attempt_id;
    await test.db.query(
      `insert into attempt_voids select $1, coalesce(max(seq), 0) + 1, true, $2, 'test', 'thử'
      from attempt_voids where attempt_id = $1`,
      [voided, test.clock.nowMs() + 1],
    );
    const after = await report(round.roundId);
    expect(after.standing?.outdated).toBe(true);
    expect(after.counts.attempts).toBe(reported.counts.attempts - 1);
    expect(after.submitted.voided).toBe(reported.submitted.voided + 1);
  });

  it('[C10] a change against the round before, and none for the first', async () => {
    const { contest, recount } = await filled('seed 9', 'best', false);
    const [first, second] = contest.rounds;
    expect((await report(first?.roundId ?? '')).change).toBeNull();
    const [before, now] = [recount.describeRound(1), recount.describeRound(2)];
    const { change } = await report(second?.roundId ?? '');
    expect(change?.attempts).toEqual({
      now: now.attempts,
      before: before.attempts,
      percent: percentOf(now.attempts - before.attempts, before.attempts),
    });
    expect(change?.allCorrectPersons).toMatchObject({ now: now.allCorrectPersons, before: before.allCorrectPersons });
  });

  it('[C10] what is committed while a report is being read is in none of its figures', async () => {
    const { contest } = await filled('seed 10', 'best', false);
    const [round] = contest.rounds;
    if (!round) throw new Error('no round');
    const before = await report(round.roundId);
    let meanwhile = 0;
    const voidEverything = () =>
      test.db.query(
        `insert into attempt_voids select attempt_id, 100 + $2, true, 0, 'test', 'thử' from submissions where round_id = $1`,
        [round.roundId, meanwhile++],
      );
    const db: Database = {
      ...test.db,
      transaction: (work) =>
        test.db.transaction((tx) =>
          work({
            ...tx,
            query: async (sql, params) => {
              const rows = await tx.query(sql, params);
              if (typeof sql === 'string' && sql.includes('counted_submissions')) await voidEverything();
              return rows as never;
            },
          }),
        ),
    };
    const of = {
      contestId: contest.contestId,
      round,
      before: null,
      settings: contest.settings(1, round.ordinal).round,
      citizensApart: true,
      standingVersion: null,
      sealed: null,
    };
    const figures = await readRoundFigures(db, of, () => 0);
    expect(meanwhile).toBeGreaterThan(3);
    const read = viewFigures({ contest, round, figures });
    for (const key of ['counts', 'blocks', 'audiences', 'quality', 'units', 'submitted'] as const)
      expect(read[key]).toEqual(before[key]);
    expect((await report(round.roundId)).counts.attempts).toBe(0);
  });
});
