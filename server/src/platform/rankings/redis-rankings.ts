import type { Result } from 'ioredis';
import { assertKey, type Ranked, type Rankings } from './rankings.ts';
import { connectRedis, queryRedis, splitList } from './redis-connection.ts';
import { boardKey, redisPrefix } from './redis-keys.ts';

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

/**
 * Rankings in Redis, shared by all processes of the house.
 *
 * Refuses  Unavailable, here when Redis does not answer and later by every call while it is away; it reconnects by
 *          itself and then calls `onBack`: it may have come back empty, so whoever hears it rebuilds [K3].
 * Source   SPEC K1, K2.
 */
export async function openRedisRankings(
  url: string,
  options: { prefix?: string; onBack?: () => void; silenceMs?: number } = {},
): Promise<Rankings> {
  const keyOfBoard = (board: string): string => boardKey(options.prefix ?? redisPrefix, board);
  const redis = await connectRedis(url, options.silenceMs);
  redis.defineCommand('strictRank', { numberOfKeys: 1, lua: strictRankLua });
  redis.on('ready', () => options.onBack?.());
  const told = await queryRedis(redis.info('server'));

  return {
    store: `Redis ${/^redis_version:(\S+)/m.exec(told)?.[1] ?? ''}`.trim(),
    async put(board, keys) {
      for (const key of keys.values()) assertKey(key);
      const commands = splitList([...keys], membersPerCommand).map((part) =>
        redis.zadd(keyOfBoard(board), ...part.flatMap(([who, key]) => [String(scoreOf(key)), who])),
      );
      await queryRedis(Promise.all(commands));
    },
    async remove(board, who) {
      await queryRedis(
        Promise.all(splitList(who, membersPerCommand).map((part) => redis.zrem(keyOfBoard(board), ...part))),
      );
    },
    rankOf: (board, who) => queryRedis(redis.strictRank(keyOfBoard(board), who)),
    async keyOf(board, who) {
      const score = await queryRedis(redis.zscore(keyOfBoard(board), who));
      return score === null ? null : 0 - Number(score);
    },
    async top(board, limit) {
      if (limit <= 0) return [];
      return rankPairs(await queryRedis(redis.zrange(keyOfBoard(board), 0, String(limit - 1), 'WITHSCORES')));
    },
    size: (board) => queryRedis(redis.zcard(keyOfBoard(board))),
    async wipe(board) {
      await queryRedis(redis.unlink(keyOfBoard(board)));
    },
    ready: () => redis.status === 'ready',
    async close() {
      await redis.quit().catch(() => redis.disconnect()); // away already
    },
  };
}
