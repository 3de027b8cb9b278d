import { describe, expect, it } from 'vitest';
import { countTargets, missingPeople, oneTarget } from './count-targets.ts';

const unit = (persons: number, headcount: number | null, targetRate: number | null) => ({
  persons,
  headcount,
  targetRate,
});

describe('units against their targets', () => {
  it('[U11] people are missing in whole people: 20 of 30 lacks one to 70 %, 21 lacks none', () => {
    expect(missingPeople(unit(20, 30, 0.7))).toBe(1);
    expect(missingPeople(unit(21, 30, 0.7))).toBe(0);
    expect(missingPeople(unit(45, 30, 1))).toBe(0);
  });

  it('[U11] [C2] without a headcount or a target nothing is missing and nothing is reached', () => {
    expect(missingPeople(unit(1, null, 0.7))).toBeNull();
    expect(missingPeople(unit(0, 0, 0.7))).toBeNull();
    expect(missingPeople(unit(1, 30, null))).toBeNull();
  });

  it('[U28] units with a target and a headcount are counted, each against its own target', () => {
    const units = [unit(10, 10, 1), unit(9, 10, 1), unit(7, 10, 0.7), unit(7, null, 0.7), unit(10, 10, null)];
    expect(countTargets(units)).toEqual({ rate: null, reached: 2, of: 3 });
    expect(countTargets(units.slice(0, 2))).toEqual({ rate: 1, reached: 1, of: 2 });
    expect(countTargets(units.slice(3))).toBeNull();
    expect(countTargets([])).toBeNull();
  });

  it('[U28] one target is that of all who have one; others do not spoil it', () => {
    expect(oneTarget([unit(0, 10, 0.7), unit(0, null, 0.7), unit(0, 10, null)])).toBe(0.7);
    expect(oneTarget([unit(0, 10, 0.7), unit(0, 10, 1)])).toBeNull();
    expect(oneTarget([unit(0, 10, null)])).toBeNull();
  });
});
