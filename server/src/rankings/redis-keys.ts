/** Begins every key of the house in Redis. */
export const redisPrefix = 'hoithi:';

/** The one place that makes key names: a board is one sorted set. */
export function boardKey(prefix: string, board: string): string {
  return `${prefix}ranking:${board}`;
}
