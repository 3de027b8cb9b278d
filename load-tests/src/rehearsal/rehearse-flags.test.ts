import { describe, expect, it } from 'vitest';
import { readRehearseFlags } from './rehearse-flags.ts';

describe('the flags of a rehearsal', () => {
  it('[Y4] an address and a key, from the command or from the environment', () => {
    expect(readRehearseFlags(['--url', 'https://thi.example.vn/', '--key', 'k'], {})).toEqual({
      url: 'https://thi.example.vn',
      key: 'k',
    });
    const env = { REHEARSAL_URL: 'http://127.0.0.1:3000', REHEARSAL_KEY: 'e' };
    expect(readRehearseFlags([], env)).toEqual({ url: 'http://127.0.0.1:3000', key: 'e' });
  });

  it('[Y1] or a one-time link with a contest and a workload', () => {
    const read = readRehearseFlags(['--url', 'http://a', '--link', 'l#t', '--contest', 'c', '--people', '50'], {});
    expect(read).toMatchObject({ link: 'l#t', contest: 'c', workload: { people: 50, lockPercent: 30 } });
  });

  it.each([
    [['--key', 'k'], '--url'],
    [['--url', 'x', '--key', 'k'], '--url'],
    [['--url', 'http://a'], '--key is missing'],
    [['--url', 'http://a', '--link', 'l'], '--contest'],
    [['--url', 'http://a', '--link', 'l', '--contest', 'c', '--people', '9000'], 'people'],
    [['--url', 'http://a', '--link', 'l', '--contest', 'c', '--people', 'many'], 'people'],
  ])('[Y1] %j is refused with what is wrong: %s', (argv, words) => {
    expect(() => readRehearseFlags(argv, {})).toThrow(words);
  });
});
