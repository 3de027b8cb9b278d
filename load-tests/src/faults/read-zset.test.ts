import { expect, it } from 'vitest';
import { readReply } from './read-zset.ts';

const reply = '*4\r\n$3\r\nnam\r\n$2\r\n17\r\n$3\r\nyen\r\n$16\r\n9007199254740990\r\n';

it('reads members with their scores, and waits for the end of the reply', () => {
  expect(readReply(reply)).toEqual(
    new Map([
      ['nam', 17],
      ['yen', 9_007_199_254_740_990],
    ]),
  );
  for (let length = 0; length < reply.length; length++) expect(readReply(reply.slice(0, length))).toBeNull();
});

it('an empty set has nobody, and an error is thrown', () => {
  expect(readReply('*0\r\n')).toEqual(new Map());
  expect(() => readReply('-ERR unknown command\r\n')).toThrow('unknown command');
});
