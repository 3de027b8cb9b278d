import type { BroughtPreview, CommitteeDesk } from '@hoithi/shared/contract/committee';
import type { PublicResults } from '@hoithi/shared/contract/results';
import type { RulebookFile } from '@hoithi/shared/rulebook/model/rulebook';
import { exampleRulebook, label } from '@hoithi/shared/rulebook/test-rulebook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCorrupted } from '../../test/corrupt-ledger.ts';
import { finalizeRound } from '../../test/finalize-round.ts';
import { openConfirmer, openStaff } from '../../test/open-staff.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { connectDevice, enrolPerson, enter, must, say, sit } from '../../test/scripted-contestant.ts';
import {
  drive,
  joinByPhone,
  openMc,
  openTestRun,
  requestNow,
  revealNow,
  testQuestion,
  testShow,
} from '../../test/scripted-show.ts';
import { readFirstOrganization } from '../accounts/accounts-sql.ts';
import { verifyLedger, verifyWithin } from '../archive/verify.ts';
import { makeProgramBank } from '../banks/program-bank.ts';
import type { CachedContest } from '../contest/contests.ts';
import { makeContest } from '../contest/create-contest.ts';
import { readLeaf } from '../log/entries-sql.ts';
import { finalizeResult } from '../result/finalize.ts';
import { verifierScorer } from '../result/second-scorer.ts';
import { closeRound } from '../round/change-round.ts';
import { publishRound } from '../round/publish-round.ts';
import { readDrawing, readPublication, readRows, readStandings } from '../round/standings-sql.ts';

const day = 86_400_000;
const organizer = { actor: 'organizer:test', organizationId: null, contestIds: null };

