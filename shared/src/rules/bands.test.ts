import { expect, it } from 'vitest';
import { qualityBands } from './bands.ts';

const persons = (questionCount: number, ...rights: number[]) =>
  Object.fromEntries(
    qualityBands(rights.map((right) => ({ right, questionCount }))).map((band) => [band.id, band.persons]),
  );

it('[F4] the edges of the bands with 20 questions: 20, 15, 5, 1, 0', () => {
  expect(persons(20, 20)).toEqual({ all: 1, from75: 0, from25: 0, under25: 0, none: 0 });
  expect(persons(20, 19, 15)).toEqual({ all: 0, from75: 2, from25: 0, under25: 0, none: 0 });
  expect(persons(20, 14, 5)).toEqual({ all: 0, from75: 0, from25: 2, under25: 0, none: 0 });
  expect(persons(20, 4, 1)).toEqual({ all: 0, from75: 0, from25: 0, under25: 2, none: 0 });
  expect(persons(20, 0)).toEqual({ all: 0, from75: 0, from25: 0, under25: 0, none: 1 });
});

it('[F4] a quarter that is no whole number is not rounded: 12 of 15 is from 75, 11 is not', () => {
  expect(persons(15, 12, 11, 4, 3)).toEqual({ all: 0, from75: 1, from25: 2, under25: 1, none: 0 });
});

it('[F4] one question: right is all, wrong is none', () => {
  expect(persons(1, 1, 0)).toEqual({ all: 1, from75: 0, from25: 0, under25: 0, none: 1 });
});

it('[F4] [C2] shares are of all entries, add up to 1, and are 0 where nobody took part', () => {
  const bands = qualityBands([20, 20, 10, 0].map((right) => ({ right, questionCount: 20 })));
  expect(bands.map((band) => band.share)).toEqual([0.5, 0, 0.25, 0, 0.25]);
  expect(qualityBands([]).every((band) => band.share === 0 && band.persons === 0)).toBe(true);
});
