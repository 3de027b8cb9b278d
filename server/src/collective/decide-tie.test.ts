import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JudgedAward, PublicCollective } from '@hoithi/shared/contract/collective-standing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { must } from '../../test/scripted-contestant.ts';
import { insertContestant, insertSubmission } from '../../test/scripted-ledger.ts';
import { metricsOf, setRounds } from '../../test/test-rules.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readJudgedAward } from './collective-standings-sql.ts';
import { decideTie } from './decide-tie.ts';
import { publishCollective } from './publish-collective.ts';
import { readCollective } from './read-collective.ts';
import { storeCollective } from './store-collective.ts';

const organizer = { actor: 'organizer:test', organizationId: null, contestIds: null };
const day = 86_400_000;
const reason = 'Theo biên bản họp Ban Tổ chức';

describe('ties of collective prizes', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  /** One week; a commune and an agency of 20 people each, of whom two took part: 10 % and 10 %, for one first prize. */
  async function makeTie(settled = true): Promise<CachedContest> {
    const from = test.clock.nowMs();
    const rules = testRules((made) => {
      setRounds(made.week, [[from - 60_000, from + 6 * day]]);
      made.units.who.where = { kind: 'everybody' };
      made.units.prizes.prizes.splice(1);
      made.units.formula.filter.minRate = null;
      made.units.formula.comparison = { method: 'plain' };
      made.units.formula.metrics = metricsOf(['personsRate']);
    });
    const { contest, round } = await makeContest(test.app, rules);
    for (const unitCode of ['18070', '42.A.01', '18070', '42.A.01']) {
      const who = await insertContestant(test.db, contest, { unitCode });
      await insertSubmission(test.db, round, who, { right: 9, elapsedMs: 30_000 });
    }
    if (!settled) return contest;
    test.clock.advance(7 * day);
    await test.open.runTimetable();
    return contest;
  }
  const ranksOf = (judged: JudgedAward | null | undefined) =>
    judged?.groups.flatMap(({ places }) =>
      places.map((place) => [
        place.code,
        place.rank,
        place.prize?.place ?? null,
        place.toDecide,
        place.decided?.reason,
      ]),
    );
  const now = async (contest: CachedContest) =>
    ranksOf((await must(readCollective(test.app, organizer, contest.contestId))).awards[0]?.now);
  const decide = (contest: CachedContest, units: string[], why = reason) =>
    decideTie(test.app, organizer, contest.contestId, 0, { units, reason: why });
  const store = (contest: CachedContest) => must(storeCollective(test.app, organizer, contest.contestId, 0));
  const undecided = [
    ['18070', 1, null, true, undefined],
    ['42.A.01', 1, null, true, undefined],
  ];
  const decided = (first: string, second: string, why = reason) => [
    [first, 1, 0, false, why],
    [second, 2, null, false, why],
  ];

  it('[G13] a decision is saved with its reason and in the audit trail; the next standing and its publication contain it', async () => {
    const contest = await makeTie();
    expect(await now(contest)).toEqual(undecided);
    await store(contest);
    expect(await must(decide(contest, ['42.A.01', '18070']))).toEqual({ units: 2 });
    const [entry] = await readActs(test.db, contest.contestId, 1);
    expect(entry).toMatchObject({
      act: 'collective:decide',
      object: 'award 1',
      actor: 'organizer:test',
      detail: { units: ['42.A.01', '18070'], reason },
    });
    expect(await now(contest)).toEqual(decided('42.A.01', '18070'));

    const { version } = await store(contest);
    expect(ranksOf(await readJudgedAward(test.db, contest.contestId, 1))).toEqual(undecided); // never changes
    expect(ranksOf(await readJudgedAward(test.db, contest.contestId, version))).toEqual(decided('42.A.01', '18070'));
    await must(publishCollective(test.app, organizer, contest.contestId, version));
    const file = join(test.app.publishedDir, contest.slug, 'collective.json');
    const document = JSON.parse(await readFile(file, 'utf8')) as PublicCollective;
    expect(ranksOf(document.awards[0]?.judged)).toEqual(decided('42.A.01', '18070'));
    expect(document.awards[0]?.judged.groups[0]?.places[0]?.decided?.decidedAtMs).toBe(test.clock.nowMs());
  });

  it('[G13] a later decision replaces an earlier one, and both stay in the ledger', async () => {
    const contest = await makeTie();
    await must(decide(contest, ['42.A.01', '18070']));
    await must(decide(contest, ['18070', '42.A.01'], 'Bốc thăm lại'));
    expect(await now(contest)).toEqual(decided('18070', '42.A.01', 'Bốc thăm lại'));
    const rows = await test.db.query('select seq, reason from standing_orders where contest_id = $1 order by seq', [
      contest.contestId,
    ]);
    expect(rows).toEqual([
      { seq: 1, reason },
      { seq: 2, reason: 'Bốc thăm lại' },
    ]);
  });

  it('[G13] decisions at the same moment are numbered one after the other', async () => {
    const contest = await makeTie();
    const both = await Promise.all([decide(contest, ['42.A.01', '18070']), decide(contest, ['18070', '42.A.01'])]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    const rows = await test.db.query<{ seq: number }>('select seq from standing_orders where contest_id = $1', [
      contest.contestId,
    ]);
    expect(rows.map(({ seq }) => seq).toSorted()).toEqual([1, 2]);
  });

  it('[G13] units that are no such tie, the same unit twice, and a round that is open are refused; nothing is saved', async () => {
    const contest = await makeTie();
    for (const units of [
      ['18070', '18070'],
      ['18070', '436'],
      ['18070', '42.A.01', '436'],
    ])
      expect(await decide(contest, units)).toMatchObject({ ok: false, refusal: { code: 'nothing_to_do' } });
    const open = await makeTie(false);
    expect(await decide(open, ['18070', '42.A.01'])).toMatchObject({ refusal: { code: 'round_phase', phase: 'open' } });
    const other = decideTie(test.app, { ...organizer, contestIds: [open.contestId] }, contest.contestId, 0, {
      units: ['18070', '42.A.01'],
      reason,
    });
    expect(await other).toMatchObject({ refusal: { code: 'not_found' } });
    const stored = await test.db.query('select 1 from standing_orders where contest_id = any($1::uuid[])', [
      [contest.contestId, open.contestId],
    ]);
    expect(stored).toEqual([]);
  });
});
