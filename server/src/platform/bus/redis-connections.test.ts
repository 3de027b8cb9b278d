import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { findProgram, startRedis } from '../../../../scripts/test-servers.mjs';
import { openSilentProxy } from '../../../test/silent-proxy.ts';
import { Unavailable } from '../db/database.ts';
import { openRedisRankings } from '../rankings/redis-rankings.ts';
import { openRedisConnections } from './redis-connections.ts';

describe.skipIf(findProgram('redis-server') === null)('connections to a Redis that goes silent', () => {
  it('[W16] [N13] a silence is noticed on both connections; facts wait up to a bound, the rest is dropped, and publishing never fails', async () => {
    const server = await startRedis();
    const proxy = await openSilentProxy(Number(new URL(server.url).port));
    const lines = openRedisConnections(`redis://127.0.0.1:${proxy.port}`, () => undefined, {
      waitingMax: 10,
      silenceMs: 300,
    });
    let backs = 0;
    lines.peers.onBack(() => backs++);
    await once(lines.subscriber, 'ready');
    await lines.subscriber.subscribe('facts');
    const received: string[] = [];
    lines.subscriber.on('message', (_channel, fact) => received.push(fact));
    expect(await lines.publisher.publish('facts', 'before')).toBe(1);

    proxy.behave('silent');
    const said = Array.from({ length: 50 }, (_, at) => lines.publisher.publish('facts', `away ${at}`));
    expect(lines.waiting()).toBe(10); // [N22]
    expect(await Promise.all(said.slice(10))).toEqual(Array.from({ length: 40 }, () => 0));
    const closed = (line: Redis) => new Promise<void>((resolve) => line.once('close', () => resolve()));
    await Promise.all([closed(lines.publisher), closed(lines.subscriber)]); // both notice the silence
    expect(lines.peers.isDeaf()).toBe(true);
    expect(backs).toBe(0);
    proxy.behave('pass');
    await Promise.all(said);
    expect(lines.waiting()).toBe(0);
    await expect
      .poll(
        async () => {
          await lines.publisher.publish('facts', 'after');
          return received.includes('after');
        },
        { timeout: 10_000 },
      )
      .toBe(true);
    expect(received.filter((fact) => fact.startsWith('away')).length).toBeLessThanOrEqual(10);
    await expect.poll(() => [backs, lines.peers.isDeaf()], { timeout: 10_000 }).toEqual([1, false]); // [N13]
    lines.close();
    await proxy.close();
    await server.stop();
  });

  it('[W7] [W16] what is published during a handshake that fails is sent when Redis is back, and no longer counts as waiting', async () => {
    const server = await startRedis();
    const proxy = await openSilentProxy(Number(new URL(server.url).port));
    proxy.behave('silent');
    const lines = openRedisConnections(`redis://127.0.0.1:${proxy.port}`, () => undefined, {
      waitingMax: 3,
      silenceMs: 200,
    });
    await once(lines.publisher, 'connect');
    const said = ['a', 'b', 'c'].map((fact) => lines.publisher.publish('facts', fact));
    await new Promise<void>((resolve) => lines.publisher.once('close', () => resolve())); // nobody greeted back
    expect(lines.waiting()).toBe(3);
    proxy.behave('pass');
    await Promise.all(said);
    expect(lines.waiting()).toBe(0);
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
