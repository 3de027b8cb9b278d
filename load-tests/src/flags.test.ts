import { expect, it } from 'vitest';
import { readFlags } from './flags.ts';

it('a round without flags is the promised load; the embedded store is asked for a tenth and no idle attempts', () => {
  expect(readFlags(['round'])).toMatchObject({
    run: 'round',
    flags: { startsPerSecond: 50, seconds: 120, openMax: 12_000, pacing: 'one-by-one', keep: true },
  });
  expect(readFlags(['round', '--embedded']).flags).toMatchObject({ startsPerSecond: 5, openMax: 600 });
});

it('a standing is of half a million attempts, and never of more people than attempts', () => {
  expect(readFlags(['standing'])).toMatchObject({ run: 'standing', flags: { attempts: 500_000, persons: 300_000 } });
  expect(readFlags(['standing', '--attempts', '10', '--persons', '20']).flags).toMatchObject({ persons: 10 });
});

it('reads seconds of thinking, and refuses what it cannot read', () => {
  expect(readFlags(['round', '--think', '0.5-2']).flags).toMatchObject({ thinkMs: { leastMs: 500, mostMs: 2_000 } });
  for (const argv of [[], ['rund'], ['round', '--think', '9-4'], ['round', '--seconds', 'x'], ['round', '--fast']])
    expect(() => readFlags(argv)).toThrow();
});
