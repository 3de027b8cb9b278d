import { describe, expect, it } from 'vitest';
import { CodeGuesses } from './code-guesses.ts';

const guesser = (device: string) => ({ device, address: '203.0.113.7', personId: null });

describe('wrong codes of a minute', () => {
  it('[H4a] [H4c] behind an address 300 are answered and 3,000 first ones of devices, not one more', async () => {
    const guesses = new CodeGuesses();
    let [first, more] = [0, 0];
    for (let device = 0; device < 4_000; device++) {
      if ((await guesses.spend(guesser(`${device}`))).ok) first += 1;
      if (device < 100)
        for (let again = 1; again < 8; again++) if ((await guesses.spend(guesser(`${device}`))).ok) more += 1;
    }
    expect([first, more]).toEqual([3_000, 300]);
  });

  it('[H4c] guesses of one device at one instant are one first guess', async () => {
    const guesses = new CodeGuesses();
    for (let device = 0; device < 50; device++)
      await Promise.all(Array.from({ length: 8 }, () => guesses.spend(guesser(`${device}`))));
    const many = await Promise.all(Array.from({ length: 8 }, () => guesses.spend(guesser('another'))));
    expect(many.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('[H4c] who was refused for the address has not guessed, and a right code leaves the first guess', async () => {
    const guesses = new CodeGuesses();
    for (let device = 0; device < 50; device++)
      for (let at = 0; at < 8; at++) await guesses.spend(guesser(`${device}`));
    for (let right = 0; right < 20; right++) {
      const spent = await guesses.spend(guesser('hall'));
      expect(spent.ok).toBe(true);
      if (spent.ok) await spent.value.giveBack();
    }
    expect((await guesses.spend(guesser('hall'))).ok).toBe(true); // mistyped
    for (let again = 0; again < 20; again++)
      expect(await guesses.spend(guesser('hall'))).toMatchObject({ refusal: { code: 'too_fast' } });
    expect((await guesses.spend({ ...guesser('hall'), address: '198.51.100.9' })).ok).toBe(true); // over mobile data
  });
});
