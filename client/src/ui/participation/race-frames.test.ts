import type { UnitRace } from '@hoithi/shared/contract/public-participation';
import { describe, expect, it } from 'vitest';
import { raceFrames, raceLines } from './race-frames.ts';

const at = (text: string) => Date.parse(`2026-03-${text}+07:00`);
const race: UnitRace = {
  level: 'AGENCY',
  mode: 'exact',
  atMs: [at('02T23:00'), at('03T00:00'), at('03T01:00'), at('03T01:20')],
  series: [
    { code: 'b', name: 'Bình', headcount: 10, persons: [1, 2, 4, 9] },
    { code: 'a', name: 'An', headcount: 100, persons: [10, 20, 20, 90] },
    { code: 'c', name: 'Chi', headcount: null, persons: [0, 50, 60, 70] },
  ],
};

describe('the race between units', () => {
  it('[U23] at each instant everybody, best first; equal ones by name, without a headcount none has a rate', () => {
    const { frames, valueMax } = raceFrames(race, 'rate', 'hour');
    expect(frames.map(({ bars }) => bars.map(({ code }) => code))).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['b', 'a'],
      ['a', 'b'],
    ]);
    expect(valueMax).toBe(0.9);
    expect(raceFrames(race, 'persons', 'hour').frames[1]?.bars.map(({ code }) => code)).toEqual(['c', 'a', 'b']);
  });

  it('[U23] by day what stood at midnight in Vietnam, and now', () => {
    expect(raceFrames(race, 'persons', 'day').frames.map(({ atMs }) => atMs)).toEqual([at('03T00:00'), at('03T01:20')]);
  });

  it('[U23] the lines are those of the leaders at the end', () => {
    expect(raceLines(raceFrames(race, 'persons', 'hour'), 2).map(({ code, values }) => [code, values])).toEqual([
      ['a', [10, 20, 20, 90]],
      ['c', [0, 50, 60, 70]],
    ]);
  });
});
