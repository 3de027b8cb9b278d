import type { ShowCommand, StageView } from '@hoithi/shared/contract/show';
import { seededRandom } from '@hoithi/shared/rules/random';
import { planAward, stepsOfAward } from '@hoithi/shared/rules/show/plan-award';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must, say } from '../../test/scripted-contestant.ts';
import {
  device,
  joinByPhone,
  openMc,
  openScreenSocket,
  openTestRun,
  type ScriptedPhone,
  testQuestion,
  testShow,
} from '../../test/scripted-show.ts';
import { gatherStage } from './read-run.ts';
import { openScreen } from './screens-sql.ts';
import { boardRowsMax, viewStage } from './stage-view.ts';

const both = (text: string) => ({ vi: text, en: text });
const names = ['nhat', 'nhi', 'ba', 'khuyen-khich'];
const cues = [
  testQuestion('cau-1', 10),
  { kind: 'board', of: 'players' },
  testQuestion('cau-2', 10),
  testQuestion('cau-3', 10),
  { kind: 'award', title: both('Trao giải'), of: { what: 'round' } },
];
/** What a winner is called in the plan of the test; nobody in the hall is called so. */
const winnerName = (at: number) => `nguoi-thang-giai-${names[at]}`;
const award = planAward(
  names.map((_, at) => ({
    award: { id: 'giai', label: both('Giải') },
    prize: { place: at, label: both('Giải'), value: null },
    winner: { rank: at + 1, name: winnerName(at), unitName: null, mark: null, points: 10, elapsedMs: 1000 },
  })),
  names.length,
);
const plan = { steps: stepsOfAward(award), award, draw: null };

