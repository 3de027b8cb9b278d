import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerSaved, AttemptReceipt, AttemptView, ContestantView } from '@hoithi/shared/contract/contestant';
import type { SiteCard } from '@hoithi/shared/contract/public';
import type { RehearsalStarted, RehearsalView } from '@hoithi/shared/contract/rehearsal';
import type { Result } from '@hoithi/shared/contract/result';
import type { McView } from '@hoithi/shared/contract/screen';
import type { ShowAnswerSaved, ShowCommand, StageView } from '@hoithi/shared/contract/show';
import type { ShowCard } from '@hoithi/shared/contract/show-mc';
import type { EnterDemo } from '@hoithi/shared/contract/sign-in';
import { weeklyFile } from '@hoithi/shared/rulebook/test-weekly';
import { syntheticMap } from '@hoithi/shared/rules/units/test-synthetic-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceContest } from '../../scripts/announce-contest.mjs';
import { joinOrganizer } from '../../scripts/join-organizer.mjs';
import { bringNewestNode, newestNode, newestNodeComes } from '../../scripts/newest-node.mjs';
import { type ServerProcess, startServer } from '../../scripts/server-process.mjs';
import { connectDevice, type Device, enter, must, say } from './scripted-contestant.ts';
import { connect, device, joinByPhone, testQuestion, testShow } from './scripted-show.ts';

/** What runs the server: this machine's Node, and the newest long-term release where npm brings it. */
const nodes = newestNodeComes ? [`this machine's Node`, `Node ${newestNode}`] : [`this machine's Node`];

/** Asked again while the server is busy, as people do. */
const patient = { timeout: 30_000, interval: 2_000 };

