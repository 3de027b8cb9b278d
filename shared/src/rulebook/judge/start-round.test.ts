import { describe, expect, it } from 'vitest';
import type { Round } from '../model/round.ts';
import { exampleRulebook } from '../test-rulebook.ts';
import { allowBy } from './allow-attempt.ts';
import { expandRounds, type OpenRound } from './expand-rounds.ts';
import { type StartHistory, startRound } from './start-round.ts';

const nothing = { usedInRound: 0, usedToday: 0, usedInContest: 0, lastSubmittedAtMs: null };
const fresh: StartHistory = { ...nothing, openAttemptId: null };
const round = { opensAtMs: 0, closesAtMs: 1_000_000, settled: false, finalized: false, published: false };
const withAttempts = (limits: Round['attempts']['limits'], coolDownSeconds = 0): OpenRound => ({
  ...expandRounds(exampleRulebook())[0]!,
  practice: { topics: ['luat'] },
  attempts: { limits, coolDownSeconds },
});
const once = withAttempts([{ max: 1, per: 'round' }]);
const unlimited = withAttempts([]);
const twiceAContest = withAttempts([{ max: 2, per: 'contest' }]);
const coolDown = withAttempts([{ max: 3, per: 'round' }], 60);

describe('the allowance', () => {
  it('[A9] per round: attempts of other rounds do not count', () => {
    expect(allowBy(once, { ...fresh, usedInContest: 3 }, 0)).toMatchObject({ left: 1, nextAtMs: null });
    expect(allowBy(once, { ...fresh, usedInRound: 1, usedInContest: 4 }, 0).left).toBe(0);
  });
  it('[A9] per contest: they do', () => {
    expect(allowBy(twiceAContest, { ...fresh, usedInContest: 1 }, 0)).toMatchObject({ left: 1, nextAtMs: null });
    expect(allowBy(twiceAContest, { ...fresh, usedInContest: 2 }, 0).left).toBe(0);
  });
  it('[A9] unlimited: nothing runs out', () => {
    expect(allowBy(unlimited, { ...fresh, usedInRound: 13_000 }, 0)).toMatchObject({ left: null, nextAtMs: null });
  });
  it('[A9] more used than a later version allows leaves none, not fewer than none', () => {
    expect(allowBy(once, { ...fresh, usedInRound: 2 }, 0).left).toBe(0);
  });
  it('[A9] the cool-down runs from the last submission and is over at its instant', () => {
    const history = { ...fresh, usedInRound: 1, usedInContest: 1, lastSubmittedAtMs: 10_000 };
    expect(allowBy(coolDown, history, 69_999).nextAtMs).toBe(70_000);
    expect(allowBy(coolDown, history, 70_000).nextAtMs).toBeNull();
  });
  it('[A9] there is no next instant where no attempt is left', () => {
    const history = { ...fresh, usedInRound: 3, usedInContest: 3, lastSubmittedAtMs: 10_000 };
    expect(allowBy(coolDown, history, 10_001)).toMatchObject({ left: 0, nextAtMs: null });
  });
});

