import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterSubmission } from '../../test/enter-submission.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { enrolPerson } from '../../test/scripted-contestant.ts';
import { dropPrediction } from '../../test/test-rules.ts';
import { insertMembership } from '../people/people-sql.ts';
import { readLeaderView } from './read-leader-view.ts';
import { readUnitQuality } from './unit-figures-sql.ts';

describe("how well a unit's people answered", () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  it('[U13] [C4] counted scores alone, each for the unit at the close; a leader sees them once there is a standing', async () => {
    const { contest, round } = await makeContest(
      test.app,
      testRules((rules) => {
        rules.publication.ownScore = 'after-close';
        dropPrediction(rules);
        rules.persons.by.keys.push({ metric: 'submittedAt', order: 'least' });
      }),
    );
    const people = [];
    for (let i = 0; i < 6; i++) people.push(await enrolPerson(test, contest));
    for (const [i, { contestantId }] of people.entries())
      await enterSubmission(test, round, contestantId, i === 0 ? {} : { right_count: 9, points: 90 });
    const moved = people[5]?.contestantId ?? '';
    await insertMembership(test.db, moved, test.clock.nowMs() + 1_000, '42.A.01');
    await enterSubmission(test, round, people[1]?.contestantId ?? '', {
      ordinal: 2,
      right_count: 15,
      points: 150,
      practice: true,
    });

    test.clock.advance(round.closesAtMs - test.clock.nowMs());
    const unitNow = () => {
      const cached = test.app.contests.byId(contest.contestId);
      return cached ? readLeaderView(test.app, cached, '436') : null;
    };
    expect((await unitNow())?.quality).toEqual({ kind: 'later', until: 'close' });
    test.clock.advance(60_000);
    await test.open.runTimetable();
    expect((await unitNow())?.quality).toEqual({
      kind: 'shown',
      persons: 5,
      meanPoints: (150 + 4 * 90) / 5,
      pointsMax: 150,
      allCorrectPersons: 1,
    });
    const rows = await readUnitQuality(test.db, round.roundId, 1, round.closesAtMs);
    expect(rows.sort((a, b) => b.persons - a.persons)).toEqual([
      { unit_code: '18070', persons: 5, points: 510, all_correct: 1 },
      { unit_code: '42.A.01', persons: 1, points: 90, all_correct: 0 },
    ]);
  });
});
