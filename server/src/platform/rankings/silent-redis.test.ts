import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram, startRedis } from '../../../../scripts/test-servers.mjs';
import { openSilentProxy, type SilentProxy } from '../../../test/silent-proxy.ts';
import { openRedisConnections, type RedisConnections } from '../bus/redis-connections.ts';
import { Unavailable } from '../db/database.ts';
import type { Rankings } from './rankings.ts';
import { openRedisRankings } from './redis-rankings.ts';

const silenceMs = 300;
const patience = { timeout: 10_000 };

describe.skipIf(findProgram('redis-server') === null)('a Redis that goes silent', () => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  let proxy: SilentProxy;
  let rankings: Rankings;
  let connections: RedisConnections;
  beforeAll(async () => {
    server = await startRedis();
    proxy = await openSilentProxy(Number(new URL(server.url).port), 1_000);
    const url = `redis://127.0.0.1:${proxy.port}`;
    rankings = await openRedisRankings(url, { silenceMs });
    connections = openRedisConnections(url, () => undefined, { silenceMs });
    await rankings.put('board', new Map([['an', 7]]));
  });
  afterAll(async () => {
    connections.close();
    await rankings.close();
    await proxy.close();
    await server.stop();
  });

  it.each(['silent', 'garbage', 'slow'] as const)(
    '[W16] %s: rankings are Unavailable, no published fact fails, and all work again when Redis is back',
    async (how) => {
      proxy.behave(how);
      await expect(rankings.rankOf('board', 'an')).rejects.toBeInstanceOf(Unavailable);
      await expect(rankings.put('board', new Map([['an', 8]]))).rejects.toBeInstanceOf(Unavailable);
      const published = connections.publisher.publish('facts', 'a fact');
      proxy.behave('pass');
      expect(await published).toBeTypeOf('number');
      await expect.poll(() => rankings.rankOf('board', 'an').catch(() => null), patience).toBe(1);
      await expect.poll(() => connections.peers.isDeaf(), patience).toBe(false);
    },
  );
});
