import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { findProgram, startRedis } from '../../../scripts/test-servers.mjs';
import { openSilentProxy } from '../../test/silent-proxy.ts';
import { Unavailable } from '../ledger/database.ts';
import { openRedisRankings } from '../rankings/redis-rankings.ts';
import { openRedisLines } from './redis-lines.ts';

describe.skipIf(findProgram('redis-server') === null)('lines to a Redis that falls silent', () => {
  it('[W16] what is said waits up to a bound, the rest is dropped, and nothing said ever fails', async () => {
    const server = await startRedis();
    const proxy = await openSilentProxy(Number(new URL(server.url).port));
    const lines = openRedisLines(`redis://127.0.0.1:${proxy.port}`, () => undefined, {
      waitingMax: 10,
      silenceMs: 300,
    });
    await once(lines.subscriber, 'ready');
    await lines.subscriber.subscribe('facts');
    const heard: string[] = [];
    lines.subscriber.on('message', (_channel, fact) => heard.push(fact));
    expect(await lines.publisher.publish('facts', 'before')).toBe(1);

    proxy.behave('silent');
    const said = Array.from({ length: 50 }, (_, at) => lines.publisher.publish('facts', `away ${at}`));
    expect(await Promise.all(said.slice(10))).toEqual(Array.from({ length: 40 }, () => 0));
    await new Promise<void>((resolve) => lines.publisher.once('close', () => resolve())); // the silence has been noticed
    proxy.behave('pass');
    lines.subscriber.disconnect(true);
    await Promise.all(said);
    await expect
      .poll(
        async () => {
          await lines.publisher.publish('facts', 'after');
          return heard.includes('after');
        },
        { timeout: 10_000 },
      )
      .toBe(true);
    expect(heard.filter((fact) => fact.startsWith('away')).length).toBeLessThanOrEqual(10);
    lines.close();
    await proxy.close();
    await server.stop();
  });

  it.each(['silent', 'garbage'] as const)(
    '[W16] rankings that are %s are Unavailable within the bound',
    async (how) => {
      const proxy = await openSilentProxy(1);
      proxy.behave(how);
      await expect(openRedisRankings(`redis://127.0.0.1:${proxy.port}`, { silenceMs: 300 })).rejects.toBeInstanceOf(
        Unavailable,
      );
      await proxy.close();
    },
  );
});
