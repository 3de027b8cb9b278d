import type { NightTrouble } from '@hoithi/shared/contract/night';
import { bucketOf, emptyBuckets } from '@hoithi/shared/rules/ack-times';
import { describe, expect, it } from 'vitest';
import type { Heartbeat, ReceivedHeartbeat } from '../platform/metrics/heartbeat.ts';
import { viewNight } from './night-view.ts';

const nowMs = 1_000_000;
function acks(...times: number[]): number[] {
  const buckets = emptyBuckets();
  for (const ms of times) buckets[bucketOf(ms)] = (buckets[bucketOf(ms)] ?? 0) + 1;
  return buckets;
}
const received = (process: string, change: Partial<Heartbeat> = {}, receivedAgoMs = 0): ReceivedHeartbeat => ({
  receivedAgoMs,
  heartbeat: {
    process,
    version: '0.1.0',
    startedAtMs: 500_000,
    draining: false,
    sockets: { contestant: 10, screen: 1 },
    contestants: {},
    loopDelayMs: 3,
    memoryBytes: 100,
    lastMinute: { acks: acks(), late: 0, faults: 0 },
    batchAgeMs: 0,
    rankings: { waiting: 0, checkedAtMs: nowMs - 4_000 },
    stores: { database: { ok: true, ageMs: 900 }, redis: { ok: true, ageMs: 900 } },
    ...change,
  },
});
const look = (...heartbeats: ReceivedHeartbeat[]) =>
  viewNight({ version: 1, nowMs, heartbeats, named: true, backupAtMs: null });
const codes = (...heartbeats: ReceivedHeartbeat[]): NightTrouble['code'][] =>
  look(...heartbeats).troubles.map(({ code }) => code);

describe('the night in one glance', () => {
  it('[N11] two calm processes: no trouble, and the figures of both together', () => {
    const view = look(
      received('a', { lastMinute: { acks: acks(8, 8, 8), late: 0, faults: 0 } }),
      received('b', { startedAtMs: 400_000, lastMinute: { acks: acks(90), late: 0, faults: 0 } }),
    );
    expect(view.troubles).toEqual([]);
    expect(view.sockets).toEqual({ contestant: 20, screen: 2 });
    expect(view.lastMinute.answers).toBe(4);
    expect(view.lastMinute.ackP99Ms).toBeGreaterThan(75);
    expect(view.startedAtMs).toBe(400_000);
    expect(view.processes.map(({ name, sockets }) => [name, sockets])).toEqual([
      ['b', 11],
      ['a', 11],
    ]);
    expect(view.rankings).toEqual({ waiting: 0, checkedAgoMs: 4_000 });
  });

  it('[N11] whoever organizes one contest sees no names of machines', () => {
    const view = viewNight({ version: 1, nowMs, heartbeats: [received('host:7')], named: false, backupAtMs: null });
    expect(JSON.stringify(view)).not.toContain('host');
  });

  it.each<[NightTrouble['code'], Partial<Heartbeat>]>([
    ['store_unavailable', { stores: { database: { ok: false, ageMs: 8_000 }, redis: null } }],
    ['answers_waiting', { batchAgeMs: 3_000 }],
    ['acks_slow', { lastMinute: { acks: acks(2_000), late: 0, faults: 0 } }],
    ['faults', { lastMinute: { acks: acks(), late: 0, faults: 1 } }],
    ['loop_slow', { loopDelayMs: 200 }],
    ['rankings_behind', { rankings: { waiting: 1, checkedAtMs: nowMs - 60_000 } }],
    ['answers_late', { lastMinute: { acks: acks(...Array.from({ length: 100 }, () => 5)), late: 5, faults: 0 } }],
    ['connections_scarce', { connections: { open: 801, max: 1_000 } }],
    ['versions_differ', { version: '0.2.0' }],
  ])('[N11] %s', (code, change) => {
    expect(
      codes(received('a', change), received('b', { stores: change.stores ?? received('b').heartbeat.stores })),
    ).toEqual([code]);
  });

  it('[N11] below the bounds all is calm', () => {
    const late = { acks: acks(...Array.from({ length: 101 }, () => 5)), late: 5, faults: 0 };
    expect(codes(received('a', { batchAgeMs: 2_999, loopDelayMs: 199, lastMinute: late }))).toEqual([]);
    expect(codes(received('a', { connections: { open: 800, max: 1_000 } }))).toEqual([]);
    expect(codes(received('a', { rankings: { waiting: 9, checkedAtMs: nowMs - 59_000 } }))).toEqual([]);
  });

  it('[W17] each process reports how many connections it has and takes; one of an earlier version does not report it', () => {
    const view = look(received('a', { connections: { open: 12, max: 724 } }), received('b'));
    expect(view.processes.map(({ name, connections }) => [name, connections])).toEqual([
      ['a', { open: 12, max: 724 }],
      ['b', undefined],
    ]);
    expect(codes(received('a'), received('b', { connections: { open: 99, max: 100 } }, 7_000))).toEqual([
      'process_silent',
    ]);
  });

  it('[N11] a silent process is reported, and does not count; while Redis is away its silence says nothing', () => {
    const silent = received('b', {}, 7_000);
    expect(codes(received('a'), silent)).toEqual(['process_silent']);
    expect(look(received('a'), silent).sockets).toEqual({ contestant: 10, screen: 1 });
    const noRedis = { stores: { database: { ok: true, ageMs: 0 }, redis: { ok: false, ageMs: 9_000 } } };
    expect(codes(received('a', noRedis), silent)).toEqual(['store_unavailable']);
  });
});