describe('what is never sent too early', () => {
  let test: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  async function openHall(seed: number) {
    const { contest } = await makeContest(test.app, testRules());
    const run = await openTestRun(test, contest, testShow(cues, { changeAnswer: true, freezeFromQuestion: 2 }));
    const mc = (await openMc(test, contest)).socket;
    const phones: ScriptedPhone[] = [];
    for (const name of ['Một', 'Hai', 'Ba']) phones.push(await joinByPhone(test, run.row.code, `${name} ${seed}`));
    const screen = await openScreenSocket(test);
    const seen: string[] = [];
    screen.onAny((...packet: unknown[]) => seen.push(JSON.stringify(packet)));
    const { token } = await openScreen(test.db, contest.contestId);
    seen.push(JSON.stringify(await must(say(screen as never, 'view:enter', { token }))));
    sockets.push(mc, screen, ...phones.map((phone) => phone.socket));
    return { run, mc, phones, screen, seen };
  }
  /** When this is answered, everything sent earlier has arrived: a socket delivers in order. */
  const settle = async (each: readonly Socket[]) => {
    await Promise.all(each.map((socket) => say(socket as never, 'clock:read', {})));
  };

  it.each([1, 2, 3, 4, 5, 6])(
    '[V1] [H7] seed %i: no phone and no screen gets a key before its reveal, or what another player answered',
    async (seed) => {
      const random = seededRandom(`lo-khoa-${seed}`);
      const { run, mc, phones, screen, seen } = await openHall(seed);
      const answerIds = new Map<string, number>();
      for (let step = 0; step < 60 && !run.state.ended; step++) {
        const dice = random();
        const commands: ShowCommand[] = [
          { do: 'next' },
          { do: 'next' },
          { do: 'next' },
          { do: 'back' },
          { do: 'undo' },
          { do: 'freeze', on: random() < 0.5 },
          { do: 'black', on: random() < 0.5 },
          { do: 'go', cueIndex: Math.floor(random() * 6) },
        ];
        if (dice < 0.6) {
          const command = commands[Math.floor(random() * commands.length)] as ShowCommand;
          await say(mc as never, 'run:drive', { runId: run.row.id, seq: run.state.seq, device, command });
        } else if (dice < 0.8) test.clock.advance(Math.floor(random() * 6_000));
        else {
          const at = Math.floor(random() * phones.length);
          const id = crypto.randomUUID();
          answerIds.set(id, at);
          await phones[at]?.answer(run.state.current?.asking ?? 1, 'abcd'[Math.floor(random() * 4)] ?? 'a', id);
        }
        await settle([screen, ...phones.map((phone) => phone.socket)]);
        const revealed = new Set(
          run.state.askings
            .filter((asking) => asking.revealed)
            .map((asking) => `cau-${[0, 1, 0, 2, 3][asking.cueIndex]}`),
        );
        for (const text of [seen.join(), ...phones.map((phone) => phone.received.join())]) {
          for (const id of ['cau-1', 'cau-2', 'cau-3']) {
            if (!revealed.has(id)) expect(text, `${id} at step ${step}`).not.toContain(`Lời giải bí mật của ${id}`);
            expect(text, `${id} in clear`).not.toContain(`Câu hỏi thử ${id}`);
          }
        }
        for (const [id, owner] of answerIds)
          for (const [at, phone] of phones.entries()) if (at !== owner) expect(phone.received.join()).not.toContain(id);
        for (const id of answerIds.keys()) expect(seen.join()).not.toContain(id);
      }
    },
  );

  it('[H16] no view contains a winner before the step that reveals the name, forwards and back', async () => {
    const { run, mc } = await openHall(99);
    const stageAt = async (step: number): Promise<StageView> => {
      run.state = { ...run.state, step };
      return viewStage({ ...(await gatherStage(test.app, run, '')), plan });
    };
    const random = seededRandom('trao-giai');
    const go = { do: 'go', cueIndex: 5 } as const;
    await must(say(mc as never, 'run:drive', { runId: run.row.id, seq: run.state.seq, device, command: go }));
    for (let turn = 0; turn < 300; turn++) {
      const step = Math.floor(random() * (plan.steps.length + 1));
      const stage = await stageAt(step);
      const text = JSON.stringify(stage);
      const revealed = Math.floor(step / 2);
      award.calls.forEach(({ winners: [winner] }, at) => {
        expect(text.includes(winner?.name ?? '-'), `${winner?.name} at step ${step}`).toBe(at < revealed);
      });
    }
  });

  it('[H15] while the board is frozen neither points of others nor own places move', async () => {
    const { run, mc, phones } = await openHall(7);
    const next = () =>
      must(say(mc as never, 'run:drive', { runId: run.row.id, seq: run.state.seq, device, command: { do: 'next' } }));
    const play = async (winner: number) => {
      await next();
      const { asking, opensAtMs, locksAtMs } = run.state.current ?? { asking: 0, opensAtMs: 0, locksAtMs: 0 };
      test.clock.set(opensAtMs);
      await phones[winner]?.answer(asking, 'b');
      test.clock.set(locksAtMs + 300);
      await next();
    };
    await next();
    await play(0);
    await next();
    await next();
    await play(1);
    expect(run.state.frozenSinceMs).not.toBeNull();
    const frozen = viewStage(await gatherStage(test.app, run, ''));
    expect(frozen.frozen).toBe(true);
    const back = { do: 'go', cueIndex: 2 } as const;
    await must(say(mc as never, 'run:drive', { runId: run.row.id, seq: run.state.seq, device, command: back }));
    const board = () => gatherStage(test.app, run, '', boardRowsMax).then((input) => viewStage(input).cue);
    expect(await board()).toMatchObject({ rows: [{ name: 'Một 7', points: 1000 }, { points: 0 }, { points: 0 }] });
    await settle(phones.map((phone) => phone.socket));
    const own = JSON.parse(phones[1]?.received.findLast((text) => text.startsWith('["player"')) ?? '[]')[1];
    expect(own).toMatchObject({ place: null, toNext: null, last: { right: true } });
    const lift = { do: 'freeze', on: false } as const;
    await must(say(mc as never, 'run:drive', { runId: run.row.id, seq: run.state.seq, device, command: lift }));
    expect(await board()).toMatchObject({
      rows: [{ points: 1000 }, { points: 1000, rank: 1 }, { points: 0, rank: 3 }],
    });
  });
});
