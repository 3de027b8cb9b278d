import { describe, expect, it } from 'vitest';
import { findProgram, startRedis } from '../../../../scripts/test-servers.mjs';
import { freshRedis, redisUrl } from '../../../test/fresh-redis.ts';
import { Unavailable } from '../db/database.ts';
import { describeRankings } from './rankings.contract.ts';
import type { Rankings } from './rankings.ts';
import { openRedisRankings } from './redis-rankings.ts';

/** Rankings under a prefix of their own in the tests' Redis; their keys are deleted when they are closed. */
async function openUnderPrefix(): Promise<Rankings> {
  const fresh = await freshRedis();
  const rankings = await openRedisRankings(fresh.url, { prefix: fresh.prefix });
  const close = rankings.close.bind(rankings);
  rankings.close = async () => {
    await close();
    await fresh.close();
  };
  return rankings;
}

if (redisUrl !== null) describeRankings('redis', openUnderPrefix);

describe.skipIf(findProgram('redis-server') === null)('an outage of Redis', () => {
  it('throws Unavailable during an outage, is not ready, and reports when Redis is back', async () => {
    const server = await startRedis();
    let reportBack: () => void = () => undefined;
    const back = new Promise<void>((resolve) => {
      reportBack = resolve;
    });
    const rankings = await openRedisRankings(server.url, { onBack: () => reportBack() });
    await rankings.put('b', new Map([['an', 1]]));
    await server.halt();
    await expect(rankings.rankOf('b', 'an')).rejects.toBeInstanceOf(Unavailable);
    await expect(rankings.put('b', new Map([['an', 2]]))).rejects.toBeInstanceOf(Unavailable);
    expect(rankings.ready()).toBe(false);
    await server.resume();
    await back;
    expect(rankings.ready()).toBe(true);
    expect(await rankings.size('b')).toBe(0); // Redis may lose everything; the ledger has it
    await rankings.close();
    await server.stop();
  });

  it('an address without Redis is refused at the start', async () => {
    await expect(openRedisRankings('redis://127.0.0.1:1')).rejects.toBeInstanceOf(Unavailable);
  });
});
