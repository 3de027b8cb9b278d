import type { PublicDraw } from '@hoithi/shared/contract/draws';
import type { DecisionWanted, PlacesPage, ResultDesk } from '@hoithi/shared/contract/result-desk';
import { commitToValue } from '@hoithi/shared/rules/lots';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCorrupted } from '../../test/corrupt-ledger.ts';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, roundClosesAtMs, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { enrolPerson, must, type ScriptedContestant, sit } from '../../test/scripted-contestant.ts';
import { type Browser, openBrowser } from '../../test/scripted-staff.ts';
import { dropPrediction, setRounds } from '../../test/test-rules.ts';
import { verifyWithin } from '../archive/verify.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { verifierScorer } from './second-scorer.ts';

const reason = 'Biên bản họp số 3 của Ban Giám khảo';

describe('draws', () => {
  let test: TestApp;
  let contest: CachedContest;
  let round: CachedRound;
  let people: ScriptedContestant[];
  let one: Browser;
  let other: Browser;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  /** Four people; three of them are equal, and there are two second prizes. */
  async function settle() {
    test.clock.advance(Math.max(0, roundClosesAtMs - 3_600_000 * 48 - test.clock.nowMs()));
    const rules = testRules((each) => {
      each.time.lagCredit.quotaMs = 0;
      dropPrediction(each);
      each.prizes.prizes.splice(2);
      setRounds(each.week, [[test.clock.nowMs() - 60_000, test.clock.nowMs() + 7_200_000]]);
    });
    ({ contest, round } = await makeContest(test.app, rules));
    people = [];
    for (const [at, name] of ['An', 'Bình', 'Chi', 'Dung'].entries()) {
      const person = await enrolPerson(test, contest, `Nguyễn Văn ${name}`);
      await sit(test, contest, round, person.cookie, { right: at === 0 ? 15 : 13, paceMs: 2_000 });
      people.push(person);
    }
    test.clock.advance(round.closesAtMs + 60_000 - test.clock.nowMs());
    await test.open.runTimetable();
    round = test.app.contests.byRound(round.roundId)!.round;
    [one, other] = [await signIn('Bà Một'), await signIn('Ông Hai')];
  }
  async function signIn(name: string): Promise<Browser> {
    const { session } = await openAccount(test, [{ role: 'organizer', contestId: null, unitCode: null }], null, name);
    return openBrowser(test, `hoithi_staff=${session.token}`);
  }
  const path = (rest = '') => `/api/organizer/rounds/${round.roundId}${rest}`;
  const desk = () => must(one.get<ResultDesk>(path('/result')));
  const lottery = (inMs = 60_000) => ({
    ...{ kind: 'lottery', company: 'Xổ số kiến thiết Hà Tĩnh', prize: 'Giải đặc biệt' },
    ...{ atMs: test.clock.nowMs() + inMs, digits: 5 },
  });
  const name = (source: object, base = 1, rank: number | null = 2) =>
    one.post<{ drawId: string }>(path('/draws'), { base, list: 1, rank, source, reason });
  const give = (by: Browser, drawId: string, ...values: string[]) =>
    by.post<{ state: string }>(path('/draws/seed'), { drawId, values });
  const decide = (base: number, decision: DecisionWanted) =>
    one.post<{ version: number }>(path('/result/decide'), { base, decision, reason });
  const refused = (why: string, more: object = {}) => ({ ok: false, refusal: { code: 'draw_refused', why, ...more } });
  const leavesOf = async (kind: string) =>
    (
      await test.db.query<{ leaf: string }>(
        'select leaf from log_entries where contest_id = $1 and kind = $2 order by id',
        [contest.contestId, kind],
      )
    ).map(({ leaf }) => JSON.parse(leaf) as Record<string, unknown>);

  it('[F40] [F41] [F42] equals: a lottery named beforehand, typed alike by two people, decides; the verifier agrees', async () => {
    await settle();
    expect(await name(lottery(-1))).toMatchObject(refused('seed-exists'));
    expect(await name(lottery(), 2)).toMatchObject({ ok: false, refusal: { code: 'standing_moved' } });
    expect(await name(lottery(), 1, 1)).toMatchObject({ ok: false, refusal: { code: 'nothing_to_do' } });
    const { drawId } = await must(name(lottery()));
    expect(await name(lottery())).toMatchObject(refused('open'));
    expect(await give(one, drawId, '01234')).toMatchObject(refused('seed-early'));
    test.clock.advance(60_000);
    for (const wrong of [['1234'], ['0123x'], ['01234', '01234']])
      expect(await give(one, drawId, ...wrong)).toMatchObject(refused('seed-form'));
    expect(await must(give(one, drawId, '01243'))).toEqual({ state: 'typed' });
    expect(await must(give(one, drawId, '01234'))).toEqual({ state: 'typed' }); // the same person twice is one person
    expect(await give(other, drawId, '01243')).toMatchObject(refused('seed-differs'));
    expect((await desk()).drawn).toMatchObject([{ state: 'named', seed: null, people: 3, typed: [{ own: true }, {}] }]);
    expect(await decide(1, { kind: 'drawn', drawId })).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    expect(await one.post(path('/draws/call-off'), { drawId, reason })).toMatchObject(refused('seed-known'));
    expect(await must(give(other, drawId, '01234'))).toEqual({ state: 'drawn' });
    expect(await give(one, drawId, '01234')).toMatchObject(refused('over'));
    expect(await name(lottery())).toMatchObject(refused('over')); // nothing is drawn twice
    const [drawn] = (await desk()).drawn;
    expect(drawn).toMatchObject({ state: 'drawn', seed: '01234', decisionNo: null });
    const all = await must(one.get<PublicDraw[]>(`/api/results/${contest.slug}/1/draws`));
    expect(all).toMatchObject([{ drawId, numbers: drawn!.first.map(({ number }) => number) }]);
    expect(JSON.stringify(all)).not.toContain('Nguyễn');
    expect(await must(decide(1, { kind: 'drawn', drawId }))).toEqual({ version: 2 });
    const { places } = await must(one.get<PlacesPage>(path('/result/places?version=2&list=1')));
    expect(places.map((each) => each.name).slice(1)).toEqual(drawn!.first.map((each) => each.name));
    expect(places.map(({ prize }) => prize?.place ?? null)).toEqual([0, 1, 1, null]);
    expect(await decide(2, { kind: 'drawn', drawId })).toMatchObject({ ok: false, refusal: { code: 'nothing_to_do' } });
    const found = test.app.contests.byRound(round.roundId)!;
    expect(await verifierScorer(test.app, found.contest, found.round, 2)).toEqual({ differences: 0 });
    const acts = (await readActs(test.db, contest.contestId, 50)).map(({ act }) => act);
    for (const act of ['draw:named', 'draw:typed', 'draw:refused', 'draw:drawn', 'result:order'])
      expect(acts).toContain(act);
    expect(await leavesOf('seed')).toMatchObject([
      { step: 0, value: null, list: { count: 3, hash: drawn!.listHash }, source: { kind: 'lottery', digits: 5 } },
      { step: 1, value: '01234' },
    ]);
  }, 120_000);

  it('[F40] [F41] committed values are opened together; who falls out later is skipped, and a list that grew is not drawn', async () => {
    await settle();
    const [first, second] = ['mười hai con giáp', 'gió đưa cành trúc'];
    const committed = (...names: string[]) => ({
      kind: 'committed',
      people: names.map((who, at) => ({ name: who, hash: commitToValue(who, [first, second][at]!) })),
    });
    expect(await name(committed('Bà Một', 'bà một'))).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
    const exclude = (at: number) => ({ kind: 'exclude', personId: people[at]!.contestantId }) as const;
    await must(decide(1, exclude(1)));
    round = test.app.contests.byRound(round.roundId)!.round;
    expect(await name(committed('Bà Một', 'Ông Hai'), 2, 2)).toMatchObject({ ok: false }); // two for two prizes: no tie
    await must(decide(2, { kind: 'include', personId: people[1]!.contestantId }));
    await must(decide(3, exclude(0))); // now three are first, for one first prize and two second ones
    const { drawId } = await must(name(committed('Bà Một', 'Ông Hai'), 4, 1));
    expect(await give(one, drawId, first!)).toMatchObject(refused('seed-form'));
    expect(await give(one, drawId, second!, first!)).toMatchObject(refused('seed-wrong', { who: 'Bà Một' }));
    expect((await desk()).drawn[0]).toMatchObject({ listChanged: false, people: 3 });
    expect(await must(give(one, drawId, first!, second!))).toEqual({ state: 'drawn' });
    const [drawn] = (await desk()).drawn;
    await must(decide(4, { kind: 'drawn', drawId }));
    const ids = (
      await test.db.query<{ id: string }>(
        'select contestant_id as id from draw_people where draw_id = $1 and number = $2',
        [drawId, drawn!.numbers[0]],
      )
    )[0]!.id;
    await must(decide(5, { kind: 'exclude', personId: ids }));
    const { places } = await must(one.get<PlacesPage>(path('/result/places?version=6&list=1')));
    expect(places.map((each) => each.name)).toEqual(drawn!.first.slice(1).map((each) => each.name));
    expect(places.map(({ rank }) => rank)).toEqual([1, 2]);
    const found = test.app.contests.byRound(round.roundId)!;
    expect(await verifierScorer(test.app, found.contest, found.round, 6)).toEqual({ differences: 0 });
  }, 120_000);

  it('[F41] a draw whose list has grown is not drawn: it is called off and named anew', async () => {
    await settle();
    await must(decide(1, { kind: 'exclude', personId: people[0]!.contestantId })); // three are first
    const [fourth] = await test.db.query<{ id: string }>(
      `select attempt_id as id from submissions where contestant_id = $1`,
      [people[3]!.contestantId],
    );
    await must(decide(2, { kind: 'void', attemptId: fourth!.id }));
    const { drawId } = await must(name(lottery(), 3, 1));
    await must(decide(3, { kind: 'restore', attemptId: fourth!.id }));
    expect((await desk()).drawn).toMatchObject([{ people: 2, listChanged: true }]);
    test.clock.advance(60_000);
    expect(await give(one, drawId, '01234')).toMatchObject(refused('list-changed'));
    await must(one.post(path('/draws/call-off'), { drawId, reason }));
    expect((await desk()).drawn).toMatchObject([{ state: 'off', reason }]);
    await must(name(lottery(), 4, 1));
    expect((await desk()).drawn.map(({ state, people: count }) => [state, count])).toEqual([
      ['named', 3],
      ['off', 2],
    ]);
  }, 120_000);

  it('[B2c] [F40] [F41] the ledger is compared with the leaves of a draw: another list, source, seed, order, or no leaf', async () => {
    await settle();
    await must(decide(1, { kind: 'exclude', personId: people[0]!.contestantId }));
    const off = await must(name(lottery(), 2, 1));
    await must(one.post(path('/draws/call-off'), { drawId: off.drawId, reason }));
    const { drawId } = await must(name(lottery(), 2, 1));
    test.clock.advance(60_000);
    await must(give(one, drawId, '01234'));
    await must(give(other, drawId, '01234'));
    await must(decide(2, { kind: 'drawn', drawId })); // a step behind them: their leaves are due
    await test.open.runLog();
    const found = (sql: string) =>
      readCorrupted(
        test,
        (tx) => tx.query(sql.replaceAll('$draw', `'${drawId}'::uuid`)),
        async (tx) => (await verifyWithin(tx)).findings.filter(({ check }) => check.startsWith('log.')),
      );
    expect(await found('select 1')).toEqual([]);
    const [named, drawn] = [`seed/${drawId}/0`, `seed/${drawId}/1`];
    const tamperings: [subject: string, sql: string][] = [
      [named, `update draws set list_hash = repeat('0', 64) where id = $draw`],
      [
        named,
        `update draw_people p set contestant_id = o.contestant_id from draw_people o
         where p.draw_id = $draw and o.draw_id = p.draw_id and p.number + o.number = 4`,
      ],
      [named, 'delete from draw_people where draw_id = $draw and number = 3'],
      [named, "update draws set source = jsonb_set(source, '{atMs}', to_jsonb(1)) where id = $draw"],
      [named, 'update draws set base_version = 1 where id = $draw'],
      [named, 'delete from draws where id = $draw'],
      [drawn, `update draw_steps set value = '43210' where draw_id = $draw and kind = 'drawn'`],
      [
        `draw/${drawId}`,
        'update draw_steps set numbers = array[numbers[2], numbers[1], numbers[3]] where draw_id = $draw',
      ],
      [`draw/${drawId}`, `delete from draw_steps where draw_id = $draw and kind = 'drawn'`],
      [`seed/${off.drawId}/1`, `update draw_steps set reason = 'khác' where kind = 'off'`],
    ];
    for (const [subject, sql] of tamperings)
      expect(await found(sql), sql).toContainEqual(
        expect.objectContaining({ check: 'log.rows', samples: expect.arrayContaining([`${contest.slug} ${subject}`]) }),
      );
    const inserted = `insert into draws select gen_random_uuid(), contest_id, round_id, standing_id, rank, base_version, people,
      list_hash, source, reason, actor, account_id, at_ms from draws where id = $draw`;
    expect((await found(inserted)).map(({ check }) => check)).toContain('log.missing');
  }, 120_000);
});
