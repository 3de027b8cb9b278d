import type { Redis, Result } from 'ioredis';
import { assertKey, type Ranked, type Rankings } from './rankings.ts';
import { boardKey, connectRedis, queryRedis, redisPrefix, splitList } from './redis-connection.ts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    strictRank(key: string, member: string): Result<number | null, Context>;
  }
}

/**
 * KEYS[1] the board, ARGV[1] the member. Returns 1 + how many are strictly ahead, or nil for one who is not on it.
 * Scores are negated keys, so ahead is a lower score. SPEC K2.
 */
const strictRankLua = `
local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not score then return nil end
return 1 + redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. score)
`;

/** Members in one ZADD, so that no command holds up the others for long. */
const membersPerCommand = 1_000;
/** Redis orders equal scores by member, ascending. Keys are negated so that a descending board does too. */
const scoreOf = (key: number): number => 0 - key;

/** Pairs of member and score, as Redis lists them, into places. */
function rankPairs(flat: readonly string[]): Ranked[] {
  const places: Ranked[] = [];
  for (let at = 0; at < flat.length; at += 2) {
    const key = 0 - Number(flat[at + 1]);
    const last = places.at(-1);
    places.push({ who: flat[at] ?? '', key, rank: last?.key === key ? last.rank : places.length + 1 });
  }
  return places;
}

/** Rankings in Redis, shared by all processes. Refuses Unavailable while Redis does not answer. Source: SPEC K1, K2. */
class RedisRankings implements Rankings {
  readonly store: string;
  readonly #redis: Redis;
  readonly #prefix: string;

  constructor(redis: Redis, prefix: string, serverInfo: string) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.store = `Redis ${/^redis_version:(\S+)/m.exec(serverInfo)?.[1] ?? ''}`.trim();
  }

  #keyOf(board: string): string {
    return boardKey(this.#prefix, board);
  }

  async put(board: string, keys: ReadonlyMap<string, number>): Promise<void> {
    for (const key of keys.values()) assertKey(key);
    const commands = splitList([...keys], membersPerCommand).map((part) =>
      this.#redis.zadd(this.#keyOf(board), ...part.flatMap(([who, key]) => [String(scoreOf(key)), who])),
    );
    await queryRedis(Promise.all(commands));
  }

  async remove(board: string, who: readonly string[]): Promise<void> {
    const commands = splitList(who, membersPerCommand).map((part) => this.#redis.zrem(this.#keyOf(board), ...part));
    await queryRedis(Promise.all(commands));
  }

  rankOf(board: string, who: string): Promise<number | null> {
    return queryRedis(this.#redis.strictRank(this.#keyOf(board), who));
  }

  async keyOf(board: string, who: string): Promise<number | null> {
    const score = await queryRedis(this.#redis.zscore(this.#keyOf(board), who));
    return score === null ? null : 0 - Number(score);
  }

  async top(board: string, limit: number): Promise<Ranked[]> {
    if (limit <= 0) return [];
    return rankPairs(await queryRedis(this.#redis.zrange(this.#keyOf(board), 0, String(limit - 1), 'WITHSCORES')));
  }

  size(board: string): Promise<number> {
    return queryRedis(this.#redis.zcard(this.#keyOf(board)));
  }

  async wipe(board: string): Promise<void> {
    await queryRedis(this.#redis.unlink(this.#keyOf(board)));
  }

  ready(): boolean {
    return this.#redis.status === 'ready';
  }

  async close(): Promise<void> {
    await this.#redis.quit().catch(() => this.#redis.disconnect()); // unavailable already
  }
}

/**
 * Connects to Redis. It reconnects by itself after an outage and then calls `onBack`: Redis may have come back empty, so
 * whoever is called rebuilds [K3].
 *
 * Refuses  Unavailable when Redis does not answer.
 */
export async function openRedisRankings(
  url: string,
  options: { prefix?: string; onBack?: () => void; silenceMs?: number } = {},
): Promise<Rankings> {
  const redis = await connectRedis(url, options.silenceMs);
  redis.defineCommand('strictRank', { numberOfKeys: 1, lua: strictRankLua });
  redis.on('ready', () => options.onBack?.());
  return new RedisRankings(redis, options.prefix ?? redisPrefix, await queryRedis(redis.info('server')));
}
