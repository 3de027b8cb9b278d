import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { PhoneView, PlayerView, ShowAnswerSaved, StageView } from '@hoithi/shared/contract/show';
import { type Latency, measureLatency } from '../measure/latency.ts';
import { type Device, openTraffic, Refused, type Traffic } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import { gatherArrivals } from './fan-out.ts';
import { newPlayerKey } from './hall.ts';

export type Player = { device: Device; playerId: string; lastPlayer: string; messages: number };
export type Acked = { answerId: string; playerId: string; asking: number; given: string; elapsedMs: number };

export type Players = {
  all: Player[];
  joining: { latency: Latency; seconds: number };
  traffic: Traffic;
  /** Arrivals of the next stage message. */
  stages: ReturnType<typeof gatherArrivals>;
  /** Arrivals of the own views. */
  rows: ReturnType<typeof gatherArrivals>;
  /** The newest stage as the first player received it, and when. */
  received(): { stage: StageView; atMs: number } | null;
  /** Everybody answers once inside `withinMs` of the opening. */
  answerAll(asking: number, opensInMs: number, withinMs: number, tell: (tookMs: number) => void): Promise<Acked[]>;
  refusals: Map<string, number>;
  lost(): number;
  leave(): void;
};

const names = 'An Bình Chi Dũng Hà Lan Linh Mai Minh Nam Ngọc Phúc Quân Sơn Thảo Trang Tuấn Yến'.split(' ');

/** A hall of phones: each connects and joins by the code, `atOnce` at a time. */
export async function joinPlayers(url: string, code: string, count: number, atOnce: number): Promise<Players> {
  const all: Player[] = [];
  const latency = measureLatency();
  const stages = gatherArrivals();
  const rows = gatherArrivals();
  const refusals = new Map<string, number>();
  const traffic = openTraffic();
  let newest: { text: string; atMs: number } | null = null;
  let lost = 0;
  let next = 0;

  async function sit(at: number): Promise<void> {
    const begunMs = performance.now();
    const device = await openLeanDevice({ url, namespace: '/show', cookie: null, traffic });
    const view = await join(device, code, `${names[at % names.length]} ${at + 1}`);
    latency.record(performance.now() - begunMs);
    const player: Player = { device, playerId: view.player?.playerId ?? '', lastPlayer: '', messages: 0 };
    device.onEvent?.((text) => {
      player.messages += 1;
      if (text.startsWith('42/show,["stage"')) {
        stages.note();
        if (player === all[0]) newest = { text, atMs: performance.now() };
      } else if (text.startsWith('42/show,["player"')) {
        rows.note();
        player.lastPlayer = text;
      }
    });
    device.onLost(() => {
      lost += 1;
    });
    all.push(player);
  }
  const begunMs = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(atOnce, count) }, async () => {
      for (let at = next++; at < count; at = next++) await sit(at);
    }),
  );
  const seconds = (performance.now() - begunMs) / 1000;

  async function answer(player: Player, asking: number, acked: Acked[], tell: (tookMs: number) => void): Promise<void> {
    const given = 'abcd'[Math.floor(Math.random() * 4)] ?? 'a';
    const answerId = randomUUID();
    const { result, tookMs } = await player.device.request<ShowAnswerSaved>('answer:submit', {
      answerId,
      asking,
      given,
    });
    if (result.ok) {
      tell(tookMs);
      acked.push({ answerId, playerId: player.playerId, asking, given, elapsedMs: result.value.elapsedMs });
    } else refusals.set(result.refusal.code, (refusals.get(result.refusal.code) ?? 0) + 1);
  }
  return {
    all,
    joining: { latency, seconds },
    traffic,
    stages,
    rows,
    received: () =>
      newest && { stage: JSON.parse(newest.text.slice(newest.text.indexOf('[')))[1] as StageView, atMs: newest.atMs },
    async answerAll(asking, opensInMs, withinMs, tell) {
      const acked: Acked[] = [];
      await Promise.all(
        all.map(async (player) => {
          await pause(opensInMs + Math.random() * withinMs);
          await answer(player, asking, acked, tell);
        }),
      );
      return acked;
    },
    refusals,
    lost: () => lost,
    leave: () => {
      for (const player of all) player.device.close();
    },
  };
}

/** Joins as a phone does: where the hall joins faster than the server takes, it waits as long as it is asked to. */
async function join(device: Device, code: string, nickname: string): Promise<PhoneView> {
  const message = { code, playerKey: newPlayerKey(), nickname, unitCode: null };
  for (;;) {
    const { result } = await device.request<PhoneView>('run:join', message);
    if (result.ok) return result.value;
    if (result.refusal.code !== 'too_fast') throw new Refused('run:join', result.refusal);
    await pause(result.refusal.retryInMs);
  }
}

/** The points a phone received last. */
export const pointsShown = (player: Player): number =>
  player.lastPlayer === ''
    ? 0
    : ((JSON.parse(player.lastPlayer.slice(player.lastPlayer.indexOf('[')))[1] as PlayerView).points ?? 0);
