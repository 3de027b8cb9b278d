import type { OwnRound } from '@hoithi/shared/contract/contestant';
import type { RoundCard } from '@hoithi/shared/contract/public';
import { describe, expect, it } from 'vitest';
import { chooseEntry, currentRound, type Standing } from './choose-entry.ts';

const round = (ordinal: number, phase: RoundCard['phase']): RoundCard => ({
  roundId: `r-${ordinal}`,
  ordinal,
  label: { vi: `Tuần ${ordinal}`, en: `Week ${ordinal}` },
  phase,
  opensAtMs: 0,
  closesAtMs: 10_000,
  publishAtMs: null,
  persons: null,
});
const weeks = [round(1, 'published'), round(2, 'open'), round(3, 'scheduled')];
const own = (part: Partial<OwnRound>): OwnRound => ({
  roundId: 'r-2',
  attemptsUsed: 0,
  attemptsLeft: 1,
  nextAttemptAtMs: null,
  mayPractice: true,
  receipts: [],
  prediction: null,
  result: null,
  ...part,
});
const standing = (part: Partial<Standing> = {}): Standing => ({
  signedIn: true,
  enrolled: true,
  attemptOpen: false,
  elsewhere: false,
  mine: [],
  nowMs: 5000,
  ...part,
});

describe('the round a page is about', () => {
  it('is the open one, else the next to open, else the last', () => {
    expect(currentRound(weeks)?.ordinal).toBe(2);
    expect(currentRound([round(1, 'closed'), round(2, 'scheduled')])?.ordinal).toBe(2);
    expect(currentRound([round(1, 'published'), round(2, 'finalized')])?.ordinal).toBe(2);
    expect(currentRound([])).toBeNull();
  });
});

describe('what the contest page offers', () => {
  it('a guest is led to the sign-in, a signed-in stranger to the profile', () => {
    expect(chooseEntry(weeks, standing({ signedIn: false }))).toEqual({ is: 'sign-in' });
    expect(chooseEntry(weeks, standing({ enrolled: false }))).toEqual({ is: 'enrol' });
  });

  it('[A9] an open attempt is continued, whatever is left', () => {
    expect(chooseEntry(weeks, standing({ attemptOpen: true, mine: [own({ attemptsLeft: 0 })] }))).toEqual({
      is: 'continue',
    });
  });

  it('[A11] an attempt on another device is only taken back', () => {
    expect(chooseEntry(weeks, standing({ attemptOpen: true, elsewhere: true }))).toEqual({ is: 'elsewhere' });
  });

  it('[A9] no attempts left, a cool-down and a free start are three different things', () => {
    expect(chooseEntry(weeks, standing({ mine: [own({ attemptsLeft: 0, attemptsUsed: 2 })] }))).toEqual({
      is: 'done',
      round: weeks[1],
      next: weeks[2],
      used: 2,
    });
    expect(chooseEntry(weeks, standing({ mine: [own({ nextAttemptAtMs: 5001 })] }))).toEqual({
      is: 'cooling',
      nextAtMs: 5001,
    });
    expect(chooseEntry(weeks, standing({ mine: [own({ nextAttemptAtMs: 5000 })] })).is).toBe('start');
    expect(chooseEntry(weeks, standing({ mine: [own({ attemptsLeft: null })] }))).toMatchObject({
      is: 'start',
      attemptsLeft: null,
    });
  });

  it('[F1] before the opening it waits, after the last close it is over', () => {
    expect(chooseEntry([round(1, 'scheduled')], standing()).is).toBe('not-yet');
    expect(chooseEntry([round(1, 'closed')], standing()).is).toBe('over');
    expect(chooseEntry([round(1, 'published')], standing({ signedIn: false })).is).toBe('over');
  });
});
