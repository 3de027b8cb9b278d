import { describe, expect, it } from 'vitest';
import { seededRandom } from './random.ts';
import { sortInSteps } from './sort-in-steps.ts';

function sortWhole(values: readonly number[]): { order: number[]; rests: number } {
  const compare = (one: number, other: number) => (values[one] ?? 0) - (values[other] ?? 0);
  const steps = sortInSteps(
    Uint32Array.from(values, (_, at) => at),
    compare,
  );
  for (let rests = 0; ; rests++) {
    const step = steps.next();
    if (step.done) return { order: [...step.value], rests };
  }
}

describe('a sort that rests', () => {
  it.each([0, 1, 2, 8_191, 8_192, 8_193, 16_384, 16_385, 50_000])(
    '[W10] %i values come out as from one sort, equals in the order they had',
    (length) => {
      const random = seededRandom(`sort ${length}`);
      const values = Array.from({ length }, () => Math.floor(random() * length * 0.7));
      const expected = values.map((_, at) => at).sort((one, other) => (values[one] ?? 0) - (values[other] ?? 0));
      expect(sortWhole(values).order).toEqual(expected);
    },
  );

  it('[W10] the longer, the more rests in between', () => {
    const rests = (length: number) => sortWhole(Array.from({ length }, (_, at) => -at)).rests;
    expect(rests(100)).toBe(1);
    expect(rests(50_000)).toBeGreaterThanOrEqual(20);
  });
});
