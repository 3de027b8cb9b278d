import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type {
  CrowdFigures,
  RehearsalList,
  RehearsalStarted,
  RehearsalTaken,
  RehearsalView,
  RehearsalWorkload,
} from '@hoithi/shared/contract/rehearsal';
import type { Result } from '@hoithi/shared/contract/result';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openAppNow, type TestApp, testRules } from '../../test/open-test-app.ts';
import { connectDevice, enter, must, say } from '../../test/scripted-contestant.ts';
import { setRounds } from '../../test/test-rules.ts';
import { textOfPdf } from '../../test/text-of-pdf.ts';
import type { AttemptRow } from '../attempt/attempts-sql.ts';
import type { CachedContest } from '../contest/contests.ts';
import type { Clock } from '../platform/clock/clock.ts';

const small: RehearsalWorkload = {
  people: 20,
  seconds: 9,
  joinSeconds: 2,
  lockPercent: 40,
  lockSeconds: 2,
  dropPercent: 10,
  slowPercent: 5,
  resendPercent: 20,
};
const quiet: RehearsalWorkload = {
  ...small,
  people: 1,
  lockPercent: 0,
  dropPercent: 0,
  slowPercent: 0,
  resendPercent: 0,
};
const figures: CrowdFigures = {
  seconds: 1,
  joined: 1,
  started: 1,
  submitted: 1,
  answersAcked: 1,
  answersPeak: 1,
  resent: 0,
  join: { count: 1, p50: 1, p99: 1, max: 1 },
  start: null,
  answer: { count: 1, p50: 1, p99: 1, max: 1 },
  reconnect: null,
  clock: { samples: 1, apartMs: 0 },
  errors: [],
  crowd: { cores: 2, memoryBytes: 1, os: 'x', node: 'v20', machine: 'other', address: 'x', cpuShare: 0, loopP99Ms: 0 },
};

