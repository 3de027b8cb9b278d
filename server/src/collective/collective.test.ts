import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CollectiveDesk, JudgedAward, PublicCollective } from '@hoithi/shared/contract/collective-standing';
import { exampleStored } from '@hoithi/shared/rulebook/upgrade/test-stored';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { must } from '../../test/scripted-contestant.ts';
import { insertContestant, insertSubmission } from '../../test/scripted-ledger.ts';
import { metricsOf, setRounds, type TestParts } from '../../test/test-rules.ts';
import type { CachedContest } from '../contest/contests.ts';
import { appendUnitMerge } from '../contest/unit-merges-sql.ts';
import { readJudgedAward } from './collective-standings-sql.ts';
import { decideTie } from './decide-tie.ts';
import { loadUnitGroups } from './load-unit-groups.ts';
import { publishCollective, restoreCollectiveFile } from './publish-collective.ts';
import { readCollective } from './read-collective.ts';
import { storeCollective } from './store-collective.ts';

const organizer = { actor: 'organizer:test', organizationId: null, contestIds: null };
const day = 86_400_000;

describe('collective prizes', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  const readDesk = async (contest: CachedContest): Promise<CollectiveDesk> =>
    must(readCollective(test.app, organizer, contest.contestId));
  const placesOf = (judged: JudgedAward | null | undefined) => judged?.groups.flatMap(({ places }) => places) ?? [];

  /** Two weeks from now on, so that the test's clock may pass through them. */
  async function makeRounds(change: (rules: TestParts) => void): Promise<CachedContest> {
    const from = test.clock.nowMs();
    const weeks = [0, 1].map((week) => [from + week * 7 * day - 60_000, from + week * 7 * day + 6 * day] as const);
    const rules = testRules((made) => {
      setRounds(made.week, weeks);
      made.units.who.where = { kind: 'everybody' };
      made.units.formula.filter.minRate = null;
      made.units.formula.comparison = { method: 'plain' };
      change(made);
    });
    return (await makeContest(test.app, rules)).contest;
  }
  async function settleNext(): Promise<void> {
    test.clock.advance(7 * day + 10_000);
    await test.open.runTimetable();
  }

  /**
   * Commune 18070 (20 people, in district 436): three people, one of them in both weeks. Agency 42.A.01 (20 people): two
   * people. Another of the commune went to the agency without sitting again. Beside them a citizen of the commune,
   * somebody simulated and a practice attempt.
   */
  async function fill(contest: CachedContest): Promise<void> {
    const [first, second] = contest.rounds;
    if (!first || !second) throw new Error('two rounds');
    const add = (person: Parameters<typeof insertContestant>[2]) => insertContestant(test.db, contest, person);
    const sit = (round: typeof first, who: string, right: number, elapsedMs: number, ordinal = 1) =>
      insertSubmission(test.db, round, who, { right, elapsedMs, ordinal });
    const ofCommune = [
      await add({ unitCode: '18070' }),
      await add({ unitCode: '18070' }),
      await add({ unitCode: '18070' }),
    ];
    const ofAgency = [await add({ unitCode: '42.A.01' }), await add({ unitCode: '42.A.01' })];
    const moved = await add({
      unitCode: '18070',
      moves: [
        { unitCode: '42.A.01', sinceMs: second.opensAtMs + day },
        { unitCode: '18070', sinceMs: second.closesAtMs + 1_000 }, // back again, too late to count
      ],
    });
    const citizen = await add({ unitCode: '18070', audience: 'CITIZEN' });
    const simulated = await add({ unitCode: '42.A.01', simulated: true });
    await sit(first, ofCommune[0]!, 15, 30_000);
    await sit(first, ofCommune[1]!, 12, 40_000);
    await sit(first, ofAgency[0]!, 14, 50_000);
    await sit(first, moved, 13, 60_000);
    await sit(first, citizen, 9, 70_000);
    await sit(first, simulated, 15, 1_000);
    await sit(second, ofCommune[0]!, 10, 30_000);
    await sit(second, ofCommune[2]!, 11, 30_000);
    await sit(second, ofAgency[0]!, 15, 20_000);
    await sit(second, ofAgency[0]!, 6, 20_000, 2);
    await sit(second, ofAgency[1]!, 12, 90_000);
    await insertSubmission(test.db, second, ofAgency[1]!, { right: 15, elapsedMs: 1, ordinal: 9, practice: true });
  }

  it('[G4] [M13] people, rounds, attempts, scores, winners and prizes of each unit and those below it', async () => {
    const contest = await makeRounds((rules) => {
      rules.week.attempts.limits = [{ max: 5, per: 'round' }];
      rules.units.formula.metrics = metricsOf(
        ['persons', 'attempts', 'personsRate', 'meanScore', 'allCorrectRate', 'winners', 'prizePoints'],
        0.1,
      );
      rules.units.formula.grouping = 'level';
    });
    await fill(contest);
    await settleNext();
    await settleNext();
    const desk = await readDesk(contest);
    expect(desk.awards[0]).toMatchObject({
      provisional: false,
      basis: [{ standingVersion: 1 }, { standingVersion: 1 }],
    });
    const terms = Object.fromEntries(
      placesOf(desk.awards[0]?.now).map(({ code, terms: own }) => [
        code,
        Object.fromEntries(own.map(({ metric, numerator, denominator }) => [metric, [numerator, denominator]])),
      ]),
    );
    // Prizes 10, 8, 8, 6, 6 go to 15, 14, 13, 12 and 9 right in week 1; 10, 8, 8, 6 to 15, 12, 11 and 10 in week 2.
    expect(terms).toEqual({
      '18070': {
        persons: [5, null], // three, who moved without sitting again, and a citizen
        attempts: [6, null],
        personsRate: [4, 20], // the citizen is counted and not rated
        meanScore: [700, 900],
        allCorrectRate: [1, 6],
        winners: [5, null],
        prizePoints: [10 + 6 + 6 + 8 + (8 + 6), null],
      },
      '42.A.01': {
        persons: [2, null],
        attempts: [4, null],
        personsRate: [2, 20],
        meanScore: [410, 450],
        allCorrectRate: [1, 3],
        winners: [2, null],
        prizePoints: [8 + 10 + 8, null],
      },
    });
    expect(desk.awards[0]?.now?.leftOut).toEqual([
      { code: '436', name: 'Thành phố Hà Tĩnh', level: 'DISTRICT', reason: { why: 'no-headcount' } },
    ]);
  });

  it('[G4] the mean of the rounds’ rates runs over the rounds, and a merged unit is the one it went into', async () => {
    const contest = await makeRounds((rules) => {
      rules.units.formula.ratesOver = 'mean-of-rounds';
      rules.units.formula.metrics = metricsOf(['personsRate']);
      rules.units.who.where = { kind: 'unit', levels: ['AGENCY'] };
    });
    await fill(contest);
    await test.db.transaction((tx) =>
      appendUnitMerge(tx, {
        contest_id: contest.contestId,
        seq: 1,
        code: '18070',
        into_code: '42.A.01',
        at_ms: 1,
        actor: 'test',
        reason: 'cùng một đơn vị',
      }),
    );
    await test.app.contests.load(contest.contestId);
    const [place] = placesOf((await readDesk(contest)).awards[0]?.now);
    expect(place?.terms[0]).toMatchObject({ numerator: 8, denominator: 40, meanOfRounds: 2, value: 20 });
  });

  it('[G8] [G9] before its rounds are settled an award is provisional and not saved; saved, it equals what is computed again', async () => {
    const contest = await makeRounds(() => undefined);
    await fill(contest);
    expect((await readDesk(contest)).awards[0]).toMatchObject({ provisional: true, standings: [] });
    expect(await storeCollective(test.app, organizer, contest.contestId, 0)).toMatchObject({
      refusal: { code: 'round_phase', phase: 'open' },
    });
    await settleNext();
    expect(await storeCollective(test.app, organizer, contest.contestId, 0)).toMatchObject({ ok: false });
    await settleNext();
    const both = await Promise.all([
      storeCollective(test.app, organizer, contest.contestId, 0),
      storeCollective(test.app, organizer, contest.contestId, 0),
    ]);
    expect(both.map((stored) => stored.ok && stored.value.version).toSorted()).toEqual([1, 2]);
    const { now, standings } = (await readDesk(contest)).awards[0]!;
    expect(standings.map(({ version }) => version)).toEqual([2, 1]);
    expect(placesOf(now).length).toBeGreaterThan(1);
    expect(await readJudgedAward(test.db, contest.contestId, 1)).toEqual(now);
    expect(await readJudgedAward(test.db, contest.contestId, 2)).toEqual(now);
    const [entry] = await readActs(test.db, contest.contestId, 1);
    expect(entry).toMatchObject({ act: 'collective:store', object: 'standing 2', actor: 'organizer:test' });
    const tables = [
      'collective_standings',
      'collective_rows',
      'collective_publications',
      'collective_decisions',
      'unit_group_counts',
    ];
    for (const table of tables) await expect(test.db.query(`delete from ${table}`)).rejects.toThrow(/append-only/);
  });

  it('[G10] the newest standing of an award is published once, with its arithmetic, as a static file', async () => {
    const contest = await makeRounds(() => undefined);
    await fill(contest);
    await settleNext();
    await settleNext();
    for (let times = 0; times < 2; times++) await must(storeCollective(test.app, organizer, contest.contestId, 0));
    const publish = (version: number) => publishCollective(test.app, organizer, contest.contestId, version);
    expect(await publish(9)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await publish(1)).toMatchObject({ refusal: { code: 'nothing_to_do' } }); // not the newest
    expect(await must(publish(2))).toEqual({ resultsPath: `/c/${contest.slug}/ket-qua/tap-the` });
    expect(await publish(2)).toMatchObject({ refusal: { code: 'nothing_to_do' } });
    const page = await (await fetch(`${test.url}/api/contests/${contest.slug}`)).json();
    expect(page).toMatchObject({ value: { collectivePath: `/c/${contest.slug}/ket-qua/tap-the` } });

    const file = join(test.app.publishedDir, contest.slug, 'collective.json');
    const document = JSON.parse(await readFile(file, 'utf8')) as PublicCollective;
    const { now, standings } = (await readDesk(contest)).awards[0]!;
    expect(document).toMatchObject({ schema: 2, contest: { slug: contest.slug, demo: false } });
    expect(document.awards).toHaveLength(1);
    expect(document.awards[0]).toMatchObject({ standingVersion: 2, rulesVersion: 1, judged: now });
    expect(standings.map(({ publishedAtMs }) => publishedAtMs !== null)).toEqual([true, false]);
    const response = await fetch(`${test.url}/api/results/${contest.slug}/collective.json`);
    expect(await response.json()).toEqual(document);
    expect(JSON.stringify(document)).not.toContain('Nguyễn Văn Thử');

    await must(storeCollective(test.app, organizer, contest.contestId, 0));
    await must(publish(3)); // a correction is a new standing, published in its place
    await restoreCollectiveFile(test.app, contest);
    expect(
      (JSON.parse(await readFile(file, 'utf8')) as PublicCollective).awards.map((each) => each.standingVersion),
    ).toEqual([3]);
  });

  it('[G3] a table of groups is shown, then saved; the newest row of a unit and group counts', async () => {
    const contest = await makeRounds((rules) => {
      rules.units.formula.filter.mandatory = [{ name: 'Lãnh đạo', atLeast: { unit: 'share', share: 0.5 } }];
      rules.units.who.where = { kind: 'unit', levels: ['AGENCY', 'COMMUNE'] };
    });
    await fill(contest);
    const load = (done: number, write: boolean) =>
      must(
        loadUnitGroups(
          test.app,
          organizer,
          contest.contestId,
          Buffer.from(
            `Mã đơn vị;Nhóm;Đã dự thi;Tổng số;Ngày;Nguồn\n42.A.01;lãnh đạo;${done};4;15/03/2026;BC 12\nX;lãnh đạo;1;1;15/03/2026;BC 12\n`,
          ),
          write,
        ),
      );
    const reasons = async () =>
      Object.fromEntries(
        (await readDesk(contest)).awards[0]?.now?.leftOut.map(({ code, reason }) => [code, reason]) ?? [],
      );
    expect(await load(1, false)).toMatchObject({ rowCount: 1, problemCount: 1, written: false });
    expect(await reasons()).toEqual({
      '18070': { why: 'group-unknown', group: 'Lãnh đạo' },
      '42.A.01': { why: 'group-unknown', group: 'Lãnh đạo' },
    });
    expect(await load(1, true)).toMatchObject({ written: true });
    expect(await reasons()).toMatchObject({ '42.A.01': { why: 'group-incomplete', done: 1, total: 4, needed: 2 } });
    test.clock.advance(1);
    await load(2, true);
    expect(Object.keys(await reasons())).toEqual(['18070']);
    expect((await readDesk(contest)).groups).toEqual([{ name: 'Lãnh đạo', units: 1, newestDate: '2026-03-15' }]);
    expect((await readActs(test.db, contest.contestId, 1))[0]).toMatchObject({ act: 'collective:groups' });
  });

  it('[G2] [R1] a contest stored with prizes by level opens, and its prizes are the committee’s to judge', async () => {
    const contest = await makeRounds(() => undefined);
    const prizes = [{ unitLevel: 'DISTRICT', rank: 'FIRST', count: 1, amountVnd: 8_000_000 }];
    const stored = { ...exampleStored(), prizes: { round: [], collective: prizes } };
    await test.db.query(
      `insert into rules_versions (contest_id, version, rules, made_at_ms, actor) values ($1, 2, $2::jsonb, 1, 'test')`,
      [contest.contestId, JSON.stringify(stored)],
    );
    expect((await test.app.contests.load(contest.contestId))?.rulesVersion).toBe(2);
    expect((await readDesk(contest)).awards).toMatchObject([
      { award: { label: { vi: 'Giải tập thể cấp huyện' }, decimals: null }, now: { groups: [] } },
    ]);
  });

  it('[G2] [M11] an award of the committee has the order that it names with its reason, and its prizes', async () => {
    const contest = await makeRounds((rules) => {
      const standing = rules.file.standings.find(({ id }) => id === 'units');
      if (standing) standing.by = { kind: 'committee' };
    });
    await settleNext();
    await settleNext();
    const store = () => storeCollective(test.app, organizer, contest.contestId, 0);
    const decide = (units: string[]) =>
      decideTie(test.app, organizer, contest.contestId, 0, { units, reason: 'Biên bản số 7' });
    const { now, candidates } = (await readDesk(contest)).awards[0]!;
    expect([now.groups, candidates.map(({ code }) => code).includes('18070')]).toEqual([[], true]);
    expect(await store()).toMatchObject({ refusal: { code: 'nothing_to_do' } });
    expect(await decide(['42.A.01', 'không-có'])).toMatchObject({ refusal: { code: 'unit_unknown' } });
    await must(decide(['42.A.01', '18070']));
    const { version } = await must(store());
    const places = placesOf(await readJudgedAward(test.db, contest.contestId, version));
    expect(
      places.map(({ code, rank, total, prize, decided }) => [code, rank, total, prize?.place, decided?.reason]),
    ).toEqual([
      ['42.A.01', 1, null, 0, 'Biên bản số 7'],
      ['18070', 2, null, 1, 'Biên bản số 7'],
    ]);
  });
});