describe('starting', () => {
  it('[A9] the first attempt has ordinal 1, the next after two submitted has ordinal 3', () => {
    expect(startRound(once, round, fresh, false, 10)).toEqual({ ok: true, value: { kind: 'start', ordinal: 1 } });
    const twice = { ...fresh, usedInRound: 2, usedInContest: 7 };
    expect(startRound(unlimited, round, twice, false, 10)).toEqual({ ok: true, value: { kind: 'start', ordinal: 3 } });
  });
  it('[R2] works on the opening instant and no longer on the closing one', () => {
    expect(startRound(once, round, fresh, false, 0).ok).toBe(true);
    expect(startRound(once, round, fresh, false, 999_999).ok).toBe(true);
    const refusal = { code: 'round_not_open', phase: 'closed', opensAtMs: 0, closesAtMs: 1_000_000 };
    expect(startRound(once, round, fresh, false, 1_000_000)).toEqual({ ok: false, refusal });
  });
  it('[F1] a round not yet open is refused with its phase', () => {
    const refusal = { code: 'round_not_open', phase: 'scheduled', opensAtMs: 0, closesAtMs: 1_000_000 };
    expect(startRound(once, round, fresh, false, -1)).toEqual({ ok: false, refusal });
  });
  it('[A9] an open attempt is continued, though none is left', () => {
    const history = { ...fresh, openAttemptId: 'open', usedInRound: 1 };
    expect(startRound(once, round, history, false, 10)).toEqual({
      ok: true,
      value: { kind: 'continue', attemptId: 'open' },
    });
  });
  it('[A9] after the close nothing is continued: the server submits what it has', () => {
    expect(startRound(once, round, { ...fresh, openAttemptId: 'open' }, false, 1_000_000).ok).toBe(false);
  });
  it('[A9] the last attempt used, another is refused with the maximum', () => {
    const history = { ...fresh, usedInRound: 1, usedInContest: 1, lastSubmittedAtMs: 5 };
    expect(startRound(once, round, history, false, 10)).toEqual({
      ok: false,
      refusal: { code: 'no_attempts_left', max: 1 },
    });
  });
  it('[A9] within the cool-down it is refused with the instant of the next', () => {
    const history = { ...fresh, usedInRound: 1, usedInContest: 1, lastSubmittedAtMs: 5000 };
    expect(startRound(coolDown, round, history, false, 64_999)).toEqual({
      ok: false,
      refusal: { code: 'cooling_down', nextAtMs: 65_000 },
    });
    expect(startRound(coolDown, round, history, false, 65_000)).toEqual({
      ok: true,
      value: { kind: 'start', ordinal: 2 },
    });
  });
});

describe('limits a day', () => {
  it('[M7] count the attempts of the day in this round, beside every other limit', () => {
    const daily = {
      ...once,
      attempts: {
        limits: [
          { max: 2, per: 'day' as const },
          { max: 9, per: 'contest' as const },
        ],
        coolDownSeconds: 0,
      },
    };
    expect(allowBy(daily, { ...fresh, usedToday: 1, usedInContest: 1 }, 0)).toMatchObject({ left: 1, max: 2 });
    expect(allowBy(daily, { ...fresh, usedToday: 0, usedInContest: 9 }, 0)).toMatchObject({ left: 0, max: 9 });
    const spent = { ...fresh, usedInRound: 4, usedToday: 2, usedInContest: 4 };
    expect(startRound(daily, round, spent, false, 10)).toEqual({
      ok: false,
      refusal: { code: 'no_attempts_left', max: 2 },
    });
  });
});

describe('practice', () => {
  it('[A10] is refused where the rules have none', () => {
    const { practice: _, ...off } = once;
    expect(startRound(off, round, fresh, true, 10)).toEqual({ ok: false, refusal: { code: 'practice_off' } });
  });
  it('[A10] needs no attempt left and waits for no cool-down', () => {
    const usedUp = { ...fresh, usedInRound: 3, usedInContest: 3, lastSubmittedAtMs: 9 };
    expect(startRound(coolDown, round, usedUp, true, 10).ok).toBe(true);
  });
  it('[A10] needs an open round', () => {
    expect(startRound(once, round, fresh, true, -1).ok).toBe(false);
  });
  it('[A10] gives way to an open attempt that counts', () => {
    const history = { ...fresh, openAttemptId: 'open' };
    expect(startRound(once, round, history, true, 10)).toEqual({
      ok: true,
      value: { kind: 'continue', attemptId: 'open' },
    });
  });
  it('[M7] has a window of its own where the round gives it one', () => {
    const window = { opensAt: new Date(-5_000).toISOString(), closesAt: new Date(-1_000).toISOString() };
    const before = { ...once, practice: { topics: ['luat'], window } };
    expect(startRound(before, round, fresh, true, -2_000)).toMatchObject({ ok: true });
    expect(startRound(before, round, fresh, true, 10)).toMatchObject({ refusal: { code: 'round_not_open' } });
  });
});
