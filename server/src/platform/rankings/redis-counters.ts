import type { Result } from 'ioredis';
import { assertTally, type Counters, type PlaceFigures, rebuildSilenceMs } from './counters.ts';
import { connectRedis, queryRedis, splitList } from './redis-connection.ts';
import { countKeys, redisPrefix } from './redis-keys.ts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    putTallies(
      people: string,
      persons: string,
      attempts: string,
      state: string,
      ...flat: (string | number)[]
    ): Result<number, Context>;
    beginRebuild(
      people: string,
      persons: string,
      attempts: string,
      state: string,
      lock: string,
      token: string,
      silenceMs: number,
    ): Result<number, Context>;
    lockRebuild(lock: string, token: string, silenceMs: number): Result<number, Context>;
    endRebuild(state: string, lock: string, token: string): Result<number, Context>;
    readFigures(persons: string, attempts: string, state: string): Result<[string[], string[], string] | null, Context>;
  }
}

/**
 * KEYS people (who -> revision|attempts|place), persons and attempts (place -> sum), state. ARGV four a person: who,
 * revision, attempts, place. An older tally than the one that is there changes nothing. Returns how many were taken. C6.
 */
const putTalliesLua = `
local taken = 0
local function add(place, attempts, sign)
  if attempts == 0 then return end
  if redis.call('HINCRBY', KEYS[2], place, sign) == 0 then redis.call('HDEL', KEYS[2], place) end
  if redis.call('HINCRBY', KEYS[3], place, sign * attempts) == 0 then redis.call('HDEL', KEYS[3], place) end
end
for at = 1, #ARGV, 4 do
  local who, revision, attempts, place = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), ARGV[at + 3]
  local before = redis.call('HGET', KEYS[1], who)
  local oldRevision = 0
  local newer = true
  if before then
    local r, a, p = string.match(before, '^(%d+)|(%d+)|(.*)$')
    oldRevision = tonumber(r)
    newer = revision > oldRevision
    if newer then add(p, tonumber(a), -1) end
  end
  if newer then
    add(place, attempts, 1)
    redis.call('HSET', KEYS[1], who, ARGV[at + 1] .. '|' .. ARGV[at + 2] .. '|' .. place)
    redis.call('HINCRBY', KEYS[4], 'revisions', revision - oldRevision)
    taken = taken + 1
  end
end
return taken
`;

/** KEYS the four of a scope, then its lock. ARGV token, silence in ms. Returns 1 when emptied for this rebuild. C6. */
const beginRebuildLua = `
if redis.call('EXISTS', KEYS[5]) == 1 then return 0 end
redis.call('UNLINK', KEYS[1], KEYS[2], KEYS[3], KEYS[4])
redis.call('SET', KEYS[5], ARGV[1], 'PX', ARGV[2])
return 1
`;

/** KEYS the lock. ARGV token, silence in ms. Returns 1 while the rebuild of this token is the one under way. C6. */
const lockRebuildLua = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`;

/** KEYS state, lock. ARGV token. Returns 1 when the scope is whole by this rebuild. C6. */
const endRebuildLua = `
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('UNLINK', KEYS[2])
redis.call('HSET', KEYS[1], 'whole', 1)
return 1
`;

/** KEYS persons, attempts, state. Returns both as flat lists and the sum of revisions; nil when not whole. C6. */
const readFiguresLua = `
if redis.call('HGET', KEYS[3], 'whole') == false then return nil end
return { redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[2]), redis.call('HGET', KEYS[3], 'revisions') or '0' }
`;

const talliesPerCommand = 200;

/**
 * Counters in Redis, shared by all processes of the house.
 *
 * Refuses  Unavailable while Redis is away.
 * Source   SPEC C6.
 */
export async function openRedisCounters(
  url: string,
  options: { prefix?: string; silenceMs?: number } = {},
): Promise<Counters> {
  const redis = await connectRedis(url, options.silenceMs);
  redis.defineCommand('putTallies', { numberOfKeys: 4, lua: putTalliesLua });
  redis.defineCommand('beginRebuild', { numberOfKeys: 5, lua: beginRebuildLua });
  redis.defineCommand('lockRebuild', { numberOfKeys: 1, lua: lockRebuildLua });
  redis.defineCommand('endRebuild', { numberOfKeys: 2, lua: endRebuildLua });
  redis.defineCommand('readFigures', { numberOfKeys: 3, lua: readFiguresLua });
  const keysOf = (scope: string) => countKeys(options.prefix ?? redisPrefix, scope);

  return {
    async put(scope, tallies) {
      tallies.forEach(assertTally);
      const { people, persons, attempts, state } = keysOf(scope);
      const commands = splitList(tallies, talliesPerCommand).map((part) =>
        redis.putTallies(
          people,
          persons,
          attempts,
          state,
          ...part.flatMap((t) => [t.who, t.revision, t.attempts, t.place]),
        ),
      );
      await queryRedis(Promise.all(commands));
    },
    async read(scope) {
      const { persons, attempts, state } = keysOf(scope);
      const figures = await queryRedis(redis.readFigures(persons, attempts, state));
      if (figures === null) return null;
      const [flatPersons, flatAttempts, revisions] = figures;
      const places = new Map<string, PlaceFigures>();
      for (const [place, sum] of pairs(flatPersons)) places.set(place, { persons: Number(sum), attempts: 0 });
      for (const [place, sum] of pairs(flatAttempts)) {
        const known = places.get(place);
        if (known) known.attempts = Number(sum);
      }
      return { places, revisions: Number(revisions) };
    },
    async beginRebuild(scope, token) {
      const { people, persons, attempts, state, lock } = keysOf(scope);
      return (
        (await queryRedis(redis.beginRebuild(people, persons, attempts, state, lock, token, rebuildSilenceMs))) === 1
      );
    },
    lockRebuild: async (scope, token) =>
      (await queryRedis(redis.lockRebuild(keysOf(scope).lock, token, rebuildSilenceMs))) === 1,
    async endRebuild(scope, token) {
      const { state, lock } = keysOf(scope);
      return (await queryRedis(redis.endRebuild(state, lock, token))) === 1;
    },
    async wipe(scope) {
      await queryRedis(redis.unlink(...Object.values(keysOf(scope))));
    },
    async close() {
      await redis.quit().catch(() => redis.disconnect()); // away already
    },
  };
}

function* pairs(flat: readonly string[]): Iterable<[string, string]> {
  for (let at = 0; at + 1 < flat.length; at += 2) yield [flat[at] ?? '', flat[at + 1] ?? ''];
}
