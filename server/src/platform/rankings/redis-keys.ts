/** Begins every key of the house in Redis. */
export const redisPrefix = 'hoithi:';

/** The one place that makes key names: a board is one sorted set. */
export function boardKey(prefix: string, board: string): string {
  return `${prefix}ranking:${board}`;
}

/** Of one scope of people counted by place: three hashes, its state, and the lock of a rebuild. */
export function countKeys(prefix: string, scope: string) {
  const key = (part: string) => `${prefix}count:${scope}:${part}`;
  return {
    people: key('people'),
    persons: key('persons'),
    attempts: key('attempts'),
    state: key('state'),
    lock: key('rebuild'),
  };
}
