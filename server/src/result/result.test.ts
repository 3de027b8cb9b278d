import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeskComplaint, OwnComplaints } from '@hoithi/shared/contract/complaints';
import type {
  DecisionPreview,
  DecisionWanted,
  KeyQuestion,
  PlacesPage,
  ResultDesk,
} from '@hoithi/shared/contract/result-desk';
import type { PublicResults } from '@hoithi/shared/contract/results';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, roundClosesAtMs, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { enrolPerson, must, type ScriptedContestant, sit } from '../../test/scripted-contestant.ts';
import { type Browser, openBrowser } from '../../test/scripted-staff.ts';
import { dropPrediction, setRounds } from '../../test/test-rules.ts';
import { checkStandings } from '../archive/recompute.ts';
import { byServer } from '../contest/contest-scope.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { addExclusions, removeExclusions } from '../people/exclusions.ts';
import { readExclusions } from '../people/exclusions-sql.ts';
import { publishRound } from '../round/publish-round.ts';
import { verifierScorer } from './second-scorer.ts';

const reason = 'Biên bản họp số 3 của Ban Giám khảo';
const prizes = (places: { prize: unknown; name: string }[]) =>
  places.filter(({ prize }) => prize).map(({ name }) => name);

describe('from the close to a signed result', () => {
  let test: TestApp;
  let contest: CachedContest;
  let round: CachedRound;
  let people: ScriptedContestant[];
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  /** A settled round of some people, so many right each; one first and two second prizes. */
  async function settle(rights = [15, 14, 13, 12], names = ['An', 'Bình', 'Chi', 'Dung']) {
    test.clock.advance(Math.max(0, roundClosesAtMs - 3_600_000 * 48 - test.clock.nowMs()));
    const rules = testRules((each) => {
      each.time.lagCredit.quotaMs = 0;
      dropPrediction(each);
      each.prizes.prizes.splice(2);
      setRounds(each.week, [[test.clock.nowMs() - 60_000, test.clock.nowMs() + 7_200_000]]);
    });
    ({ contest, round } = await makeContest(test.app, rules));
    people = [];
    for (const [at, right] of rights.entries()) {
      const person = await enrolPerson(test, contest, `Nguyễn Văn ${names[at]}`);
      await sit(test, contest, round, person.cookie, { right, paceMs: 2_000 });
      people.push(person);
    }
    test.clock.advance(round.closesAtMs + 60_000 - test.clock.nowMs());
    await test.open.runTimetable();
    round = test.app.contests.byRound(round.roundId)!.round;
    contest = test.app.contests.byId(contest.contestId)!;
  }
  const path = (rest = '') => `/api/organizer/rounds/${round.roundId}/result${rest}`;
  async function signIn(role: StaffRole = 'organizer', name = 'Trần Thị Thử'): Promise<Browser> {
    const { session } = await openAccount(test, [{ role, contestId: null, unitCode: null }], null, name);
    return openBrowser(test, `hoithi_staff=${session.token}`);
  }
  const desk = (by: Browser) => must(by.get<ResultDesk>(path()));
  const places = (by: Browser, version: number, more = '') =>
    must(by.get<PlacesPage>(path(`/places?version=${version}&list=1${more}`)));
  const decide = (by: Browser, base: number, decision: DecisionWanted | null) =>
    by.post<{ version: number }>(path('/decide'), { base, decision, reason });
  const finalize = (by: Browser, hash: string | null, pendingId: string | null = null) =>
    by.post<{ finalized: boolean; pending: { id: string } | null }>(path('/finalize'), {
      hash,
      pendingId,
      credential: null,
    });
  const refused = (code: string, more: object = {}) => ({ ok: false, refusal: { code, ...more } });
  const file = async (name: string): Promise<PublicResults> =>
    JSON.parse(await readFile(join(test.app.publishedDir, contest.slug, `${name}.json`), 'utf8')) as PublicResults;

  it('[F1] [F5] [F10] [F12] verifying begins by itself; two different people confirm the hash; then it is published', async () => {
    await settle();
    const [one, other] = [await signIn('organizer', 'Bà Một'), await signIn('judge', 'Ông Hai')];
    const before = await desk(one);
    expect(before).toMatchObject({
      round: { phase: 'verifying' },
      standing: { version: 1, persons: 4, lists: [{ places: 4, prizes: 3, toDecide: 0 }] },
      finalize: { rule: 'two', pending: null },
    });
    const { hash } = before.finalize;
    expect(await finalize(one, 'x'.repeat(43))).toMatchObject(refused('confirmed_other'));
    const [first, again] = await Promise.all([finalize(one, hash), finalize(one, hash)]);
    expect([first, again].filter(({ ok }) => ok)).toHaveLength(1);
    const waiting = (await desk(other)).finalize.pending;
    expect(waiting).toMatchObject({ first: { name: 'Bà Một' }, isOwn: false });
    expect(await finalize(one, hash, waiting!.id)).toMatchObject(refused('another_person'));
    const both = await Promise.all([finalize(other, hash, waiting!.id), finalize(await signIn(), hash, waiting!.id)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await desk(one)).toMatchObject({ round: { phase: 'finalized' }, finalize: { hash: null } });
    const inspector = await signIn('inspector');
    expect(await finalize(inspector, hash)).toMatchObject(refused('not_allowed'));
  });

  it('[F10] equals at a prize’s edge stop it; the committee’s order, for the reason given, lets it go on', async () => {
    await settle([15, 13, 13, 13]);
    const by = await signIn();
    const shown = await desk(by);
    expect(shown.ties).toMatchObject([{ rank: 2, by: 'committee', people: [{}, {}, {}] }]);
    expect(await finalize(by, shown.finalize.hash)).toMatchObject(refused('prize_undecided', { places: 3 }));
    const [tie] = shown.ties;
    const ids = tie!.people.map(({ personId }) => personId).toReversed();
    const order = { kind: 'order', list: tie!.listId, ids } as const;
    const preview = await must(by.post<DecisionPreview>(path('/preview'), { base: 1, decision: order }));
    expect(preview.lists[0]).toMatchObject({
      undecided: { before: 3, after: 0 },
      prizes: [{ after: { rank: 2 } }, { after: { rank: 3 } }],
    });
    expect(await decide(by, 1, order)).toMatchObject({ ok: true, value: { version: 2 } });
    expect((await places(by, 2)).places.slice(1).map(({ personId }) => personId)).toEqual(ids);
    expect((await desk(by)).ties).toEqual([]);
    const stranger = { ...order, list: 'no-such-list' };
    expect(await decide(by, 2, stranger)).toMatchObject(refused('nothing_to_do'));
  });

  it('[F18a] whoever is excluded after their entries waits for a decision; whoever is taken off the list does not', async () => {
    await settle();
    const by = await signIn();
    const [first, second] = (await places(by, 1)).places;
    expect((await desk(by)).excludedLater).toEqual([]);
    test.clock.advance(1_000);
    await test.db.query(
      `update people set phone = case id when (select person_id from contestants where id = $1) then '+84912000001'
         else '+84912000002' end
       where id in (select person_id from contestants where id in ($1, $2))`,
      [first!.personId, second!.personId],
    );
    const server = byServer('organizer:test');
    const list = { contestId: contest.contestId, role: 'JURY' as const, reason: 'Vợ của giám khảo' };
    await must(addExclusions(test.app, server, { ...list, marks: ['0912000001', '0912000002'] }));
    const { excludedLater } = await desk(by);
    expect(excludedLater.map(({ personId }) => personId).sort()).toEqual([first!.personId, second!.personId].sort());
    expect(excludedLater[0]).toMatchObject({ role: 'JURY', reason: list.reason, attempts: 1 });
    expect(JSON.stringify(excludedLater)).not.toContain('0912');
    const rows = await readExclusions(test.db, contest.contestId, 9);
    const ids = rows.filter(({ phone }) => phone === '+84912000002').map(({ id }) => id);
    await must(removeExclusions(test.app, server, { contestId: contest.contestId, ids }));
    await must(decide(by, 1, { kind: 'exclude', personId: first!.personId }));
    expect((await desk(by)).excludedLater).toEqual([]);
  });

  it('[F14] [F16] [F17] a decision is previewed, made on what was shown, and every count follows it', async () => {
    await settle();
    const by = await signIn();
    const best = (await places(by, 1)).places[0]!;
    expect(best).toMatchObject({ name: 'Nguyễn V. A.', prize: { label: { vi: 'Giải Nhất' } } });
    const exclude = { kind: 'exclude', personId: best.personId } as const;
    const preview = await must(by.post<DecisionPreview>(path('/preview'), { base: 1, decision: exclude }));
    expect(preview.lists[0]!.prizes.map(({ before, after }) => [before?.prizeNo, after?.prizeNo])).toContainEqual([
      1, 0,
    ]);
    expect(
      preview.lists[0]!.prizes.map(({ before, after }) => [before?.prize?.vi ?? null, after?.prize?.vi ?? null]),
    ).toEqual(
      expect.arrayContaining([
        ['Giải Nhất', null],
        ['Giải Nhì', 'Giải Nhất'],
      ]),
    );
    expect((await desk(by)).standing?.version).toBe(1); // nothing was made
    expect((await readActs(test.db, contest.contestId, 1))[0]).toMatchObject({ act: 'result:preview' });
    const both = await Promise.all([decide(by, 1, exclude), decide(by, 1, exclude)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both).toContainEqual(expect.objectContaining(refused('standing_moved', { shown: 1, now: 2 })));
    expect(await decide(by, 1, { kind: 'include', personId: best.personId })).toMatchObject(
      refused('standing_moved', { now: 2 }),
    );
    expect(await desk(by)).toMatchObject({
      standing: { version: 2, persons: 3, attempts: 3 },
      decisions: [{ no: 1, kind: 'exclude', about: 'Nguyễn V. A.', reason, by: 'Trần Thị Thử', base: 1 }],
    });
    const counted = await test.db.query('select 1 from counted_submissions where round_id = $1', [round.roundId]);
    expect(counted).toHaveLength(3);
    expect(await decide(by, 2, { kind: 'include', personId: best.personId })).toMatchObject({ ok: true });
    expect((await places(by, 3)).places.map(({ rank, points }) => [rank, points])).toEqual(
      (await places(by, 1)).places.map(({ rank, points }) => [rank, points]),
    );
    expect((await checkStandings(test.db, test.app.contests)).findings).toEqual([]);
  });

  it('[F15] a corrected key moves who had it wrong, in the standing and in every count', async () => {
    await settle([15, 14, 10, 9]);
    const by = await signIn();
    const [wrong] = await test.db
      .query<{ question_id: string; option: string }>(
        `select w.question_id, w.option_ids[1] as option from answers w join attempts a on a.id = w.attempt_id
       where a.contestant_id = $1 order by w.question_id`,
        [people[1]!.contestantId],
      )
      .then((rows) =>
        rows.filter(({ question_id, option }) => {
          const question = contest.bank.get(question_id);
          return question && 'right' in question && !question.right.includes(option);
        }),
      );
    expect(wrong).toBeDefined();
    const key = { kind: 'key', questionId: wrong!.question_id, right: 'everybody' } as const;
    expect(await decide(by, 1, key)).toMatchObject({ ok: true });
    const now = (await places(by, 2)).places.find(({ personId }) => personId === people[1]!.contestantId);
    expect(now).toMatchObject({ points: 150, right: 15 });
    const [counted] = await test.db.query<{ points: number }>(
      'select points from counted_submissions where round_id = $1 and contestant_id = $2',
      [round.roundId, people[1]!.contestantId],
    );
    expect(counted?.points).toBe(150);
    expect(await decide(by, 2, { ...key, right: ['no-such-option'] })).toMatchObject(refused('malformed'));
    expect((await checkStandings(test.db, test.app.contests)).findings).toEqual([]);
  });

  it('[F13] after a publication a decision becomes a correction; both versions stay, and the page of one says which is valid', async () => {
    await settle();
    const [by, other] = [await signIn('organizer', 'Bà Chủ tịch'), await signIn('organizer', 'Ông Thư ký')];
    const act = by;
    const confirmByTwo = async () => {
      const { hash } = (await desk(by)).finalize;
      const { pending } = await must(finalize(by, hash));
      await must(finalize(other, hash, pending!.id));
    };
    await confirmByTwo();
    expect(await act.post(path('/correct'), { reason })).toMatchObject(refused('round_phase'));
    await must(publishRound(test.app, { actor: 'test', organizationId: null, contestIds: null }, round.roundId));
    const best = (await places(by, 1)).places[0]!;
    await must(decide(by, 1, { kind: 'void', attemptId: best.attemptId! }));
    expect((await file('1')).standingVersion).toBe(1);
    expect(await act.post(path('/correct'), { reason })).toMatchObject(refused('not_finalized'));
    await confirmByTwo();
    await must(act.post(path('/correct'), { reason }));
    const [valid, first] = [await file('1'), await file('1-1')];
    expect(valid).toMatchObject({
      standingVersion: 2,
      finalization: { by: ['Bà Chủ tịch', 'Ông Thư ký'], rule: 'two', scorer: 'none' },
      decisions: [{ kind: 'void', count: 1 }],
      versions: [
        { version: 1, reason: null },
        { version: 2, reason },
      ],
    });
    expect(first).toMatchObject({ standingVersion: 1, decisions: [] });
    expect(prizes(first.winners)).toContain('Nguyễn V. A.');
    expect(prizes(valid.winners)).not.toContain('Nguyễn V. A.');
    expect((await file('1-2')).standingVersion).toBe(2);
  });

  it('[F13] [F20] a correction beside an open complaint is published; the complaint stays open until it is answered', async () => {
    await settle();
    const [by, other] = [await signIn('organizer', 'Bà Một'), await signIn('judge', 'Ông Hai')];
    const confirmByTwo = async () => {
      const { pending } = await must(finalize(by, (await desk(by)).finalize.hash));
      await must(finalize(other, (await desk(other)).finalize.hash, pending!.id));
    };
    await confirmByTwo();
    await must(publishRound(test.app, { actor: 'test', organizationId: null, contestIds: null }, round.roundId));
    const own = openBrowser(test, people[3]!.cookie);
    const at = `/api/contests/${contest.slug}/complaints`;
    const complaint = { roundId: round.roundId, attemptId: null, words: 'Đề nghị xem lại người đạt giải Nhất.' };
    await must(own.post(at, complaint));
    const untilMs = (await must(own.get<OwnComplaints>(at))).open[0]?.untilMs ?? 0;
    const best = (await places(by, 1)).places[0]!;
    await must(decide(by, 1, { kind: 'exclude', personId: best.personId }));
    await confirmByTwo();
    test.clock.advance(72 * 3_600_000); // over a weekend
    await test.db.query('update sessions set proved_at_ms = $1', [test.clock.nowMs()]);
    await must(by.post(path('/correct'), { reason }));
    expect(await desk(by)).toMatchObject({ complaintsOpen: 1, publishedVersion: 2, round: { phase: 'published' } });
    const after = await must(own.get<OwnComplaints>(at));
    expect(after.complaints).toMatchObject([{ no: 1, answer: null }]);
    expect(after.open[0]!.untilMs).toBeGreaterThan(untilMs); // a correction opens the time anew
    const list = `/api/organizer/rounds/${round.roundId}/complaints`;
    const [open] = await must(other.get<DeskComplaint[]>(list));
    const answer = { upheld: true, words: 'Đã đính chính theo quyết định số 1.', decisionNo: 1 };
    await must(other.post(`${list}/${open!.complaintId}/answer`, answer));
    expect((await must(own.get<OwnComplaints>(at))).complaints).toMatchObject([{ answer: { decisionNo: 1 } }]);
    expect((await desk(by)).complaintsOpen).toBe(0);
  });

  it('[F18] [F19] places come by order, unit and prize; whole names only by the role, and the look is in the trail', async () => {
    await settle();
    const by = await signIn('inspector');
    expect((await places(by, 1, '&only=prize')).places).toHaveLength(3);
    expect((await places(by, 1, '&unit=436')).total).toBe(4);
    expect((await places(by, 1, '&unit=42.A.01')).total).toBe(0);
    const ranked = (await places(by, 1)).places.map(({ rank }) => rank);
    const turned = (await places(by, 1, '&order=points&reversed=true')).places.map(({ rank }) => rank);
    expect(turned).toEqual(ranked.toReversed());
    expect((await places(by, 1, '&only=prize&prize=1')).places.map(({ rank }) => rank)).toEqual([2, 3]);
    expect((await desk(by)).standing?.lists[0]?.awardPrizes.map(({ vi }) => vi)).toEqual(['Giải Nhất', 'Giải Nhì']);
    const slowest = (await places(by, 1, '&order=elapsed')).places.map(({ elapsedMs }) => elapsedMs);
    expect(slowest).toEqual(slowest.toSorted((one, next) => one - next));
    const look = (who: Browser) =>
      who.post<PlacesPage>(path('/names'), { version: 1, list: 1, reason: 'gọi người đạt giải' });
    expect(await look(by)).toMatchObject(refused('not_allowed'));
    const found = await must(look(await signIn('secretary')));
    expect(found.places[0]).toMatchObject({ name: 'Nguyễn Văn An', phone: expect.stringContaining('+849') });
    const [row] = await readActs(test.db, contest.contestId, 1);
    expect(row).toMatchObject({ act: 'result:names', detail: { people: 4, reason: 'gọi người đạt giải' } });
    expect(JSON.stringify(row)).not.toContain('Nguyễn');
  });

  it('[F19a] winners are taken along as a workbook, for a reason and after a fresh proof; the trail says whose they were', async () => {
    await settle();
    const { session } = await openAccount(test, [{ role: 'contact-reader', contestId: null, unitCode: null }]);
    const take = (cookie: string, given = 'Mời dự lễ trao giải') =>
      fetch(`${test.url}${path('/contacts')}`, {
        method: 'POST',
        headers: { cookie, origin: test.url, 'content-type': 'application/json' },
        body: JSON.stringify({ reason: given, lang: 'vi' }),
      });
    const reader = `hoithi_staff=${session.token}`;
    expect(await (await take(reader, '')).json()).toMatchObject(refused('malformed'));
    const made = await take(reader);
    expect(made.headers.get('content-disposition')).toContain(`lien-he-nguoi-dat-giai-${contest.slug}-1.xlsx`);
    const [sheet] = await readXlsxFile(Buffer.from(await made.arrayBuffer()));
    const [, heading, ...rows] = sheet?.data ?? [];
    expect(heading?.slice(1, 6)).toEqual(['Giải', 'Hạng', 'Họ và tên', 'Đơn vị', 'Số điện thoại']);
    expect(rows.map((row) => [row[1], row[3]])).toEqual([
      ['Giải Nhất', 'Nguyễn Văn An'],
      ['Giải Nhì', 'Nguyễn Văn Bình'],
      ['Giải Nhì', 'Nguyễn Văn Chi'],
    ]);
    expect(String(rows[0]?.[5])).toMatch(/^09\d{8}$/);
    const [act] = await readActs(test.db, contest.contestId, 1);
    expect(act).toMatchObject({ act: 'result:contacts', detail: { people: 3, reason: 'Mời dự lễ trao giải' } });
    expect(act?.detail.persons).toContain(people[0]!.contestantId);
    expect(JSON.stringify(act)).not.toContain('Nguyễn');
    test.clock.advance(600_001);
    expect(await (await take(reader)).json()).toMatchObject(refused('prove_again'));
  });

  it('[F11] while it is verified the standing is shown where the rules say so, marked as provisional, and not otherwise', async () => {
    await settle([15, 14]);
    const read = () => openBrowser(test).get<PublicResults>(`/api/results/${contest.slug}/1/provisional`);
    expect(await read()).toMatchObject(refused('not_found'));
    contest.rulebook.publication.whileVerified = 'provisional';
    expect(await read()).toMatchObject({ ok: true, value: { provisional: true, answers: null, winners: [{}, {}] } });
  });

  it('[F20] a complaint has a number and a day for its answer, is answered once, and stands open on the page until then', async () => {
    await settle([15, 14]);
    const own = openBrowser(test, people[0]!.cookie);
    const at = `/api/contests/${contest.slug}/complaints`;
    const mine = await must(own.get<OwnComplaints>(at));
    expect(mine).toMatchObject({ complaints: [], open: [{ roundId: round.roundId, untilMs: null }] });
    const { attemptId } = mine.open[0]!.attempts[0]!;
    const words = 'Đề nghị xem lại đáp án câu số ba.';
    expect(await own.post(at, { roundId: round.roundId, attemptId, words: 'ngắn' })).toMatchObject(
      refused('malformed'),
    );
    const stranger = openBrowser(test, people[1]!.cookie);
    expect(await stranger.post(at, { roundId: round.roundId, attemptId, words })).toMatchObject(refused('not_found'));
    expect(await own.post(at, { roundId: round.roundId, attemptId, words })).toMatchObject({
      ok: true,
      value: { no: 1 },
    });
    const judge = await signIn('judge', 'Ông Trọng tài');
    expect((await desk(judge)).complaintsOpen).toBe(1);
    const list = `/api/organizer/rounds/${round.roundId}/complaints`;
    const [complaint] = await must(judge.get<DeskComplaint[]>(list));
    expect(complaint).toMatchObject({ no: 1, words, name: 'Nguyễn V. A.', attemptId, answer: null });
    const answer = { upheld: false, words: 'Đáp án đúng theo văn bản đã dẫn.', decisionNo: null };
    const answers = await Promise.all([0, 1].map(() => judge.post(`${list}/${complaint!.complaintId}/answer`, answer)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const numbered = { ...answer, decisionNo: 9 };
    expect(await judge.post(`${list}/${complaint!.complaintId}/answer`, numbered)).toMatchObject(refused('malformed'));
    expect((await must(own.get<OwnComplaints>(at))).complaints).toMatchObject([
      { no: 1, answer: { by: 'Ông Trọng tài' } },
    ]);
    const trail = JSON.stringify(await readActs(test.db, contest.contestId, 9));
    expect(trail).toContain('complaint:made');
    expect(trail).not.toContain('xem lại đáp án');
  });

  it('[F10] the verifier, code of its own, comes to the same after an exclusion, a key, an incident and an order; else it stops', async () => {
    await settle([15, 13, 13, 13]);
    const [by, other] = [await signIn('organizer', 'Bà Một'), await signIn('organizer', 'Bà Hai')];
    const question = (await must(by.get<KeyQuestion[]>(path('/questions'))))[0]!;
    const first = (await places(by, 1)).places[0]!;
    await must(decide(by, 1, { kind: 'exclude', personId: first.personId }));
    await must(decide(by, 2, { kind: 'key', questionId: question.questionId, right: 'everybody' }));
    const fromMs = round.opensAtMs + 60_000;
    await must(decide(by, 3, { kind: 'incident', fromMs, toMs: fromMs + 5_000 }));
    for (let base = 4; ; base++) {
      const [tie] = (await desk(by)).ties;
      if (!tie) break;
      const ids = tie.people.map(({ personId }) => personId);
      await must(decide(by, base, { kind: 'order', list: tie.listId, ids }));
    }
    test.app.secondScorer = async () => ({ differences: 2 });
    expect(await finalize(by, (await desk(by)).finalize.hash)).toMatchObject(refused('scorer_differs', { places: 2 }));
    await test.open.runLog();
    test.app.secondScorer = verifierScorer;
    const { pending } = await must(finalize(by, (await desk(by)).finalize.hash));
    await must(finalize(other, (await desk(other)).finalize.hash, pending!.id));
    test.app.secondScorer = null;
    expect((await desk(by)).finalize).toMatchObject({ scorer: 'agreed', by: ['Bà Một', 'Bà Hai'] });
  }, 60_000);

  it('[F22] minutes are taken as PDF or DOCX with whole names; a decision only of what is finalized; both in the trail', async () => {
    await settle([15, 14]);
    const by = await signIn('secretary');
    const take = async (message: object) => {
      const asked = { kind: 'minutes', as: 'docx', place: 'Hà Tĩnh', reason: 'họp Ban Giám khảo', ...message };
      const response = await fetch(`${test.url}${path('/paper')}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: by.cookie, origin: test.url },
        body: JSON.stringify(asked),
      });
      return { head: Buffer.from(await response.arrayBuffer()), type: response.headers.get('content-type') ?? '' };
    };
    expect((await take({ kind: 'decision' })).head.toString()).toContain('not_finalized');
    const docx = await take({ present: ['Ông Nguyễn Văn Chủ tịch'] });
    expect([docx.head.subarray(0, 2).toString(), docx.type]).toEqual(['PK', expect.stringContaining('wordprocessing')]);
    expect((await take({ as: 'pdf' })).head.subarray(0, 5).toString()).toBe('%PDF-');
    const trail = await readActs(test.db, contest.contestId, 2);
    expect(trail.map(({ act, detail }) => [act, detail.as])).toEqual([
      ['document:made', 'pdf'],
      ['document:made', 'docx'],
    ]);
  }, 60_000);
});
