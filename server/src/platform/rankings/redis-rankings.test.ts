import { describe, expect, it } from 'vitest';
import { findProgram, startRedis } from '../../../../scripts/test-servers.mjs';
import { freshRedis, redisUrl } from '../../../test/fresh-redis.ts';
import { Unavailable } from '../db/database.ts';
import { describeRankings } from './rankings.contract.ts';
import type { Rankings } from './rankings.ts';
import { openRedisRankings } from './redis-rankings.ts';

/** Rankings in a corner of the tests' Redis, which is swept when they are closed. */
async function openInCorner(): Promise<Rankings> {
  const fresh = await freshRedis();
  const rankings = await openRedisRankings(fresh.url, { prefix: fresh.prefix });
  return {
    ...rankings,
    async close() {
      await rankings.close();
      await fresh.close();
    },
  };
}

if (redisUrl !== null) describeRankings('redis', openInCorner);

describe.skipIf(findProgram('redis-server') === null)('redis away and back', () => {
  it('throws Unavailable while Redis is away, says that it is not ready, and tells when it is back', async () => {
    const server = await startRedis();
    let tellBack: () => void = () => undefined;
    const back = new Promise<void>((resolve) => {
      tellBack = resolve;
    });
    const rankings = await openRedisRankings(server.url, { onBack: () => tellBack() });
    await rankings.put('b', new Map([['an', 1]]));
    await server.halt();
    await expect(rankings.rankOf('b', 'an')).rejects.toBeInstanceOf(Unavailable);
    await expect(rankings.put('b', new Map([['an', 2]]))).rejects.toBeInstanceOf(Unavailable);
    expect(rankings.ready()).toBe(false);
    await server.resume();
    await back;
    expect(rankings.ready()).toBe(true);
    expect(await rankings.size('b')).toBe(0); // it forgot, as Redis may: the ledger did not
    await rankings.close();
    await server.stop();
  });

  it('a Redis that is not there is known when it is opened', async () => {
    await expect(openRedisRankings('redis://127.0.0.1:1')).rejects.toBeInstanceOf(Unavailable);
  });
});