/** Started as an operator tries it out: the embedded database, the demo contest, everything over real sockets. */
describe.each(nodes)('the built server under %s', (name) => {
  let folder: string;
  let server: ServerProcess;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoithi-built-'));
    const node = name === nodes[0] ? process.execPath : bringNewestNode();
    server = await startServer({ DATABASE_URL: '', REDIS_URL: '', DATA_DIR: folder, LOG_LEVEL: 'warn' }, [], { node });
  }, 120_000);
  afterAll(async () => {
    await server?.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  async function get<T>(path: string, cookie = '', body?: unknown): Promise<T> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${server.url}/api${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: text }),
      headers: { cookie, 'content-type': typeof body === 'string' ? 'application/octet-stream' : 'application/json' },
    });
    return must(response.json() as Promise<Result<T>>);
  }
  /** The cookie of the session that an address opens. */
  async function enterBy(path: string, body: unknown): Promise<string> {
    const response = await fetch(`${server.url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const set = response.headers.getSetCookie().find((each) => /^hoithi_(staff|contestant)=/.test(each));
    return set?.split(';')[0] ?? '';
  }
  /** The installation's organizer: the first account, whose session sends files too. */
  let ownSession: Promise<string> | null = null;
  const enterOwn = (): Promise<string> => {
    ownSession ??= joinOrganizer(server.url, server.organizerPath).then(({ cookie }) => cookie);
    return ownSession;
  };
  const enterDemo = (audience: EnterDemo['audience']) => enterBy('/demo/enter', { audience });
  async function fetchFile(path: string, cookie: string, length: number): Promise<string> {
    const response = await fetch(`${server.url}/api${path}`, { headers: { cookie } });
    return Buffer.from(await response.arrayBuffer()).toString('latin1', 0, length);
  }
  const readDemo = async () => {
    const { demoSlug } = await get<SiteCard>('/site');
    const visitor = await connectDevice(server, await enterDemo('contestant'));
    return { visitor, slug: demoSlug ?? '', view: await enter(visitor, demoSlug ?? '') };
  };

  it('serves its pages, and is ready', async () => {
    expect(await (await fetch(server.url)).text()).toContain('<div id="root"');
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  });

  it('[A1] takes one attempt, from the start to its receipt', async () => {
    const { visitor, view } = await readDemo();
    const round = view.rounds.find((each) => each.phase === 'open');
    const attempt = await must(say<AttemptView>(visitor, 'attempt:start', { roundId: round?.roundId }));
    const answered = await answerAll(visitor, attempt);
    const { attemptId } = attempt;
    if (attempt.prediction.enabled) await must(say(visitor, 'prediction:submit', { attemptId, value: 100 }));
    const receipt = await must(say<AttemptReceipt>(visitor, 'attempt:submit', { attemptId }));
    expect(receipt).toMatchObject({ attemptId, submittedBy: 'contestant', answered });
    expect(answered).toBe(attempt.questionCount);
    const again: ContestantView = await enter(visitor, view.contest.slug);
    expect(again.mine.find((each) => each.roundId === attempt.roundId)?.receipts).toHaveLength(1);
    visitor.disconnect();
  });

  it('[V1] runs one show: a phone joins, answers, and receives its points at the reveal', async () => {
    const cookie = await enterDemo('mc');
    const { showId } = await get<ShowCard>('/mc/shows', cookie, testShow([testQuestion('mot', 5)]));
    const mc = (await connect(server.url, '/mc', cookie)) as never as Device;
    const { runId } = await must(
      say<{ runId: string }>(mc, 'run:open', { showId, rehearsal: false, simulated: 0, device }),
    );
    const run = async () => (await must(say<McView>(mc, 'view:enter', {}))).show.run;
    /** As a finger on the button: pressed again while the time of the next step has not come. */
    const next = async (command: ShowCommand = { do: 'next' }): Promise<void> => {
      const message = { runId, seq: (await run())?.seq ?? 0, device, command };
      await expect.poll(() => say(mc, 'run:drive', message), { timeout: 15_000 }).toMatchObject({ ok: true });
    };
    const phone = await joinByPhone(server, (await run())?.stage.code ?? '', 'Hường');
    const stages: StageView[] = [];
    phone.socket.on('stage', (stage: StageView) => stages.push(stage));
    await next(); // to the question
    await next(); // opens it
    const answer = () => phone.answer(1, 'b') as Promise<Result<ShowAnswerSaved>>;
    await expect.poll(answer, { timeout: 15_000 }).toMatchObject({ ok: true });
    await next(); // locks it before its time
    await next(); // reveals
    await expect.poll(() => phone.received.join('\n'), { timeout: 15_000 }).toMatch(/"points":[1-9]/);
    await next(); // to the end
    await expect.poll(() => stages.at(-1)?.cue.kind).toBe('end');
    phone.socket.disconnect();
    mc.disconnect();
  }, 60_000);

  it('[C19] [U14] [U26] prints a report, a workbook and a poster and reads a map: what its threads do', async () => {
    const { visitor, slug, view } = await readDemo();
    visitor.disconnect();
    const organizer = await enterOwn();
    const closed = view.rounds.find((each) => each.phase === 'published')?.roundId;
    await expect.poll(() => fetchFile(`/organizer/rounds/${closed}/figures.pdf`, organizer, 5), patient).toBe('%PDF-');
    await expect.poll(() => fetchFile(`/organizer/rounds/${closed}/figures.xlsx`, organizer, 2), patient).toBe('PK');
    await expect.poll(() => fetchFile(`/contests/${slug}/units/436/poster.pdf`, organizer, 5), patient).toBe('%PDF-');
    const order = new URLSearchParams({ level: 'DISTRICT', source: 'Bản đồ thử', licence: 'CC BY 4.0' });
    const map = JSON.stringify(syntheticMap([{ code: '436', name: 'Thành phố Hà Tĩnh' }]));
    const shown = await get(`/organizer/contests/${view.contest.contestId}/maps?${order.toString()}`, organizer, map);
    expect(shown).toMatchObject({ joined: 1, written: false });
  }, 120_000);

  // Once: it takes longer than all the others together.
  const itOnce = name === nodes.at(-1) ? it : () => undefined;
  itOnce(
    '[Y3] runs the crowd of a rehearsal beside itself, and reports',
    async () => {
      const organizer = await enterOwn();
      const { contestId } = await announceContest(server.url, organizer, {
        ...{ rulebook: weeklyFile({ firstOpensAtMs: Date.parse('2023-10-16T00:00:00+07:00') }), slug: 'dien-tap' },
        units: { kind: 'set', set: '42' },
      });
      const workload = {
        ...{ people: 2, seconds: 6, joinSeconds: 1 },
        ...{ lockPercent: 0, lockSeconds: 1, dropPercent: 0, slowPercent: 0, resendPercent: 0 },
      };
      const { rehearsalId } = await get<RehearsalStarted>('/organizer/rehearsals', organizer, {
        contestId,
        workload,
        crowd: 'here',
      });
      const report = async () => (await get<RehearsalView>(`/organizer/rehearsals/${rehearsalId}`, organizer)).report;
      await expect.poll(report, { timeout: 60_000, interval: 250 }).not.toBeNull();
      expect(await report()).toMatchObject({ end: 'complete', figures: { joined: 2, submitted: 2 } });
      await expect
        .poll(() => fetchFile(`/organizer/rehearsals/${rehearsalId}/report.pdf`, organizer, 5), patient)
        .toBe('%PDF-');
    },
    90_000,
  );

  it('[N3] stops in order', async () => {
    await server.kill('SIGTERM');
    // A file or a name that the build lacks. A store that is slow beside other tests is `Unavailable`, and may be.
    expect(server.output()).not.toMatch(/"type":"\w*Error"|ERR_[A-Z]/);
  });
});

/** Answers every question with its first option. Answers with how many there were. */
async function answerAll(visitor: Device, { attemptId, questions }: AttemptView): Promise<number> {
  let answered = 0;
  const waiting = [...questions];
  for (let question = waiting.shift(); question; question = waiting.shift()) {
    const optionIds = [question.options[0]?.optionId];
    const message = { answerId: randomUUID(), attemptId, questionId: question.questionId, optionIds };
    const kept = await must(say<AnswerSaved>(visitor, 'answer:submit', message));
    ({ answered } = kept);
    if (kept.next) waiting.push(kept.next);
  }
  return answered;
}
