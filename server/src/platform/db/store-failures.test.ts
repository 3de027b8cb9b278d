import { describe, expect, it } from 'vitest';
import { queryRedis } from '../rankings/redis-connection.ts';
import { Unavailable } from './database.ts';
import { asUnavailable } from './store-failures.ts';

const faultOf = (code: string): Error => Object.assign(new Error('said by the driver'), { code });

describe('which failures mean an outage', () => {
  it.each(['53100', '53200', '53300', '58030', '57P01', '57P02', '57P03', '25P03', '08006', 'ECONNRESET'])(
    '[N16] %s: it cannot keep anything now, and sending again helps',
    (code) => expect(asUnavailable(faultOf(code))).toBeInstanceOf(Unavailable),
  );
  it.each(['23505', '42601', '22P02', '40P01'])('[W2] %s is an answer: our own fault stays a fault', (code) =>
    expect(asUnavailable(faultOf(code))).not.toBeInstanceOf(Unavailable),
  );

  const reply = (words: string): Promise<never> =>
    Promise.reject(Object.assign(new Error(words), { name: 'ReplyError' }));
  it('[N16] a Redis that may not write, because its disk is full, is unavailable; one that refuses the command is not', async () => {
    await expect(queryRedis(reply('MISCONF Redis is configured to save RDB snapshots'))).rejects.toBeInstanceOf(
      Unavailable,
    );
    await expect(queryRedis(reply('WRONGTYPE Operation against a key'))).rejects.not.toBeInstanceOf(Unavailable);
  });
});
