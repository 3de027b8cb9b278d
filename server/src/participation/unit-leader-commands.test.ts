import type { Result } from '@hoithi/shared/contract/result';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import type { LeaderView, RosterList, RosterPreview, RosterReading } from '@hoithi/shared/contract/unit-leader';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { enterSubmission } from '../../test/enter-submission.ts';
import { openAccount, openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { enrolPerson } from '../../test/scripted-contestant.ts';
import { dropPrediction } from '../../test/test-rules.ts';
import { textOfPdf } from '../../test/text-of-pdf.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readPerson } from '../people/people-sql.ts';
import { enterByStaffLink, inviteStaff } from '../people/staff-links.ts';
import { deleteOldRosters } from '../units/delete-rosters.ts';

describe('the page of unit leaders', () => {
  let test: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await test.close();
  });

  const staff = async (role: StaffRole, contestId: string | null, unitCode: string | null = null) =>
    (await openStaff(test, { role, contestId, unitCode })).token;
  const plainRules = () =>
    testRules((rules) => {
      dropPrediction(rules);
      rules.persons.by.keys.push({ metric: 'submittedAt', order: 'least' });
      rules.publication.liveCounters = 'exact';
    });
  function lead(token: string, namespace = '/unit-leader'): Socket {
    const socket = io(`${test.url}${namespace}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 10,
      extraHeaders: { cookie: `hoithi_staff=${token}` },
    });
    sockets.push(socket);
    return socket;
  }
  const enter = async (socket: Socket, message: object = {}) =>
    (await socket.emitWithAck('view:enter', message)) as Result<LeaderView>;
  const readList = async (socket: Socket, message: object = {}) =>
    (await socket.emitWithAck('roster:read', message)) as Result<RosterReading>;
  /** What people did last; a server seals rounds by itself meanwhile. */
  const trailOf = async (contest: CachedContest, count: number) =>
    (await readActs(test.db, contest.contestId, count + 3))
      .filter(({ act }) => act !== 'round:seal')
      .slice(0, count)
      .map(({ act, object, detail }) => [act, object, detail]);
  async function ask<T>(token: string | null, path: string, init: RequestInit = {}) {
    const headers: Record<string, string> = { 'content-type': 'text/csv' };
    if (token !== null) headers.cookie = `hoithi_staff=${token}`;
    const response = await fetch(`${test.url}/api${path}`, { ...init, headers });
    return { status: response.status, result: (await response.json()) as Result<T> };
  }
  const poster = async (token: string | null, path: string) => {
    const response = await fetch(`${test.url}/api${path}`, {
      headers: token === null ? {} : { cookie: `hoithi_staff=${token}` },
    });
    return { status: response.status, pdf: Buffer.from(await response.arrayBuffer()) };
  };

  it('[U4] a leader of a district asks for another district by every command: refused, and in the trail', async () => {
    const { contest } = await makeContest(test.app, plainRules());
    const token = await staff('unit-leader', contest.contestId, '436');
    const socket = lead(token);
    expect(await enter(socket, { unitCode: '42.A.01' })).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await readList(socket, { unitCode: '42.A.01' })).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await readList(socket, { unitCode: '18070' })).toMatchObject({ refusal: { code: 'not_allowed' } }); // not even a child's people
    const { slug, contestId } = contest;
    expect((await ask(token, `/contests/${slug}/units/42.A.01/poster.pdf`)).status).toBe(403);
    const rosters = `/organizer/contests/${contestId}/rosters`;
    expect((await ask(token, rosters)).status).toBe(403);
    expect((await ask(token, rosters, { method: 'POST', body: 'x' })).status).toBe(403);
    expect((await ask(token, `${rosters}/42.A.01/delete`, { method: 'POST' })).status).toBe(403);
    expect((await trailOf(contest, 5)).reverse().map(([act, object]) => [act, object])).toEqual([
      ['access:refused', 'unit 42.A.01'],
      ['access:refused', 'roster 42.A.01'],
      ['access:refused', 'roster 18070'],
      ['access:refused', 'poster 42.A.01'],
      ['access:refused', 'rosters'], // three tries of one command within a minute
    ]);
    // Nor does the refused name open another page: what is received later is the own unit's.
    const own = await enter(socket);
    expect(own.ok && [own.value.own.code, ...own.value.children.map((unit) => unit.code)]).toEqual(['436', '18070']);
    expect(await enter(socket, { unitCode: '436' })).toMatchObject({ ok: true });
  });

  it('[U4] [I52] an account that leads several units says which one; led by no account, none of another is opened', async () => {
    const { contest } = await makeContest(test.app, plainRules());
    const other = await makeContest(test.app, plainRules());
    const grant = (contestId: string, unitCode: string) => ({ role: 'unit-leader' as const, contestId, unitCode });
    const grants = [grant(contest.contestId, '436'), grant(other.contest.contestId, '18070')];
    const socket = lead((await openAccount(test, grants)).session.token);
    expect(await enter(socket)).toMatchObject({ refusal: { code: 'not_found', what: 'unit' } });
    const second = { contestId: other.contest.contestId, unitCode: '18070' };
    expect(await enter(socket, second)).toMatchObject({ ok: true, value: { own: { code: '18070' } } });
    expect(await enter(socket, { ...second, unitCode: '436' })).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await readList(socket)).toMatchObject({ ok: false, refusal: { code: 'not_found' } }); // of the entered unit, which has no list
    const alone = lead((await openAccount(test, grants.slice(0, 1))).session.token);
    expect(await enter(alone)).toMatchObject({ ok: true, value: { own: { code: '436' } } });
  });

  it('[U4] a leader of another contest and a stranger get no poster, whatever the unit is called', async () => {
    const { contest } = await makeContest(test.app, plainRules());
    const other = await makeContest(test.app, plainRules());
    const path = `/contests/${contest.slug}/units/436/poster.pdf`;
    expect((await ask(await staff('unit-leader', other.contest.contestId, '436'), path)).status).toBe(403);
    expect((await ask(await staff('organizer', other.contest.contestId), path)).status).toBe(404);
    expect((await ask(await staff('mc', contest.contestId), path)).status).toBe(403);
    expect((await ask(null, path)).status).toBe(401);
    expect((await ask(await staff('organizer', null), `/contests/${contest.slug}/units/Z9/poster.pdf`)).status).toBe(
      404,
    );
  });

  it("[U14] a poster of the own unit, of one below it, and of any for the organizer: text, and a page's size", async () => {
    const { contest } = await makeContest(test.app, plainRules());
    const token = await staff('unit-leader', contest.contestId, '436');
    const path = (code: string) => `/contests/${contest.slug}/units/${code}/poster.pdf`;
    const own = await poster(token, path('18070'));
    expect(own.status).toBe(200);
    const text = textOfPdf(own.pdf);
    expect(text).toContain('Phường Trần Phú');
    expect(text).toContain(`${new URL(test.url).host}/c/${contest.slug}`);
    expect(text).toContain('từ 00 giờ 00 phút Thứ Hai, ngày 02/03/2026');
    expect(text).toContain('Đăng nhập bằng số điện');
    expect(textOfPdf((await poster(token, `${path('436')}?lang=en`)).pdf)).toContain('Sign in with your phone');
    expect((await poster(await staff('organizer', contest.contestId), path('42.A.01'))).status).toBe(200);
    expect((await ask(token, `${path('436')}?lang=fr`)).status).toBe(400);
  });

  it('[V2] an entry reaches the leader without asking, and after a drop the whole view comes with what was missed', async () => {
    const { contest, round } = await makeContest(test.app, plainRules());
    const people = [await enrolPerson(test, contest), await enrolPerson(test, contest)];
    const flow = setInterval(() => test.clock.advance(250), 50); // the board rests between two counts
    onTestFinished(() => clearInterval(flow));
    const socket = lead(await staff('unit-leader', contest.contestId, '436'));
    const first = await enter(socket);
    expect(first.ok && first.value.own.persons).toBe(0);
    const update = new Promise<LeaderView>((resolve) =>
      socket.on('view', (view: LeaderView) => view.own.persons === 1 && resolve(view)),
    );
    await enterSubmission(test, round, people[0]?.contestantId ?? '');
    const received = await update;
    expect(received.children[0]).toMatchObject({ code: '18070', persons: 1, headcount: 20 });
    expect(received.trend?.days[0]).toMatchObject({ persons: 1, before: null });
    expect(first.ok && received.version > first.value.version).toBe(true);

    const back = new Promise<void>((resolve) => socket.once('connect', resolve));
    socket.io.engine.close(); // the line breaks; it comes back by itself
    await enterSubmission(test, round, people[1]?.contestantId ?? '');
    await test.app.live.refresh(contest.contestId);
    await back;
    await expect
      .poll(async () => {
        const again = await enter(socket);
        return again.ok && [again.value.own.persons, again.value.children.length];
      })
      .toEqual([2, 1]);
  });

  it('[U4] a closed link is explained to whoever opens it, and who came in by it is refused', async () => {
    const { contest } = await makeContest(test.app, plainRules());
    const invite = async (revokeOthers: boolean) => {
      const made = await inviteStaff(
        test.app,
        { actor: 'test', organizationId: null, contestIds: null },
        { contestId: contest.contestId, role: 'unit-leader', unitCode: '436', revokeOthers },
      );
      return made.ok ? (made.value.path.split('#')[1] ?? '') : '';
    };
    const link = await invite(false);
    const entered = await enterByStaffLink(test.app, link);
    if (!entered.ok) throw new Error('the link opens');
    await invite(true);
    const again = await fetch(`${test.url}/api/staff/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: link }),
    });
    expect(await again.json()).toMatchObject({ ok: false, refusal: { code: 'link_closed' } });
    const refused = await new Promise<Error>((resolve) => lead(entered.value.token).once('connect_error', resolve));
    expect(refused.message).toBe('not_signed_in');
  });

  describe('lists of people', () => {
    const phoneOf = async (personId: string) => (await readPerson(test.db, personId))?.phone ?? '';
    async function withList() {
      const made = await makeContest(test.app, plainRules());
      const { contest } = made;
      const [took, rests] = [await enrolPerson(test, contest, 'Đã Thi'), await enrolPerson(test, contest, 'Chưa Thi')];
      const phones = [await phoneOf(took.personId), await phoneOf(rests.personId)];
      const table = [
        'Mã đơn vị;Họ và tên;Số điện thoại',
        `436;Trần Văn Đã Thi;${(phones[0] ?? '').replace('+84', '0')}`,
        `436;Ngô Thị Chưa Thi;${phones[1]}`,
        '436;Chưa Bao Giờ Vào;0987 000 111',
        '18070;Người Của Phường;0987 000 222',
        'X9;Không Đơn Vị;0987 000 333',
      ].join('\n');
      const organizer = await staff('organizer', contest.contestId);
      const path = `/organizer/contests/${contest.contestId}/rosters`;
      const post = (write: boolean, body = table) =>
        ask<RosterPreview>(organizer, `${path}?write=${write}`, { method: 'POST', body });
      return { ...made, took, organizer, path, post };
    }

    it('[U15] shown first and nothing is kept; written, names are kept and numbers only as hashes under a key', async () => {
      const { contest, post, organizer, path } = await withList();
      const shown = await post(false);
      expect(shown.result).toMatchObject({
        value: { people: 4, problemCount: 1, written: false, problems: [{ line: 6, problem: 'unit_unknown' }] },
      });
      expect(JSON.stringify(shown.result)).toContain('"name":"Chưa Bao Giờ Vào","phone":"098****111"'); // as a sample, no whole number
      expect(JSON.stringify(shown.result)).not.toMatch(/987 ?000|\+84/);
      expect((await ask<RosterList>(organizer, path)).result).toMatchObject({ value: { rosters: [] } });
      await post(true);
      const listed = await ask<RosterList>(organizer, path);
      expect(listed.result.ok && listed.result.value.rosters.map(({ code, people }) => [code, people])).toEqual([
        ['18070', 1],
        ['436', 3],
      ]);
      const kept = await test.db.query("select r.*, encode(phone_hash, 'escape') as h from roster_people r");
      expect(JSON.stringify(kept)).not.toContain('987000111');
      const [line] = await trailOf(contest, 1);
      const changed = { before: { people: 0 }, after: { people: 4 } };
      const detail = { units: ['436', '18070'], people: 4, leftOut: 1, ...changed };
      expect(line).toEqual(['roster:load', expect.any(String), detail]);
      const replaced = await post(true, 'Mã đơn vị;Họ tên;SĐT\n436;Một Mình;0987000444');
      expect(replaced.result).toMatchObject({ value: { units: [{ code: '436', people: 1, before: 3 }] } });
    });

    it('[U16] the leader reads, on demand, who of the own list has no entry; each reading is in the trail', async () => {
      const { contest, round, took, post } = await withList();
      const socket = lead(await staff('unit-leader', contest.contestId, '436'));
      expect(await readList(socket)).toMatchObject({ refusal: { code: 'not_found', what: 'roster' } });
      await enter(socket);
      const received = new Promise<LeaderView>((resolve) =>
        socket.on('view', (view: LeaderView) => view.roster && resolve(view)),
      );
      await post(true);
      const view = await received; // the page receives the list by itself
      expect(view.roster).toMatchObject({ people: 3 });
      expect(JSON.stringify(view)).not.toContain('Chưa Thi'); // never pushed
      await enterSubmission(test, round, took.contestantId);
      const read = await readList(socket);
      expect(read.ok && read.value.missing).toEqual(['Chưa Bao Giờ Vào', 'Ngô Thị Chưa Thi']);
      expect(JSON.stringify(read)).not.toContain('Phường'); // not of the unit below
      expect((await trailOf(contest, 1))[0]).toEqual([
        'roster:read',
        '436',
        { unit: 'Thành phố Hà Tĩnh', round: 1, people: 3, shown: 2 },
      ]);
    });

    it('[U16] a practice entry is none, and once the round is closed the list is not read', async () => {
      const { contest, round, took, post } = await withList();
      await post(true);
      const socket = lead(await staff('unit-leader', contest.contestId, '436'));
      await enterSubmission(test, round, took.contestantId, { practice: true });
      const read = await readList(socket);
      expect(read.ok && read.value.missing).toHaveLength(3);
      const beforeMs = test.clock.nowMs();
      test.clock.advance(round.closesAtMs - beforeMs);
      const late = lead(await staff('unit-leader', contest.contestId, '436'));
      expect(await readList(late)).toMatchObject({ refusal: { code: 'round_phase', phase: 'closed' } });
    });

    it('[U17] the organizer deletes a list, and all are forgotten when the rules say so; both are in the trail', async () => {
      const { contest, post, organizer, path } = await withList();
      await post(true);
      expect((await ask(organizer, `${path}/436/delete`, { method: 'POST' })).status).toBe(200);
      expect((await ask(organizer, `${path}/436/delete`, { method: 'POST' })).status).toBe(404);
      const changed = { before: { people: expect.any(Number) }, after: { people: 0 } };
      const detail = { unit: 'Thành phố Hà Tĩnh', ...changed };
      expect((await trailOf(contest, 1))[0]).toEqual(['roster:delete', '436', detail]);
      const rows = () =>
        test.db.query('select unit_code from roster_people where contest_id = $1', [contest.contestId]);
      await deleteOldRosters(test.app);
      expect(await rows()).toHaveLength(1);
      test.clock.advance(400 * 86_400_000);
      await deleteOldRosters(test.app);
      expect(await rows()).toHaveLength(0);
      expect((await trailOf(contest, 1))[0]).toEqual(['roster:expire', 'contest', { rosters: 1 }]);
    });
  });
});
