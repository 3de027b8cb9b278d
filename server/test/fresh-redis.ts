import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';

export interface FreshRedis {
  url: string;
  /** Begins every key of this test; nobody else's keys begin with it. */
  prefix: string;
  close(): Promise<void>;
}

/** Where the tests' Redis answers, or null when it was not started: `describe.skipIf(redisUrl === null)`. */
export const redisUrl = process.env.TEST_REDIS_URL ?? null;

if (redisUrl === null) console.warn('TEST_REDIS_URL is not set: tests on Redis are left out. `npm test` runs them.');

/** A corner of the tests' Redis for one test file. Close it in `afterAll`: it removes the keys. */
export async function freshRedis(): Promise<FreshRedis> {
  const url = redisUrl ?? '';
  const prefix = `hoithi-test-${randomUUID()}:`;
  return {
    url,
    prefix,
    async close() {
      const redis = new Redis(url);
      const keys = await redis.keys(`${prefix}*`);
      if (keys.length > 0) await redis.del(...keys);
      redis.disconnect();
    },
  };
}
