import { describe, expect, it } from 'vitest';
import { RehearsalWorkload } from '../../contract/rehearsal.ts';
import { planCrowd } from './plan-crowd.ts';

const work: RehearsalWorkload = {
  people: 200,
  seconds: 120,
  joinSeconds: 20,
  lockPercent: 30,
  lockSeconds: 20,
  dropPercent: 5,
  slowPercent: 2,
  resendPercent: 5,
};
const attempt = { questions: 15, seconds: 900, questionSeconds: null };

describe('the plan of a crowd', () => {
  const { people, endsAtMs } = planCrowd(work, attempt, 'seed');

  it('[Y3] joins are even over the storm, the first at once', () => {
    expect(endsAtMs).toBe(120_000);
    expect(people.map((each) => each.joinAtMs)).toEqual(Array.from({ length: 200 }, (_, at) => at * 100));
  });

  it('[Y3] exactly the shares asked for lock, drop and read slowly', () => {
    expect(people.filter((each) => each.lock)).toHaveLength(60);
    expect(people.filter((each) => each.drop)).toHaveLength(10);
    expect(people.filter((each) => each.slow)).toHaveLength(4);
  });

  it('[Y3] the lock wave is one instant behind the storm, and all come back within a second of each other', () => {
    const locks = people.flatMap((each) => (each.lock ? [each.lock] : []));
    expect(new Set(locks.map((lock) => lock.atMs)).size).toBe(1);
    const [first] = locks;
    expect(first?.atMs).toBeGreaterThan(20_000);
    for (const { atMs, backAtMs } of locks) {
      expect(backAtMs - atMs).toBeGreaterThanOrEqual(20_000);
      expect(backAtMs - atMs).toBeLessThan(21_000);
    }
  });

  it('[Y3] everybody can hand in before the end at a usual pace, also whoever is disconnected', () => {
    for (const { joinAtMs, thinkMs, lock } of people)
      expect(joinAtMs + thinkMs * 16 + (lock ? 20_000 : 0)).toBeLessThanOrEqual(endsAtMs * 0.9 + 16);
  });

  it('[Y3] answers stay within the limits of the attempt and of the question', () => {
    const short = planCrowd({ ...work, seconds: 600 }, { questions: 10, seconds: 60, questionSeconds: 5 }, 'seed');
    for (const { thinkMs } of short.people) expect(thinkMs).toBeLessThanOrEqual(3_000);
  });

  it('[Y3] the same seed makes the same crowd, another seed another', () => {
    expect(planCrowd(work, attempt, 'seed').people).toEqual(people);
    expect(planCrowd(work, attempt, 'other').people).not.toEqual(people);
  });
});

describe('the bounds of a workload', () => {
  const reads = (part: Partial<RehearsalWorkload>) => RehearsalWorkload.safeParse({ ...work, ...part }).success;
  it('[Y3] 5,000 people and ten minutes are the most', () => {
    expect(reads({ people: 5_000, seconds: 600 })).toBe(true);
    expect(reads({ people: 5_001 })).toBe(false);
    expect(reads({ seconds: 601 })).toBe(false);
    expect(reads({ people: 0 })).toBe(false);
  });
  it('[Y3] the storm takes at most half of the time, the lock at most a third', () => {
    expect(reads({ joinSeconds: 60 })).toBe(true);
    expect(reads({ joinSeconds: 61 })).toBe(false);
    expect(reads({ lockSeconds: 40 })).toBe(true);
    expect(reads({ lockSeconds: 41 })).toBe(false);
    expect(reads({ lockSeconds: 41, lockPercent: 0 })).toBe(true);
  });
});
