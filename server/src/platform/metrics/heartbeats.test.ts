import { emptyBuckets } from '@hoithi/shared/rules/ack-times';
import { expect, it } from 'vitest';
import type { Bus } from '../bus/bus.ts';
import type { Pulse } from './heartbeat.ts';
import { keepPulses } from './heartbeats.ts';

const pulseOf = (process: string, change: Partial<Pulse> = {}): Pulse => ({
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
  const heard: ((pulse: Pulse, from: 'here' | 'elsewhere') => void)[] = [];
  const bus: Bus = {
    say: () => undefined,
    first: () => undefined,
    tellHere: () => undefined,
    hear: (_fact, listener) => heard.push(listener as never),
  };
  const pulses = keepPulses(
    bus,
    () => pulseOf('own'),
    () => time.nowMs,
  );
  pulses.stop();
  return { time, pulses, hear: (pulse: Pulse) => heard[0]?.(pulse, 'elsewhere') };
}
const namesOf = (pulses: ReturnType<typeof open>['pulses']) => pulses.all().map(({ pulse }) => pulse.process);

it('[N3] another process serves while it is heard and not on its way out', () => {
  const { pulses, hear, time } = open();
  expect(pulses.othersServe()).toBe(false);
  hear(pulseOf('other'));
  expect(pulses.othersServe()).toBe(true);
  time.nowMs = 7_000;
  expect(pulses.othersServe()).toBe(false);
  hear(pulseOf('other', { draining: true }));
  expect(pulses.othersServe()).toBe(false);
});

it('[N11] one that went without a word is told of for two minutes, one that left in order is forgotten', () => {
  const { pulses, hear, time } = open();
  hear(pulseOf('killed'));
  hear(pulseOf('left', { draining: true }));
  expect(namesOf(pulses)).toEqual(['own', 'killed', 'left']);
  time.nowMs = 8_000;
  expect(namesOf(pulses)).toEqual(['own', 'killed']);
  time.nowMs = 121_000;
  expect(namesOf(pulses)).toEqual(['own']);
});
