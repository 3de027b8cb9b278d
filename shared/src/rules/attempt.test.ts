import { describe, expect, it } from 'vitest';
import { type AttemptHistory, attemptLocksAtMs, attemptsAllowance, judgeStart } from './attempt.ts';
import { exampleRules } from './example-rules.ts';

const fresh: AttemptHistory = { openAttemptId: null, usedInRound: 0, usedInContest: 0, lastSubmittedAtMs: null };
const round = { opensAtMs: 0, closesAtMs: 1_000_000, finalized: false, published: false };
const once = exampleRules();
const unlimited = exampleRules((rules) => {
  rules.attempts.policy = 'unlimited';
  rules.attempts.max = null;
});
const twiceAContest = exampleRules((rules) => {
  rules.attempts.policy = 'per-contest';
  rules.attempts.max = 2;
});
const coolDown = exampleRules((rules) => {
  rules.attempts.max = 3;
  rules.attempts.coolDownSeconds = 60;
});

describe('the lock', () => {
  it('[T2] is the start plus the time limit', () => {
    expect(attemptLocksAtMs(5000, once.time, 10_000_000)).toBe(905_000);
  });
  it('[T2] is never after the close of the round', () => {
    expect(attemptLocksAtMs(5000, once.time, 905_000)).toBe(905_000);
    expect(attemptLocksAtMs(5000, once.time, 904_999)).toBe(904_999);
  });
  it('[T2] is the close of the round where no time limit is set', () => {
    expect(attemptLocksAtMs(5000, { ...once.time, attemptSeconds: null }, 10_000_000)).toBe(10_000_000);
  });
});

describe('the allowance', () => {
  it('[A9] per round: attempts of other rounds do not count', () => {
    expect(attemptsAllowance(once.attempts, { ...fresh, usedInContest: 3 }, 0)).toEqual({
      used: 0,
      left: 1,
      nextAtMs: null,
    });
    expect(attemptsAllowance(once.attempts, { ...fresh, usedInRound: 1, usedInContest: 4 }, 0).left).toBe(0);
  });
  it('[A9] per contest: they do', () => {
    expect(attemptsAllowance(twiceAContest.attempts, { ...fresh, usedInContest: 1 }, 0)).toEqual({
      used: 1,
      left: 1,
      nextAtMs: null,
    });
    expect(attemptsAllowance(twiceAContest.attempts, { ...fresh, usedInContest: 2 }, 0).left).toBe(0);
  });
  it('[A9] unlimited: nothing runs out', () => {
    expect(attemptsAllowance(unlimited.attempts, { ...fresh, usedInRound: 13_000 }, 0)).toEqual({
      used: 13_000,
      left: null,
      nextAtMs: null,
    });
  });
  it('[A9] more used than a later version allows leaves none, not fewer than none', () => {
    expect(attemptsAllowance(once.attempts, { ...fresh, usedInRound: 2 }, 0).left).toBe(0);
  });
  it('[A9] the cool-down runs from the last submission and is over at its instant', () => {
    const history = { ...fresh, usedInRound: 1, usedInContest: 1, lastSubmittedAtMs: 10_000 };
    expect(attemptsAllowance(coolDown.attempts, history, 69_999).nextAtMs).toBe(70_000);
    expect(attemptsAllowance(coolDown.attempts, history, 70_000).nextAtMs).toBeNull();
  });
  it('[A9] there is no next instant where no attempt is left', () => {
    const history = { ...fresh, usedInRound: 3, usedInContest: 3, lastSubmittedAtMs: 10_000 };
    expect(attemptsAllowance(coolDown.attempts, history, 10_001)).toEqual({ used: 3, left: 0, nextAtMs: null });
  });
});

describe('starting', () => {
  it('[A9] the first attempt has ordinal 1, the next after two submitted has ordinal 3', () => {
    expect(judgeStart(once, round, fresh, false, 10)).toEqual({ ok: true, value: { kind: 'start', ordinal: 1 } });
    const twice = { ...fresh, usedInRound: 2, usedInContest: 7 };
    expect(judgeStart(unlimited, round, twice, false, 10)).toEqual({ ok: true, value: { kind: 'start', ordinal: 3 } });
  });
  it('[R2] works on the opening instant and no longer on the closing one', () => {
    expect(judgeStart(once, round, fresh, false, 0).ok).toBe(true);
    expect(judgeStart(once, round, fresh, false, 999_999).ok).toBe(true);
    const refusal = { code: 'round_not_open', phase: 'closed', opensAtMs: 0, closesAtMs: 1_000_000 };
    expect(judgeStart(once, round, fresh, false, 1_000_000)).toEqual({ ok: false, refusal });
  });
  it('[F1] a round not yet open is refused with its phase', () => {
    const refusal = { code: 'round_not_open', phase: 'scheduled', opensAtMs: 0, closesAtMs: 1_000_000 };
    expect(judgeStart(once, round, fresh, false, -1)).toEqual({ ok: false, refusal });
  });
  it('[A9] an open attempt is continued, though none is left', () => {
    const history = { ...fresh, openAttemptId: 'open', usedInRound: 1 };
    expect(judgeStart(once, round, history, false, 10)).toEqual({
      ok: true,
      value: { kind: 'continue', attemptId: 'open' },
    });
  });
  it('[A9] after the close nothing is continued: the server submits what it has', () => {
    expect(judgeStart(once, round, { ...fresh, openAttemptId: 'open' }, false, 1_000_000).ok).toBe(false);
  });
  it('[A9] the last attempt used, another is refused with the maximum', () => {
    const history = { ...fresh, usedInRound: 1, usedInContest: 1, lastSubmittedAtMs: 5 };
    expect(judgeStart(once, round, history, false, 10)).toEqual({
      ok: false,
      refusal: { code: 'no_attempts_left', max: 1 },
    });
  });
  it('[A9] within the cool-down it is refused with the instant of the next', () => {
    const history = { ...fresh, usedInRound: 1, usedInContest: 1, lastSubmittedAtMs: 5000 };
    expect(judgeStart(coolDown, round, history, false, 64_999)).toEqual({
      ok: false,
      refusal: { code: 'cooling_down', nextAtMs: 65_000 },
    });
    expect(judgeStart(coolDown, round, history, false, 65_000)).toEqual({
      ok: true,
      value: { kind: 'start', ordinal: 2 },
    });
  });
});

describe('practice', () => {
  it('[A10] is refused where the rules have none', () => {
    const off = exampleRules((rules) => {
      rules.attempts.practice = false;
    });
    expect(judgeStart(off, round, fresh, true, 10)).toEqual({ ok: false, refusal: { code: 'practice_off' } });
  });
  it('[A10] needs no attempt left and waits for no cool-down', () => {
    const usedUp = { ...fresh, usedInRound: 3, usedInContest: 3, lastSubmittedAtMs: 9 };
    expect(judgeStart(coolDown, round, usedUp, true, 10).ok).toBe(true);
  });
  it('[A10] needs an open round', () => {
    expect(judgeStart(once, round, fresh, true, -1).ok).toBe(false);
  });
  it('[A10] gives way to an open attempt that counts', () => {
    const history = { ...fresh, openAttemptId: 'open' };
    expect(judgeStart(once, round, history, true, 10)).toEqual({
      ok: true,
      value: { kind: 'continue', attemptId: 'open' },
    });
  });
});
