import { describe, expect, it } from 'vitest';
import { findProgram, startRedis } from '../../../../scripts/test-servers.mjs';
import { freshRedis, redisUrl } from '../../../test/fresh-redis.ts';
import { Unavailable } from '../db/database.ts';
import { describeCounters } from './counters.contract.ts';
import { openRedisCounters } from './redis-counters.ts';

if (redisUrl !== null)
  describeCounters('redis', async () => {
    const fresh = await freshRedis();
    const counters = await openRedisCounters(fresh.url, { prefix: fresh.prefix });
    const close = counters.close.bind(counters);
    counters.close = async () => {
      await close();
      await fresh.close();
    };
    return counters;
  });

describe.skipIf(findProgram('redis-server') === null)('counters during an outage of Redis', () => {
  it('[C6] [K3] throws Unavailable during the outage, and is incomplete when Redis comes back empty', async () => {
    const server = await startRedis();
    const counters = await openRedisCounters(server.url);
    expect(await counters.beginRebuild('r', 'a')).toBe(true);
    expect(await counters.endRebuild('r', 'a')).toBe(true);
    expect(await counters.read('r')).not.toBeNull();
    await server.halt();
    await expect(counters.read('r')).rejects.toBeInstanceOf(Unavailable);
    await server.resume();
    await expect.poll(() => counters.read('r').catch(() => 'unavailable'), { timeout: 10_000 }).toBeNull();
    await counters.close();
    await server.stop();
  });
});
