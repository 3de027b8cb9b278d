import { randomBytes, randomUUID } from 'node:crypto';
import type { McView } from '@hoithi/shared/contract/screen';
import type { PhoneView, ShowAnswerSaved, ShowCommand } from '@hoithi/shared/contract/show';
import type { ShowFile } from '@hoithi/shared/contract/show-file';
import type { Moderation } from '@hoithi/shared/contract/show-names';
import { io, type Socket } from 'socket.io-client';
import type { CachedContest } from '../src/contest/contests.ts';
import type { Clock } from '../src/platform/clock/clock.ts';
import type { ManualClock } from '../src/platform/clock/manual-clock.ts';
import type { CachedRun } from '../src/show/cached-run.ts';
import { loadShow } from '../src/show/load-show.ts';
import { openRun } from '../src/show/open-run.ts';
import { openStaff } from './open-staff.ts';
import type { TestApp } from './open-test-app.ts';
import { must, say } from './scripted-contestant.ts';

const both = (text: string) => ({ vi: text, en: text });

/** A question whose right option is `b`. */
export const testQuestion = (id: string, seconds = 20) => ({
  kind: 'question' as const,
  seconds,
  question: {
    id,
    text: `Câu hỏi thử ${id} hỏi điều gì?`,
    options: ['a', 'b', 'c', 'd'].map((option) => ({ id: option, text: `Phương án ${option} của ${id}` })),
    right: 'b',
    explanation: `Lời giải bí mật của ${id}`,
    source: 'Tài liệu thử',
  },
});

/** A show file for a test: lobby, the cues given, end. */
export function testShow(cues: readonly unknown[], rules: Partial<ShowFile['rules']> = {}): string {
  return JSON.stringify({
    format: 'hoithi-show-1',
    id: 'thu',
    title: both('Chương trình thử'),
    rules: { timeStepMs: 100, fullUnderMs: 500, ...rules }, // fine, so that a test sees what times do
    cues: [{ kind: 'lobby', title: both('Chào mừng') }, ...cues, { kind: 'end', title: both('Xin cảm ơn') }],
  });
}

export const device = 'thiet-bi-cua-mc';

/** A run of a show, open, as the MC's page would open it. */
export async function openTestRun<C extends Clock>(
  test: TestApp<C>,
  contest: CachedContest,
  file: string,
): Promise<CachedRun> {
  const loaded = await loadShow(test.app, contest, file, 'test');
  if (!loaded.ok) throw new Error(`the test show was refused: ${JSON.stringify(loaded.refusal)}`);
  const message = { showId: loaded.value.showId, rehearsal: false, simulated: 0, device };
  const opened = await openRun(test.app, { actor: 'test', contestId: contest.contestId }, message);
  if (!opened.ok) throw new Error(`the run was refused: ${JSON.stringify(opened.refusal)}`);
  const run = await test.app.runs.byId(opened.value.runId);
  if (!run) throw new Error('a run just opened is there');
  return run;
}

export async function connect(url: string, namespace: string, cookie: string | null): Promise<Socket> {
  const socket = io(`${url}${namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: cookie === null ? {} : { cookie },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

export type ScriptedPhone = {
  socket: Socket;
  token: string;
  /** Everything this phone ever received, as text. */
  received: string[];
  view: PhoneView;
  answer(asking: number, given: string, answerId?: string): Promise<unknown>;
};

/** A phone with a player of its own. */
export async function joinByPhone(
  test: { url: string },
  code: string,
  nickname: string,
  options: { unitCode?: string; cookie?: string; token?: string } = {},
): Promise<ScriptedPhone> {
  const socket = await connect(test.url, '/show', options.cookie ?? null);
  const received: string[] = [];
  socket.onAny((...message: unknown[]) => received.push(JSON.stringify(message)));
  const token = options.token ?? randomBytes(32).toString('hex');
  const view = await must(
    say<PhoneView>(socket as never, 'run:join', {
      code,
      playerKey: token,
      nickname: options.cookie ? null : nickname,
      unitCode: options.unitCode ?? null,
    }),
  );
  received.push(JSON.stringify(view));
  const answer = (asking: number, given: string, answerId: string = randomUUID()) =>
    say<ShowAnswerSaved>(socket as never, 'answer:submit', { answerId, asking, given });
  return { socket, token, received, view, answer };
}

export const readIn = (test: { url: string }): Promise<Socket> => connect(test.url, '/show', null);
export const openScreenSocket = (test: { url: string }): Promise<Socket> => connect(test.url, '/screen', null);

/** An MC's device at one address of the server. */
export async function connectMc<C extends Clock>(
  test: TestApp<C>,
  at: { url: string },
  contest: CachedContest,
): Promise<{ socket: Socket; view: McView; cookie: string }> {
  const { token } = await openStaff(test, { role: 'mc', contestId: contest.contestId });
  const cookie = `hoithi_staff=${token}`;
  const socket = await connect(at.url, '/mc', cookie);
  return { socket, cookie, view: await must(say<McView>(socket as never, 'view:enter', {})) };
}
export const openMc = <C extends Clock>(test: TestApp<C>, contest: CachedContest) => connectMc(test, test, contest);

/** One command in the present state; throws when it is refused. */
export async function drive(socket: Socket, run: CachedRun, command: ShowCommand): Promise<void> {
  await must(say(socket as never, 'run:drive', { runId: run.row.id, seq: run.state.seq, device, command }));
}

/** An act of whoever moderates; throws when it is refused. */
export async function moderate(socket: Socket, run: CachedRun, act: Moderation): Promise<void> {
  await must(say(socket as never, 'run:moderate', { runId: run.row.id, act }));
}

/** Asks the question that is on and moves the clock to its opening. */
export async function requestNow(test: { clock: ManualClock }, socket: Socket, run: CachedRun): Promise<number> {
  await drive(socket, run, { do: 'next' });
  const asking = run.state.current;
  if (!asking) throw new Error('the question was asked');
  test.clock.set(Math.max(test.clock.nowMs(), asking.opensAtMs));
  return asking.asking;
}

/** Waits for the lock by time, then reveals. */
export async function revealNow(test: { clock: ManualClock }, socket: Socket, run: CachedRun): Promise<void> {
  const locksAtMs = run.state.current?.locksAtMs ?? 0;
  test.clock.set(Math.max(test.clock.nowMs(), locksAtMs + 300));
  await drive(socket, run, { do: 'next' });
}
