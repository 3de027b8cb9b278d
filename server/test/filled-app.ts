import { publishCollective } from '../src/collective/publish-collective.ts';
import { storeCollective } from '../src/collective/store-collective.ts';
import { appendOrderLeaves, appendTableLeaves } from '../src/committee/brought-leaves.ts';
import type { CachedContest, CachedRound } from '../src/contest/contests.ts';
import { insertStatedFields } from '../src/people/people-sql.ts';
import { answerComplaint, makeComplaint, readDeskComplaints } from '../src/result/complain.ts';
import { makeDecision } from '../src/result/decide.ts';
import { finalizeResult } from '../src/result/finalize.ts';
import { readResult } from '../src/result/read-result.ts';
import { voidAttempt } from '../src/result/void-attempt.ts';
import { closeRound } from '../src/round/change-round.ts';
import { publishRound } from '../src/round/publish-round.ts';
import type { CachedRun } from '../src/show/cached-run.ts';
import { openConfirmer } from './open-staff.ts';
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
      rules.week.attempts.limits = [];
      const standing = rules.file.standings.find(({ id }) => id === 'units');
      if (standing) standing.over = ['week-1'];
      rules.units.who.where = { kind: 'everybody' };
      rules.units.formula.filter.minRate = null;
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
  await signResult(test, round.roundId);
  const published = await publishRound(test.app, organizer, round.roundId);
  if (!published.ok) throw new Error(JSON.stringify(published.refusal));
  await complain(test, round.roundId, people[0]?.contestantId ?? '');
  await judgeUnits(test, contest);
  await bring(test, contest, round, people[0]?.contestantId ?? '');
  await test.open.runLog(); // now, so that no timer writes it between two hashes
  return { contest, round, run, people };
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

/** An order, a list, a table, a place asked for and given back: the rules ask for none of them. */
async function bring(test: TestApp, contest: CachedContest, round: CachedRound, who: string) {
  const [{ contestId }, { roundId }] = [contest, round];
  const nowMs = test.clock.nowMs();
  const add = (sql: string, ...given: unknown[]) => test.db.query(sql, given);
  await add(
    `insert into standing_orders values ($1, 1, 'khong-co', array['x'], 'thử thứ tự', $2, 'test')`,
    contestId,
    nowMs,
  );
  await add(`insert into people_lists values ($1, 'doan', 1, 1, 'thử.csv', $2, 'test')`, contestId, nowMs);
  await add(
    `insert into brought_tables values ($1, 1, 'Trần Thị Lan', '2026-03-01', 'thử bảng', 'thử.csv', true, $2, 'test')`,
    roundId,
    nowMs,
  );
  await add(`insert into brought_cells values ($1, 1, 'diem', $2, 7)`, roundId, who);
  await test.db.transaction(async (tx) => {
    await appendTableLeaves(tx, contest, round);
    await appendOrderLeaves(tx, contest);
  });
  await add(`insert into place_claims values ($1, $2, '18070', $3)`, roundId, who, nowMs);
  await add(`insert into place_returns values ($1, $2, 'thử trả chỗ', $3, 'test')`, roundId, who, nowMs);
}

/** An attempt voided and counted again, a unit merged and taken out again, a headcount loaded: all is as it was, and stands in the ledger. */
async function correct(test: TestApp, contest: CachedContest, round: CachedRound): Promise<void> {
  const nowMs = test.clock.nowMs();
  const attempts = await test.db.query<{ id: string }>('select id from attempts where round_id = $1', [round.roundId]);
  for (const { id: attemptId } of attempts)
    for (const voided of [true, false]) {
      const done = await voidAttempt(test.app, organizer, { attemptId, voided, reason: 'thử hủy' });
      if (!done.ok) throw new Error(JSON.stringify(done.refusal));
    }
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

const place = { origin: '', rpId: '', from: '' };
const foundIn = (test: TestApp, roundId: string) => {
  const found = test.app.contests.byRound(roundId);
  if (!found) throw new Error('the round is there');
  return found;
};

/** A decision on the round's result, then two people who finalize it. */
async function signResult(test: TestApp, roundId: string): Promise<void> {
  const [attempt] = await test.db.query<{ attempt_id: string }>(
    'select attempt_id from submissions where round_id = $1 order by ordinal desc limit 1',
    [roundId],
  );
  const [one, other] = [await openConfirmer(test), await openConfirmer(test)];
  const decision = { kind: 'void' as const, attemptId: attempt?.attempt_id ?? '' };
  const decided = await makeDecision(test.app, one, foundIn(test, roundId), { base: 1, decision, reason: 'thử hủy' });
  if (!decided.ok) throw new Error(JSON.stringify(decided.refusal));
  let pendingId: string | null = null;
  for (const by of [one, other]) {
    const desk = await readResult(test.app, by, foundIn(test, roundId), place);
    const hash = (desk.ok && desk.value.finalize.hash) || '';
    const asked = { hash, pendingId, credential: null };
    const confirmed = await finalizeResult(test.app, by, foundIn(test, roundId), asked, place);
    if (!confirmed.ok) throw new Error(JSON.stringify(confirmed.refusal));
    pendingId = confirmed.value.pending?.id ?? null;
  }
}

/** A complaint with its answer. */
async function complain(test: TestApp, roundId: string, contestantId: string): Promise<void> {
  const found = foundIn(test, roundId);
  const words = 'Đề nghị xem lại đáp án câu số ba';
  const made = await makeComplaint(test.app, contestantId, found, { roundId, attemptId: null, words });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  const [complaint] = await readDeskComplaints(test.app, organizer, found);
  const answer = { upheld: false, words: 'Đáp án đã được kiểm tra lại', decisionNo: null };
  await answerComplaint(test.app, organizer, found, complaint?.complaintId ?? '', answer);
}
