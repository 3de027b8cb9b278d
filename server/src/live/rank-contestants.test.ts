import { randomUUID } from 'node:crypto';
import { seededRandom } from '@hoithi/shared/rules/random';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshRedis, redisUrl } from '../../test/fresh-redis.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { memoryRankings } from '../platform/rankings/memory-rankings.ts';
import type { Rankings } from '../platform/rankings/rankings.ts';
import { openRedisRankings } from '../platform/rankings/redis-rankings.ts';
import { boardOf, rebuildRankings } from './rank-contestants.ts';

const people = 400;

describe('rankings made from the ledger', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  /** Entries with every kind of edge: no points, all points, no time, equal to the second, hours over the limit. */
  async function fillRound(roundId: string, contestId: string, seed: string): Promise<void> {
    const random = seededRandom(seed);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    for (let person = 0; person < people; person++) {
      const contestantId = randomUUID();
      await test.db.query(
        'insert into contestants (id, contest_id, person_id, simulated, registered_at_ms) values ($1, $2, $3, false, 1)',
        [contestantId, contestId, randomUUID()],
      );
      const right = pick([0, 1, 14, 15, Math.floor(random() * 16)]);
      const elapsedMs = pick([0, 999, 1_000, 412_300, 412_900, 900_000, 86_400_000, Math.floor(random() * 900_000)]);
      await test.db.query(
        `insert into submissions values (gen_random_uuid(), $1, $2, false, 1, 1, 2, 'contestant', 15, 15, $3, $3 * 10, $4, 0)`,
        [roundId, contestantId, right, elapsedMs],
      );
    }
  }

  it.each(redisUrl === null ? ['memory'] : ['memory', 'redis'])(
    '[K3] [K1] the order in %s equals the order in SQL, on random data with edges',
    async (where) => {
      const { contest, round } = await makeContest(test.app, testRules());
      await fillRound(round.roundId, contest.contestId, `order ${where}`);
      const redis = where === 'redis' ? await freshRedis() : null;
      const rankings: Rankings = redis
        ? await openRedisRankings(redis.url, { prefix: redis.prefix })
        : memoryRankings();
      await rebuildRankings({ db: test.db, rankings, contests: test.app.contests }, round.roundId);
      const rows = await test.db.query<{ who: string; rank: number }>(
        `select contestant_id as who, rank() over (order by points desc, elapsed_ms / 1000 asc)::int as rank
         from submissions where round_id = $1`,
        [round.roundId],
      );
      const expected = new Map(rows.map((row) => [row.who, row.rank]));
      const ranked = await rankings.top(boardOf(round.roundId), people);
      expect(ranked).toHaveLength(people);
      for (const { who, rank } of ranked) expect(rank).toBe(expected.get(who));
      expect(new Set(ranked.map(({ rank }) => rank)).size).toBeLessThan(people); // there were equals
      await rankings.close();
      await redis?.close();
    },
  );
});