describe('what the committee brings', { timeout: 120_000 }, () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
    const { id: organizationId } = await readFirstOrganization(test.db);
    await must(makeProgramBank(test.app, { actor: 'test', organizationId }));
  });
  afterAll(() => test.close());

  /** One round from now on for a week, changed by the test. */
  async function make(slug: string, change: (file: RulebookFile) => void): Promise<CachedContest> {
    const [opensAt = '', closesAt = ''] = [-60_000, 7 * day].map((in_) =>
      new Date(test.clock.nowMs() + in_).toISOString(),
    );
    const rulebook = exampleRulebook((file) => {
      file.fields = [{ kind: 'known', field: 'name' }];
      file.populations = [{ id: 'everyone', label: label('Mọi người'), where: { kind: 'everybody' } }];
      const [week] = file.rounds;
      if (week?.kind !== 'series') throw new Error('the example has a series');
      week.at = [{ opensAt, closesAt }];
      const [quiz] = week.parts;
      if (quiz?.kind === 'quiz') quiz.pacing = 'one-by-one';
      if (quiz?.kind === 'quiz') quiz.papers[0]!.draw = { kind: 'bank', topics: ['chuyen-doi-so'] };
      change(file);
    });
    await must(makeContest(test.app, { slug, rulebook, units: [], actor: 'test', unapprovedReason: 'thử nghiệm' }));
    return test.app.contests.bySlug(slug)!;
  }
  const organizerCookie = async ({ contestId }: CachedContest) =>
    `hoithi_staff=${(await openStaff(test, { role: 'judge', contestId })).token}`;
  async function ask<T>(contest: CachedContest, path: string, body?: string | object, type = 'text/csv'): Promise<T> {
    const response = await fetch(`${test.url}/api/organizer/contests/${contest.contestId}/committee${path}`, {
      headers: {
        cookie: await organizerCookie(contest),
        ...(body === undefined ? {} : { 'content-type': typeof body === 'string' ? type : 'application/json' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const { ok, value, refusal } = (await response.json()) as { ok: boolean; value: T; refusal: T };
    return ok ? value : refusal;
  }
  const phoneOf = async (personId: string) =>
    (await test.db.query<{ phone: string }>('select phone from people where id = $1', [personId]))[0]!.phone;
  async function start(contest: CachedContest, cookie: string) {
    const device = await connectDevice(test, cookie);
    await enter(device, contest.slug);
    const begun = await say<unknown>(device, 'attempt:start', { roundId: contest.rounds[0]!.roundId });
    device.disconnect();
    return begun;
  }
  async function endRound(contest: CachedContest): Promise<void> {
    const { roundId } = contest.rounds[0]!;
    await must(closeRound(test.app, organizer, { roundId, reason: 'kết thúc sớm để thử' }));
    await settle();
  }
  async function settle(): Promise<void> {
    test.clock.advance(11_000);
    await test.open.runTimetable();
  }
  const roundOf = ({ slug }: CachedContest) => test.app.contests.bySlug(slug)!.rounds[0]!;
  const secondScore = (contest: CachedContest) =>
    verifierScorer(test.app, test.app.contests.byId(contest.contestId)!, roundOf(contest), 1);
  const signed =
    'signedBy=Tr%E1%BA%A7n%20Th%E1%BB%8B%20Lan&dated=2026-03-10&reason=Bi%C3%AAn%20b%E1%BA%A3n%203&source=diem.csv';

  it('[M22] [M26] only who stands on the list may enter, and a settled standing keeps the list that it went by', async () => {
    const contest = await make('co-danh-sach', (file) => {
      file.populations.push({
        ...{ id: 'listed', label: label('Có tên trong danh sách') },
        where: { kind: 'roster', roster: 'doan', label: label('Danh sách đoàn') },
      });
      file.rounds[0]!.admits = 'listed';
      file.standings[0]!.population = 'listed';
    });
    const [listed, other] = [await enrolPerson(test, contest, 'Lê Thị Cúc'), await enrolPerson(test, contest, 'Võ An')];
    expect(await start(contest, listed.cookie)).toMatchObject({ refusal: { code: 'not_admitted' } });
    const csv = `STT;Số điện thoại\n1;${await phoneOf(listed.personId)}\n2;123`;
    const shown = await ask<BroughtPreview>(contest, '/lists/doan?source=doan.csv', csv);
    expect(shown).toMatchObject({ lines: 1, written: false, problems: [{ line: 3, problem: 'phone_unreadable' }] });
    expect(await start(contest, listed.cookie)).toMatchObject({ refusal: { code: 'not_admitted' } });
    expect(await ask(contest, '/lists/khac?source=x', csv)).toMatchObject({ code: 'not_found' });
    await ask(contest, '/lists/doan?source=doan.csv&write=true', csv);
    expect(await ask<CommitteeDesk>(contest, '')).toMatchObject({ lists: [{ list: 'doan', version: 1, people: 1 }] });
    expect(await start(contest, other.cookie)).toMatchObject({ refusal: { code: 'not_admitted' } });
    await sit(test, contest, roundOf(contest), listed.cookie, { right: 8, paceMs: 1_000 });
    await endRound(contest);
    await test.db.query('delete from people_list_entries where contest_id = $1', [contest.contestId]); // as the retention does
    expect(await secondScore(contest)).toEqual({ differences: 0 });
    const rows = await readRows(test.db, roundOf(contest).roundId, { version: 1, list_no: 1 }, 0, 10);
    expect(rows.map(({ contestant_id, prize }) => [contestant_id, prize])).toEqual([[listed.contestantId, '0']]);
    expect((await verifyLedger(test.db)).findings).toEqual([]);
  });

  it('[M23] [Z16] a round with a table is settled once its numbers are complete, by the last that was signed', async () => {
    const contest = await make('bai-viet', (file) => {
      const [week] = file.rounds;
      if (!week) return;
      week.parts = [{ kind: 'table', columns: [{ id: 'diem', label: label('Điểm bài viết'), min: 0, max: 10 }] }];
      file.standings[0]!.by = { kind: 'keys', keys: [{ metric: 'column', column: 'diem', order: 'most' }] };
      file.awards[0]!.prizes = file.awards[0]!.prizes.slice(0, 1);
    });
    const people = [await enrolPerson(test, contest, 'Lê Thị Cúc'), await enrolPerson(test, contest, 'Võ Văn An')];
    const [first = '', second = ''] = await Promise.all(people.map(({ personId }) => phoneOf(personId)));
    expect(await start(contest, people[0]!.cookie)).toMatchObject({ ok: false });
    await endRound(contest);
    expect(roundOf(contest).settled).toBe(false);
    const { roundId } = roundOf(contest);
    const bring = (csv: string, query: string) =>
      ask<BroughtPreview>(contest, `/tables/${roundId}?${signed}&${query}`, csv);
    const csv = `SĐT;Điểm bài viết\n${first};7,5\n${second};9\n0900000001;8`;
    expect(await bring(csv, 'complete=false')).toMatchObject({
      ...{ lines: 2, written: false, problems: [{ line: 4, problem: 'person_unknown' }] },
    });
    await bring(csv, 'complete=false&write=true');
    await settle();
    expect(roundOf(contest).settled).toBe(false);
    await bring(`SĐT;Điểm bài viết\n${first};9,5`, 'complete=true&write=true'); // a correction, and all is there
    await settle();
    expect(roundOf(contest).settled).toBe(true);
    const rows = await readRows(test.db, roundId, { version: 1, list_no: 1 }, 0, 10);
    expect(rows.map(({ contestant_id, prize }) => [contestant_id, prize])).toEqual([
      [people[0]!.contestantId, '0'],
      [people[1]!.contestantId, null],
    ]);
    expect(await secondScore(contest)).toEqual({ differences: 0 });
    const leaf = await readLeaf(test.db, contest.contestId, 'standing/week-1/1/1');
    expect(JSON.parse(leaf ?? 'null')).toMatchObject({ places: { count: 2 } }); // also whoever submitted nothing
    const tampered = (sql: string) =>
      readCorrupted(
        test,
        (tx) => tx.query(sql),
        async (tx) => (await verifyWithin(tx)).findings.flatMap(({ check, samples }) => [check, ...samples]),
      );
    const changed = await tampered(`update brought_cells set value = 9.8 where value = 9`);
    expect(changed).toEqual(expect.arrayContaining(['log.rows', 'bai-viet table/week-1/1']));
    const dropped = await tampered(
      `delete from brought_cells where version = 2; delete from brought_tables where version = 2`,
    );
    expect(dropped).toEqual(expect.arrayContaining(['log.rows', 'bai-viet table/week-1/2']));
    expect(await bring(csv, 'complete=true&write=true')).toMatchObject({ code: 'round_phase' });
    expect(
      (await ask<CommitteeDesk>(contest, '')).tables[0]?.versions.map(({ cells, complete }) => [cells, complete]),
    ).toEqual([
      [1, true],
      [2, false],
    ]);
    expect((await verifyLedger(test.db)).findings).toEqual([]);
  });

  it('[M24] counted places go to who asks first; a place that is given back goes to the next', async () => {
    const contest = await make('co-cho', (file) => {
      file.rounds[0]!.capacity = { max: 1 };
    });
    const [first, second] = [await enrolPerson(test, contest, 'Lê Thị Cúc'), await enrolPerson(test, contest, 'Võ An')];
    await sit(test, contest, roundOf(contest), first.cookie, { right: 1, paceMs: 1_000 });
    expect(await start(contest, second.cookie)).toMatchObject({ refusal: { code: 'no_place_left', reserve: 1 } });
    const [places] = (await ask<CommitteeDesk>(contest, '')).places;
    expect([places?.held, places?.reserves]).toMatchObject([[{ name: 'Lê Thị Cúc' }], [{ name: 'Võ An' }]]);
    const give = { contestantId: first.contestantId, reason: 'Có đơn xin rút' };
    expect(await ask(contest, `/places/${roundOf(contest).roundId}/return`, give)).toEqual({});
    expect(await start(contest, second.cookie)).toMatchObject({ ok: true });
  });

  it('[M25] [Z16] a show enters the standing by place and points, and the round waits for it', async () => {
    const contest = await make('co-dem-thi', (file) => {
      const [week] = file.rounds;
      if (week) week.parts = [{ kind: 'show', id: 'thu' }];
      file.standings[0]!.by = { kind: 'keys', keys: [{ metric: 'place', show: 'thu', order: 'least' }] };
    });
    const people = [await enrolPerson(test, contest, 'Lê Thị Cúc'), await enrolPerson(test, contest, 'Võ Văn An')];
    const run = await openTestRun(test, contest, testShow([testQuestion('cau-1')]));
    await expect(joinByPhone(test, run.row.code, 'Khách')).rejects.toThrow('sign_in_needed');
    const { socket: mc } = await openMc(test, contest);
    const phones = [];
    for (const { cookie } of people) phones.push(await joinByPhone(test, run.row.code, '', { cookie }));
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    test.clock.advance(600);
    for (const [at, phone] of phones.entries()) await phone.answer(asking, at === 0 ? 'a' : 'b');
    await revealNow(test, mc, run);
    await endRound(contest);
    expect(roundOf(contest).settled).toBe(false);
    await drive(mc, run, { do: 'next' });
    if (!run.state.ended) await drive(mc, run, { do: 'end' });
    for (const socket of [mc, ...phones.map((phone) => phone.socket)]) socket.disconnect();
    await settle();
    const rows = await readRows(test.db, roundOf(contest).roundId, { version: 1, list_no: 1 }, 0, 10);
    expect(await secondScore(contest)).toEqual({ differences: 0 });
    expect(rows.map(({ contestant_id, points }) => [contestant_id, points > 0])).toEqual([
      [people[1]!.contestantId, true],
      [people[0]!.contestantId, false],
    ]);
    expect((await verifyLedger(test.db)).findings).toEqual([]);
    const moved = await readCorrupted(
      test,
      (tx) => tx.query('update show_places set place = 3 - place'),
      async (tx) => (await verifyWithin(tx)).findings.map(({ check }) => check),
    );
    expect(moved).toEqual(expect.arrayContaining(['log.rows', 'standings.computed']));
  });

  it('[M27] an award that is drawn stands as to draw, its list saved; nobody is published as a winner', async () => {
    const contest = await make('boc-tham', (file) => {
      file.awards[0]!.take = { kind: 'draw', later: true };
      file.awards[0]!.needs = [{ metric: 'right', min: 5 }];
    });
    const people = [];
    for (const [at, name] of ['Lê Thị Cúc', 'Võ Văn An', 'Trần Bình'].entries()) {
      const person = await enrolPerson(test, contest, name);
      await sit(test, contest, roundOf(contest), person.cookie, { right: [8, 2, 6][at]!, paceMs: 1_000 });
      people.push(person.contestantId);
    }
    await endRound(contest);
    const { roundId } = roundOf(contest);
    const [standing] = await readStandings(test.db, roundId);
    expect(standing).toMatchObject({ to_draw: 2, to_decide: 0 });
    const drawing = (await readDrawing(test.db, roundId, standing!)).map(({ contestant_id }) => contestant_id);
    expect(drawing).toEqual([people[0]!, people[2]!].toSorted());
    await finalizeRound(test, roundId);
    await must(publishRound(test.app, organizer, roundId));
    const { winners, drawings } = (await readPublication(test.db, roundId)) as PublicResults;
    expect([winners, drawings]).toEqual([[], [{ award: label('Giải tuần'), people: 2 }]]);
    expect(await ask<CommitteeDesk>(contest, '')).toMatchObject({ drawings: [{ people: 2 }] });
  });

  it('[F10] an award that the rules do not have drawn later is drawn before the result is finalized', async () => {
    for (const [slug, later] of [
      ['boc-truoc', false],
      ['boc-sau', true],
    ] as const) {
      const contest = await make(slug, (file) => {
        file.awards[0]!.take = { kind: 'draw', ...(later ? { later } : {}) };
      });
      const { cookie } = await enrolPerson(test, contest, 'Lê Thị Cúc');
      await sit(test, contest, roundOf(contest), cookie, { right: 8, paceMs: 1_000 });
      await endRound(contest);
      const found = test.app.contests.byRound(roundOf(contest).roundId)!;
      const place = { origin: test.url, host: '127.0.0.1', secure: false };
      const asked = { hash: '', pendingId: null, credential: null };
      expect(await finalizeResult(test.app, await openConfirmer(test), found, asked, place as never)).toMatchObject({
        refusal: later ? { code: 'confirmed_other' } : { code: 'award_undrawn', award: label('Giải tuần'), people: 1 },
      });
    }
  });

  it('[M28] [Z16] a standing that the committee orders waits for its order, and gives its prizes down it', async () => {
    const contest = await make('xet-chon', (file) => {
      file.standings[0]!.by = { kind: 'committee' };
    });
    const people = [await enrolPerson(test, contest, 'Lê Thị Cúc'), await enrolPerson(test, contest, 'Võ Văn An')];
    for (const { cookie } of people) await sit(test, contest, roundOf(contest), cookie, { right: 3, paceMs: 1_000 });
    const [first = '', second = ''] = await Promise.all(people.map(({ personId }) => phoneOf(personId)));
    await endRound(contest);
    expect(roundOf(contest).settled).toBe(false);
    const order = (phones: string[]) =>
      ask(contest, '/orders', { list: 'week@week-1', phones, reason: 'Biên bản chấm số 5' });
    expect(await order([second, '0900000001'])).toMatchObject({ code: 'subject_unknown', line: 2 });
    expect(await order([second, second])).toMatchObject({ code: 'subject_twice', line: 2 });
    expect(await order([second, first])).toEqual({ people: 2 });
    await settle();
    const rows = await readRows(test.db, roundOf(contest).roundId, { version: 1, list_no: 1 }, 0, 10);
    expect(rows.map(({ contestant_id, rank, prize }) => [contestant_id, rank, prize])).toEqual([
      [people[1]!.contestantId, 1, '0'],
      [people[0]!.contestantId, 2, '1'],
    ]);
    expect(await secondScore(contest)).toEqual({ differences: 0 });
    expect((await verifyLedger(test.db)).findings).toEqual([]);
  });
});
