import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noFacts } from '../judge/facts.ts';
import { judgeContest } from '../judge/judge-contest.ts';
import { printRulebook } from '../print/print-rulebook.ts';
import { Crowd } from '../simulate/crowd.ts';
import { simulate } from '../simulate/simulate.ts';
import { exampleFile } from '../test-rulebook.ts';
import { readRulebook } from './read-rulebook.ts';

type Anything = ReturnType<typeof JSON.parse>;
const folder = new URL('../../../../docs/rulebooks/', import.meta.url);
const files: Anything[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));

/** Every place of a value, as the keys that lead to it. */
function placesOf(value: Anything, way: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...way, key]))];
}

const valueAt = (value: Anything, way: readonly string[]): Anything => way.reduce((inner, key) => inner[key], value);

/** What a hand may write where something else stood. */
const strange = fc.constantFrom<Anything>(
  ...[
    undefined,
    null,
    0,
    -1,
    1,
    2,
    1e9,
    0.5,
    '',
    'x',
    'everyone',
    'week',
    'week-1',
    'best',
    'count',
    'most',
    [],
    {},
    true,
    '2026-13-01',
    '24:00',
  ],
);
/** What is written: something strange, or a value of the same kind from elsewhere in the file. */
const change = fc.record({
  at: fc.nat(),
  value: strange,
  other: fc.option(fc.nat(), { nil: undefined, freq: 5 }),
  twice: fc.boolean(),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(file: Anything, changes: readonly Change[]): Anything {
  const copy = structuredClone(file);
  for (const { at, value, other, twice } of changes) {
    const places = placesOf(copy).filter((way) => way.length > 1);
    const way = places[at % places.length]!;
    const parent = valueAt(copy, way.slice(0, -1));
    const key = way.at(-1)!;
    const alike = places
      .map((each) => valueAt(copy, each))
      .filter((each) => typeof each === typeof parent[key] && typeof each !== 'object');
    if (twice && Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]));
    else if (other !== undefined && alike.length > 0) parent[key] = alike[other % alike.length];
    else if (value === undefined) delete parent[key];
    else parent[key] = value;
  }
  return copy;
}

describe('a rulebook that somebody has changed by hand', () => {
  it('[M2, M3] is read or refused, never a fault; what is accepted is printed, decided and played out', {
    timeout: 120_000,
  }, () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(exampleFile(), ...files),
        fc.array(change, { minLength: 1, maxLength: 2 }),
        (file, changes) => {
          const { rulebook, problems } = readRulebook(changed(file, changes));
          expect(rulebook === null).toBe(problems.some(({ severity }) => severity === 'error'));
          if (!rulebook) return;
          accepted += 1;
          expect(JSON.stringify(printRulebook(rulebook))).not.toMatch(/undefined|NaN/);
          judgeContest(rulebook, noFacts);
          const steps = simulate(rulebook, Crowd.parse({ people: 6, units: 3, takePart: 1 }), 'một');
          while (!steps.next().done);
        },
      ),
      { numRuns: 300, seed: 8127 },
    );
    expect(accepted).toBeGreaterThan(40);
  });
});
