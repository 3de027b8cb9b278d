import type { Redis, Result } from 'ioredis';
import {
  assertTally,
  type Counters,
  type PersonTally,
  type PlaceFigures,
  rebuildSilenceMs,
  type ScopeFigures,
} from './counters.ts';
import { connectRedis, countKeys, queryRedis, redisPrefix, splitList } from './redis-connection.ts';

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
 * revision, attempts, place. An older tally than the one that is there changes nothing. Returns how many were written. C6.
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

/** Counters in Redis, shared by all processes. Refuses Unavailable while Redis does not answer. Source: SPEC C6. */
class RedisCounters implements Counters {
  readonly #redis: Redis;
  readonly #prefix: string;

  constructor(redis: Redis, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  async put(scope: string, tallies: readonly PersonTally[]): Promise<void> {
    tallies.forEach(assertTally);
    const { people, persons, attempts, state } = countKeys(this.#prefix, scope);
    const commands = splitList(tallies, talliesPerCommand).map((part) => {
      const flat = part.flatMap((tally) => [tally.who, tally.revision, tally.attempts, tally.place]);
      return this.#redis.putTallies(people, persons, attempts, state, ...flat);
    });
    await queryRedis(Promise.all(commands));
  }

  async read(scope: string): Promise<ScopeFigures | null> {
    const { persons, attempts, state } = countKeys(this.#prefix, scope);
    const figures = await queryRedis(this.#redis.readFigures(persons, attempts, state));
    if (figures === null) return null;
    const [flatPersons, flatAttempts, revisions] = figures;
    const places = new Map<string, PlaceFigures>();
    for (const [place, sum] of pairs(flatPersons)) places.set(place, { persons: Number(sum), attempts: 0 });
    for (const [place, sum] of pairs(flatAttempts)) {
      const known = places.get(place);
      if (known) known.attempts = Number(sum);
    }
    return { places, revisions: Number(revisions) };
  }

  async beginRebuild(scope: string, token: string): Promise<boolean> {
    const { people, persons, attempts, state, lock } = countKeys(this.#prefix, scope);
    const begun = this.#redis.beginRebuild(people, persons, attempts, state, lock, token, rebuildSilenceMs);
    return (await queryRedis(begun)) === 1;
  }

  async lockRebuild(scope: string, token: string): Promise<boolean> {
    const { lock } = countKeys(this.#prefix, scope);
    return (await queryRedis(this.#redis.lockRebuild(lock, token, rebuildSilenceMs))) === 1;
  }

  async endRebuild(scope: string, token: string): Promise<boolean> {
    const { state, lock } = countKeys(this.#prefix, scope);
    return (await queryRedis(this.#redis.endRebuild(state, lock, token))) === 1;
  }

  async wipe(scope: string): Promise<void> {
    await queryRedis(this.#redis.unlink(...Object.values(countKeys(this.#prefix, scope))));
  }

  async close(): Promise<void> {
    await this.#redis.quit().catch(() => this.#redis.disconnect()); // unavailable already
  }
}

/** Connects to Redis. Refuses Unavailable when Redis does not answer. */
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
  return new RedisCounters(redis, options.prefix ?? redisPrefix);
}

function* pairs(flat: readonly string[]): Iterable<[string, string]> {
  for (let at = 0; at + 1 < flat.length; at += 2) yield [flat[at] ?? '', flat[at + 1] ?? ''];
}