describe('a rehearsal of a round', () => {
  let test: TestApp<Clock>;
  let contest: CachedContest;
  let boss: string;
  beforeAll(async () => {
    test = await openAppNow();
    ({ contest } = await makeContest(
      test.app,
      testRules((rules) => {
        setRounds(rules.week, [[Date.parse('2099-03-02T00:00:00+07:00'), Date.parse('2099-03-08T18:00:00+07:00')]]);
      }),
    ));
    boss = await staff('organizer', null);
  });
  afterAll(() => test.close());

  const staff = async (role: StaffRole, contestId: string | null) =>
    (await openStaff(test, { role, contestId, unitCode: null })).token;
  async function ask<T>(path: string, token: string | null, body?: unknown): Promise<Result<T>> {
    const response = await fetch(`${test.url}/api${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { cookie: `hoithi_staff=${token}` }) },
    });
    return (await response.json()) as Result<T>;
  }
  async function get<T>(path: string, token: string | null = boss, body?: unknown): Promise<T> {
    const result = await ask<T>(path, token, body);
    if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
    return result.value;
  }
  const begin = (workload: RehearsalWorkload, crowd: 'here' | 'elsewhere') =>
    get<RehearsalStarted>('/organizer/rehearsals', boss, { contestId: contest.contestId, workload, crowd });
  const look = (id: string) => get<RehearsalView>(`/organizer/rehearsals/${id}`);
  async function reportOf(id: string) {
    await expect.poll(async () => (await look(id)).report, { timeout: 60_000, interval: 250 }).not.toBeNull();
    const { report } = await look(id);
    if (!report) throw new Error('there is no report');
    return report;
  }
  const ancestorsOf = (report: Awaited<ReturnType<typeof reportOf>>, id: string) =>
    report.checks.find((line) => line.id === id);

  it('[Y3, Y5, Y6] twenty people of a process of its own, over real sockets, and the ledger agrees', async () => {
    const { rehearsalId, key } = await begin(small, 'here');
    expect(key).toBeNull();
    const report = await reportOf(rehearsalId);
    expect(report.endDetail).toBeNull();
    expect(report.end).toBe('complete');
    expect(report.figures).toMatchObject({ joined: 20, started: 20, submitted: 20, answersAcked: 300 });
    expect(report.figures?.reconnect?.count).toBeGreaterThanOrEqual(8);
    expect(report.audit).toEqual({
      claimed: 300,
      lost: 0,
      doubled: 0,
      pointsWrong: 0,
      submissions: 20,
      rankingWrong: 0,
    });
    expect(report.sameMachine).toBe(true);
    expect(report.servers).toHaveLength(1);
    expect(report.figures?.errors).toEqual([]);
    for (const id of ['end', 'joined', 'submitted', 'lost', 'doubled', 'points', 'ranking'])
      expect(ancestorsOf(report, id)?.passed, id).toBe(true);
    const paper = await fetch(`${test.url}/api/organizer/rehearsals/${rehearsalId}/report.pdf?lang=en`, {
      headers: { cookie: `hoithi_staff=${boss}` },
    });
    const text = textOfPdf(Buffer.from(await paper.arrayBuffer())).replace(/\s+/g, ' ');
    expect(text).toContain('CAPACITY REPORT OF A REHEARSAL');
    expect(text).toContain('This report covers only the workload below');
    expect(text).toContain('Simulated people 20');
  }, 90_000);

  it('[Y1, Y3] from the command line by its key, to the verdict', async () => {
    const few = { ...small, people: 3, seconds: 6, joinSeconds: 1, lockSeconds: 1, dropPercent: 0 };
    const { key } = await begin(few, 'elsewhere');
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'load-tests/src/rehearse.ts', '--url', test.url, `--key=${key}`],
      { cwd: fileURLToPath(new URL('../../../', import.meta.url)), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const received: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => received.push(text));
    await once(child, 'close');
    const said = Buffer.concat(received).toString();
    expect(said).toMatch(/pass\s+submitted\s+3 \(limit 3\)/);
    expect(said).toMatch(/pass\s+lost\s+0 \(limit 0\)/);
    const [latest] = (await get<RehearsalList>('/organizer/rehearsals')).rehearsals;
    expect(latest).toMatchObject({ crowd: 'elsewhere', workload: { people: 3 }, report: { end: 'complete' } });
  }, 60_000);

  it('[Y2] its people are forgotten, its contest is listed nowhere and counts nowhere, and the real one is as it was', async () => {
    const { rehearsalId, key } = await begin(quiet, 'elsewhere');
    const taken = await get<RehearsalTaken>('/rehearsals/crowd', null, { key });
    const app = await get<{ contests: { slug: string }[] }>('/site', null);
    expect(app.contests.map((each) => each.slug)).toEqual([contest.slug]);
    const list = await get<RehearsalList>('/organizer/rehearsals');
    expect(list.contests.map((each) => each.slug)).toEqual([contest.slug]);
    const device = await connectDevice(test, `hoithi_contestant=${taken.sessions[0]}`);
    const view = await enter(device, taken.slug);
    expect(view.contest).toMatchObject({ demo: true, name: { en: expect.stringContaining('Rehearsal') } });
    device.disconnect();
    await get('/rehearsals/end', null, { token: taken.token, figures });
    const report = await reportOf(rehearsalId);
    expect(ancestorsOf(report, 'submitted')?.passed).toBe(true);
    for (const table of [
      'people where simulated',
      'profiles',
      "sessions where kind = 'contestant'",
      'rehearsal_claims',
    ])
      expect(await test.db.query(`select 1 from ${table} limit 1`), table).toEqual([]);
    expect(test.app.contests.all().map((each) => each.slug)).toEqual([contest.slug]);
    expect(await test.db.query('select 1 from contestants where contest_id = $1', [contest.contestId])).toEqual([]);
  });

  it('[Y4] a key works once, and for nobody without it', async () => {
    const { rehearsalId, key } = await begin(quiet, 'elsewhere');
    expect(await ask('/rehearsals/crowd', null, { key: `${key}x` })).toMatchObject({ refusal: { code: 'not_found' } });
    const taken = await get<RehearsalTaken>('/rehearsals/crowd', null, { key });
    expect(taken.sessions).toHaveLength(1);
    expect(await ask('/rehearsals/crowd', null, { key })).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await ask('/rehearsals/end', null, { token: key, figures })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    const kept = await test.db.query<{ text: string }>('select r::text as text from rehearsals r');
    for (const secret of [key, taken.token])
      expect(
        kept.some(({ text }) => text.includes(String(secret))),
        'only hashes are kept',
      ).toBe(false);
    await get(`/organizer/rehearsals/${rehearsalId}/stop`, boss, {});
    await reportOf(rehearsalId);
  });

  it('[Y5] an answer that was acknowledged to the crowd and is not in the ledger is lost, and the rehearsal has not passed', async () => {
    const { rehearsalId, key } = await begin(quiet, 'elsewhere');
    const response = await fetch(`${test.url}/api/rehearsals/crowd`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7, 10.0.0.2' },
      body: JSON.stringify({ key }),
    });
    const { value } = (await response.json()) as { value: RehearsalTaken };
    const { token } = value;
    const claim = { answerId: randomUUID(), attemptId: randomUUID(), questionId: 'q-1', optionIds: ['a'] };
    await get('/rehearsals/claims', null, { token, answers: [claim] });
    await get('/rehearsals/end', null, { token, figures });
    const report = await reportOf(rehearsalId);
    expect(report.audit).toMatchObject({ claimed: 1, lost: 1 });
    expect(report.proxies).toEqual({ trusted: 0, seen: 2 });
    expect(report.sameMachine).toBe(false);
    expect(ancestorsOf(report, 'lost')).toEqual({ id: 'lost', measured: 1, limit: 0, passed: false });
    expect(report.passed).toBe(false);
  });

  it('[Y1, Y7] one at a time; one that is stopped has not passed, and its crowd receives it', async () => {
    const { rehearsalId, key } = await begin(quiet, 'elsewhere');
    const again = { contestId: contest.contestId, workload: quiet, crowd: 'elsewhere' };
    expect(await ask('/organizer/rehearsals', boss, again)).toMatchObject({ refusal: { code: 'rehearsal_runs' } });
    const { token } = await get<RehearsalTaken>('/rehearsals/crowd', null, { key });
    await get(`/organizer/rehearsals/${rehearsalId}/stop`, boss, {});
    expect(await ask('/rehearsals/progress', null, { token, figures })).toMatchObject({
      refusal: { code: 'rehearsal_over' },
    });
    expect(await reportOf(rehearsalId)).toMatchObject({ end: 'stopped', passed: false });
    const acts = await test.db.query<{ act: string }>('select act from audit where object = $1 order by id', [
      rehearsalId,
    ]);
    expect(acts.map(({ act }) => act)).toEqual(['rehearsal:start', 'rehearsal:stop', 'rehearsal:end']);
  });

  it('[Y7] a crowd that cannot reach the server is reported as one that died, with its last words', async () => {
    const address = test.app.ownAddress;
    test.app.ownAddress = () => 'http://127.0.0.1:9';
    const { rehearsalId } = await begin(quiet, 'here');
    test.app.ownAddress = address;
    const report = await reportOf(rehearsalId);
    expect(report).toMatchObject({ end: 'died', passed: false, figures: null });
    expect(report.endDetail).toContain('exit 2');
    expect(report.endDetail).toContain('fetch failed');
  });

  it('[Y7] a crowd that never came and one that fell silent are ended by their time', async () => {
    for (const [taken, end] of [
      [false, 'never-came'],
      [true, 'silent'],
    ] as const) {
      const { rehearsalId, key } = await begin(quiet, 'elsewhere');
      if (taken) {
        const crowd = await get<RehearsalTaken>('/rehearsals/crowd', null, { key });
        const device = await connectDevice(test, `hoithi_contestant=${crowd.sessions[0]}`);
        await must(say(device, 'attempt:start', { roundId: crowd.roundId }));
        device.disconnect();
      }
      await test.db.query('update rehearsals set ends_by_ms = 0 where id = $1', [rehearsalId]);
      expect(await reportOf(rehearsalId)).toMatchObject({
        end,
        passed: false,
        figures: null,
        audit: taken ? { submissions: 1, pointsWrong: 0 } : null,
      });
      expect(test.app.attempts.size(), 'what was left open is submitted and no longer cached').toBe(0);
    }
    const [row] = await test.db.query<AttemptRow>('select * from attempts limit 1');
    if (!row) throw new Error('an attempt was started');
    const held = {
      handouts: [],
      answers: new Map(),
      answersById: new Map(),
      quotaMs: 0,
      contradicted: 0,
      prediction: null,
      submission: null,
    };
    test.app.attempts.add({ row, ...contest.settings(1, 1), ...held }); // as another process may still hold it
    test.app.attempts.dropStray();
    expect(test.app.attempts.size()).toBe(0);
  });

  it('[Y1] beside a real round that is open it waits for the word that this is known', async () => {
    const { contest: open } = await makeContest(
      test.app,
      testRules((rules) => {
        setRounds(rules.week, [[Date.now() - 60_000, Date.now() + 3_600_000]]);
      }),
    );
    const message = { contestId: open.contestId, workload: quiet, crowd: 'elsewhere' };
    expect(await ask('/organizer/rehearsals', boss, message)).toMatchObject({ refusal: { code: 'round_open_beside' } });
    const { rehearsalId } = await get<RehearsalStarted>('/organizer/rehearsals', boss, {
      ...message,
      besideOpenRound: true,
    });
    await get(`/organizer/rehearsals/${rehearsalId}/stop`, boss, {});
    expect(await reportOf(rehearsalId)).toMatchObject({ besideOpenRound: true });
  });

  it('[Y8] other roles, another contest’s organizer and the organizer of a demo are refused and in the audit trail', async () => {
    const { rehearsalId } = await get<RehearsalStarted>('/organizer/rehearsals', boss, {
      contestId: contest.contestId,
      workload: quiet,
      crowd: 'elsewhere',
      besideOpenRound: true,
    });
    await get(`/organizer/rehearsals/${rehearsalId}/stop`, boss, {});
    await reportOf(rehearsalId);
    const { contest: other } = await makeContest(test.app, testRules());
    const { contest: demo } = await makeContest(test.app, testRules(), true);
    const message = { contestId: contest.contestId, workload: quiet, crowd: 'elsewhere' };
    expect(await ask('/organizer/rehearsals', null, message)).toMatchObject({ refusal: { code: 'not_signed_in' } });
    for (const [role, scope] of [
      ['mc', contest.contestId],
      ['unit-leader', contest.contestId],
      ['organizer', other.contestId],
      ['organizer', demo.contestId],
    ] as const) {
      const before = await test.db.query("select 1 from audit where act = 'access:refused' and object = 'rehearsals'");
      const contestId = role === 'organizer' && scope === demo.contestId ? demo.contestId : contest.contestId;
      const answer = await ask('/organizer/rehearsals', await staff(role, scope), { ...message, contestId });
      expect(answer, `${role} ${scope}`).toMatchObject({ refusal: { code: 'not_allowed' } });
      const after = await test.db.query("select 1 from audit where act = 'access:refused' and object = 'rehearsals'");
      expect(after.length).toBe(before.length + 1);
    }
    const own = await staff('organizer', contest.contestId);
    expect((await get<RehearsalList>('/organizer/rehearsals', own)).contests.map((each) => each.slug)).toEqual([
      contest.slug,
    ]);
    const theirs = await staff('organizer', other.contestId);
    expect((await get<RehearsalList>('/organizer/rehearsals', theirs)).rehearsals).toEqual([]);
  });
});
