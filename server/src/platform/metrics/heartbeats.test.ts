import { emptyBuckets } from '@hoithi/shared/rules/ack-times';
import { expect, it } from 'vitest';
import type { Bus } from '../bus/bus.ts';
import type { Heartbeat } from './heartbeat.ts';
import { sendHeartbeats } from './heartbeats.ts';

const heartbeatOf = (process: string, change: Partial<Heartbeat> = {}): Heartbeat => ({
  process,
  version: '0.1.0',
  startedAtMs: 0,
  draining: false,
  sockets: {},
  contestants: {},
  loopDelayMs: 0,
  memoryBytes: 0,
  lastMinute: { acks: emptyBuckets(), late: 0, faults: 0 },
  batchAgeMs: 0,
  rankings: { waiting: 0, checkedAtMs: null },
  stores: { database: { ok: true, ageMs: 0 }, redis: null },
  ...change,
});

function open() {
  const time = { nowMs: 0 };
  const received: ((heartbeat: Heartbeat, from: 'here' | 'elsewhere') => void)[] = [];
  const bus: Bus = {
    publish: () => undefined,
    intercept: () => undefined,
    publishLocally: () => undefined,
    subscribe: (_fact, listener) => received.push(listener as never),
  };
  const heartbeats = sendHeartbeats(
    bus,
    () => heartbeatOf('own'),
    () => time.nowMs,
  );
  heartbeats.stop();
  return { time, heartbeats, hear: (heartbeat: Heartbeat) => received[0]?.(heartbeat, 'elsewhere') };
}
const namesOf = (heartbeats: ReturnType<typeof open>['heartbeats']) =>
  heartbeats.all().map(({ heartbeat }) => heartbeat.process);

it('[N3] another process serves while it reports and is not draining', () => {
  const { heartbeats, hear, time } = open();
  expect(heartbeats.othersServe()).toBe(false);
  hear(heartbeatOf('other'));
  expect(heartbeats.othersServe()).toBe(true);
  time.nowMs = 7_000;
  expect(heartbeats.othersServe()).toBe(false);
  hear(heartbeatOf('other', { draining: true }));
  expect(heartbeats.othersServe()).toBe(false);
});

it('[N11] one that ended without a last report is listed for two minutes, one that left in order is not', () => {
  const { heartbeats, hear, time } = open();
  hear(heartbeatOf('killed'));
  hear(heartbeatOf('left', { draining: true }));
  expect(namesOf(heartbeats)).toEqual(['own', 'killed', 'left']);
  time.nowMs = 8_000;
  expect(namesOf(heartbeats)).toEqual(['own', 'killed']);
  time.nowMs = 121_000;
  expect(namesOf(heartbeats)).toEqual(['own']);
});
