import { expect, it } from 'vitest';
import { readFlags } from './flags.ts';

it('a round without flags is the promised load; the embedded store gets a tenth of the load and no idle attempts', () => {
  expect(readFlags(['round'])).toMatchObject({
    run: 'round',
    flags: { startsPerSecond: 50, seconds: 120, openMax: 12_000, pacing: 'one-by-one', save: true },
  });
  expect(readFlags(['round', '--embedded']).flags).toMatchObject({ startsPerSecond: 5, openMax: 600, ledger: 0 });
  expect(readFlags(['round', '--ledger', '500000']).flags).toMatchObject({ ledger: 500_000 });
  expect(() => readFlags(['round', '--embedded', '--ledger', '5'])).toThrow('--ledger');
});

it('a standing is of half a million attempts, and never of more people than attempts', () => {
  expect(readFlags(['standing'])).toMatchObject({
    run: 'standing',
    flags: { attempts: 500_000, persons: 300_000, standings: 1 },
  });
  expect(readFlags(['standing', '--standings', '6']).flags).toMatchObject({ standings: 6 });
  expect(readFlags(['standing', '--attempts', '10', '--persons', '20']).flags).toMatchObject({ persons: 10 });
});

it('a proof is of half a million attempts beside a hundred people who answer', () => {
  expect(readFlags(['proof'])).toMatchObject({
    run: 'proof',
    flags: { attempts: 500_000, persons: 300_000, inside: 100 },
  });
  expect(readFlags(['proof', '--attempts', '1000', '--seconds', '5']).flags).toMatchObject({
    persons: 600,
    seconds: 5,
  });
});

it('reads seconds of thinking, and refuses what it cannot read', () => {
  expect(readFlags(['round', '--think', '0.5-2']).flags).toMatchObject({ thinkMs: { leastMs: 500, mostMs: 2_000 } });
  for (const argv of [[], ['rund'], ['round', '--think', '9-4'], ['round', '--seconds', 'x'], ['round', '--fast']])
    expect(() => readFlags(argv)).toThrow();
});

it('the crowd of units is the promised one, with ten seconds of people for any rate and a quarter of it as the other rate', () => {
  expect(readFlags(['units']).flags).toMatchObject({ units: 400, leaders: 400, screens: 20, attemptsPerSecond: 200 });
  expect(readFlags(['units']).flags).toMatchObject({ otherRate: 50, persons: 2_000, questions: 3, runs: 1 });
  const small = readFlags(['units', '--units', '30', '--attempts-per-second', '8', '--runs', '3']).flags;
  expect(small).toMatchObject({ leaders: 30, persons: 80, otherRate: 2, runs: 3 });
});

it('the cost of a step is that of 600 people at 150 a second', () => {
  expect(readFlags(['cost'])).toMatchObject({ run: 'cost', flags: { persons: 600, perSecond: 150, questions: 5 } });
  expect(readFlags(['cost', '--per-second', '20']).flags).toMatchObject({ perSecond: 20 });
  expect(() => readFlags(['cost', '--embedded'])).toThrow('--embedded');
});

it('an attack is of four thousand sockets beside fifty people', () => {
  expect(readFlags(['attack'])).toMatchObject({ run: 'attack', flags: { persons: 50, seconds: 5, idle: 4_000 } });
  expect(readFlags(['attack', '--idle', '100']).flags).toMatchObject({ idle: 100 });
});

it('a bank has 20,000 questions', () => {
  expect(readFlags(['bank']).flags).toMatchObject({ questions: 20_000, attempts: 20_000, runs: 1 });
  expect(readFlags(['bank', '--questions', '500']).flags).toMatchObject({ questions: 500 });
});

it('rush, faults and soak have their loads, and only what can run embedded does', () => {
  expect(readFlags(['rush']).flags).toMatchObject({ persons: 2_000, withinSeconds: 10, inside: 500, admitted: null });
  expect(readFlags(['rush', '--let-in', '300']).flags).toMatchObject({ admitted: 300 });
  expect(readFlags(['faults', '--freeze', '3']).flags).toMatchObject({
    persons: 400,
    freezeSeconds: 3,
    calmSeconds: 5,
  });
  expect(readFlags(['faults', '--only', 'proxy,kill']).flags).toMatchObject({ only: ['kill', 'proxy'] });
  expect(() => readFlags(['faults', '--only', 'kill,lửa'])).toThrow('lửa');
  expect(readFlags(['soak', '--think', '1-2']).flags).toMatchObject({ seconds: 120, thinkMs: { mostMs: 2_000 } });
  for (const run of ['standing', 'units', 'rush', 'faults', 'soak'])
    expect(() => readFlags([run, '--embedded'])).toThrow('--embedded');
});
