import { describe, expect, it } from 'vitest';
import { readRehearseFlags } from './rehearse-flags.ts';

describe('the flags of a rehearsal', () => {
  it('[Y4] an address and a key, from the command or from the environment', () => {
    expect(readRehearseFlags(['--url', 'https://thi.example.vn/', '--key=-k'], {})).toEqual({
      url: 'https://thi.example.vn',
      key: '-k',
    });
    const env = { REHEARSAL_URL: 'http://127.0.0.1:3000', REHEARSAL_KEY: 'e' };
    expect(readRehearseFlags([], env)).toEqual({ url: 'http://127.0.0.1:3000', key: 'e' });
  });

  it.each([
    [['--key', 'k'], '--url'],
    [['--url', 'x', '--key', 'k'], '--url'],
    [['--url', 'http://a'], '--key is missing'],
  ])('[Y1] %j is refused with what is wrong: %s', (argv, words) => {
    expect(() => readRehearseFlags(argv, {})).toThrow(words);
  });
});
