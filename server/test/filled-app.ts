import type { Rules } from '@hoithi/shared/contract/rules';
import { publishCollective } from '../src/collective/publish-collective.ts';
import { storeCollective } from '../src/collective/store-collective.ts';
import type { CachedContest, CachedRound } from '../src/contest/contests.ts';
import { insertStatedFields } from '../src/people/people-sql.ts';
import { closeRound } from '../src/round/change-round.ts';
import { publishRound } from '../src/round/publish-round.ts';
import type { CachedRun } from '../src/show/cached-run.ts';
import { makeContest, type TestApp, testRules } from './open-test-app.ts';
import { enrolPerson, type ScriptedContestant, sit } from './scripted-contestant.ts';
import {
  drive,
  joinByPhone,
  openMc,
  openTestRun,
  requestNow,
  revealNow,
  testQuestion,
  testShow,
} from './scripted-show.ts';

export const organizer = { actor: 'organizer:test', organizationId: null, contestIds: null };

export type FilledApp = { contest: CachedContest; round: CachedRound; run: CachedRun; people: ScriptedContestant[] };

/** A run of a show from its opening to its end: phones answer every question. */
export async function performShow(
  test: TestApp,
  contest: CachedContest,
  phones: readonly { nickname: string; cookie?: string }[],
  questions = ['cau-1', 'cau-2'],
): Promise<CachedRun> {
  const run = await openTestRun(
    test,
    contest,
    testShow(
      questions.map((id) => testQuestion(id)),
      { changeAnswer: true },
    ),
  );
  const { socket: mc } = await openMc(test, contest);
  const players = [];
  for (const { nickname, cookie } of phones) {
    players.push(await joinByPhone(test, run.row.code, nickname, cookie === undefined ? {} : { cookie }));
  }
  for (const [place] of questions.entries()) {
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    for (const [at, player] of players.entries()) {
      test.clock.advance(100);
      await player.answer(asking, 'c');
      await player.answer(asking, (at + place) % 2 === 0 ? 'b' : 'a');
    }
    await revealNow(test, mc, run);
  }
  await drive(mc, run, { do: 'next' });
  if (!run.state.ended) await drive(mc, run, { do: 'end' });
  for (const { socket } of [...players, { socket: mc }]) socket.disconnect();
  return run;
}

/** A contest that has been through a published round and a show: something in every table of the ledger. */
export async function fillApp(test: TestApp): Promise<FilledApp> {
  const { contest, round } = await makeContest(
    test.app,
    testRules((rules) => {
      rules.attempts = { ...rules.attempts, policy: 'unlimited', max: null };
      awardUnits(rules);
    }),
  );
  const people = [];
  for (const name of ['Nguyễn Thị Hoa', 'Trần Văn Bình', 'Lê Đức Anh']) {
    const person = await enrolPerson(test, contest, name);
    await insertStatedFields(test.db, person.contestantId, test.clock.nowMs(), { grade: 7 });
    people.push(person);
  }
  for (const [at, person] of people.entries()) {
    await sit(test, contest, round, person.cookie, { right: 15 - at, paceMs: 2_000 + 300 * at, prediction: 3 + at });
  }
  await sit(test, contest, round, people[2]?.cookie ?? '', { right: 15, paceMs: 1_500 });
  const run = await performShow(test, contest, [
    { nickname: 'Bình An' },
    { nickname: '', cookie: people[0]?.cookie ?? '' },
    { nickname: 'Hồng Phúc' },
  ]);
  await correct(test, contest, round);
  const closed = await closeRound(test.app, organizer, { roundId: round.roundId, reason: 'thử sao lưu' });
  if (!closed.ok) throw new Error(JSON.stringify(closed.refusal));
  test.clock.advance(60_000);
  await test.open.runTimetable();
  const published = await publishRound(test.app, organizer, round.roundId);
  if (!published.ok) throw new Error(JSON.stringify(published.refusal));
  await judgeUnits(test, contest);
  return { contest, round, run, people };
}

/** A collective prize over the first round, for units of any level and rate. */
function awardUnits(rules: Rules): void {
  const [award] = rules.prizes.collective;
  if (award?.judging.by !== 'formula') throw new Error('the example has a formula');
  award.compete.levels = null;
  award.judging = { ...award.judging, rounds: [1], filter: { ...award.judging.filter, minRate: null } };
}

/** A group stated, a tie decided, and a collective standing stored and published. */
async function judgeUnits(test: TestApp, contest: CachedContest): Promise<void> {
  await test.db.query(
    `insert into unit_group_counts values ($1, 1, '18070', 'lanh dao', 'Lãnh đạo', 1, 2000, '2026-03-01', 'thử', $2, 'test')`,
    [contest.contestId, test.clock.nowMs()],
  );
  await test.db.query(
    `insert into collective_decisions values ($1, 1, 0, '{"units":["18070","42.A.01"],"total":100}', 'thử quyết định', $2, 'test')`,
    [contest.contestId, test.clock.nowMs()],
  );
  const kept = await storeCollective(test.app, organizer, contest.contestId, 0);
  if (!kept.ok) throw new Error(JSON.stringify(kept.refusal));
  const published = await publishCollective(test.app, organizer, contest.contestId, 1);
  if (!published.ok) throw new Error(JSON.stringify(published.refusal));
}

/** An attempt voided and counted again, a unit merged and taken out again, a headcount loaded: all is as it was, and stands in the ledger. */
async function correct(test: TestApp, contest: CachedContest, round: CachedRound): Promise<void> {
  const nowMs = test.clock.nowMs();
  await test.db.query(
    `insert into attempt_voids (attempt_id, seq, voided, at_ms, actor, reason)
     select id, t.seq, t.seq = 1, $2, 'test', 'thử hủy' from attempts, (values (1), (2)) as t(seq) where round_id = $1`,
    [round.roundId, nowMs],
  );
  await test.db.query(
    `insert into unit_merges (contest_id, seq, code, into_code, at_ms, actor, reason)
     values ($1, 1, '42.A.01', '18070', $2, 'test', 'thử gộp'), ($1, 2, '42.A.01', null, $2, 'test', 'thử gộp')`,
    [contest.contestId, nowMs],
  );
  await test.db.query(`insert into headcounts values ($1, '42.A.01', $2, 40, '2026-02-01', 'thử')`, [
    contest.contestId,
    nowMs,
  ]);
}
