import { describe, expect, it } from 'vitest';
import { contradictionsMax, contradictsPong, creditAnswer } from './lag-credit.ts';
import { seededRandom } from './random.ts';

const setting = { quotaMs: 400, refillMs: 50 };

describe('one answer', () => {
  it('[T4] gets the measured round trip, and the quota shrinks by it and grows by the refill', () => {
    expect(creditAnswer(120, 400, setting, 5000)).toEqual({ creditMs: 120, quotaAfterMs: 330 });
  });
  it('[T4] gets no more than what is left of the quota', () => {
    expect(creditAnswer(900, 400, setting, 5000)).toEqual({ creditMs: 400, quotaAfterMs: 50 });
    expect(creditAnswer(900, 50, setting, 5000)).toEqual({ creditMs: 50, quotaAfterMs: 50 });
  });
  it('[T4] never gets more than the time it took', () => {
    expect(creditAnswer(90, 400, setting, 80)).toEqual({ creditMs: 80, quotaAfterMs: 370 });
    expect(creditAnswer(90, 400, setting, -3)).toEqual({ creditMs: 0, quotaAfterMs: 400 });
  });
  it('[T4] gets nothing before the first measurement', () => {
    expect(creditAnswer(null, 100, setting, 5000)).toEqual({ creditMs: 0, quotaAfterMs: 150 });
  });
  it('[T4] is credited in whole milliseconds', () => {
    expect(creditAnswer(12.9, 400, setting, 5000)).toEqual({ creditMs: 12, quotaAfterMs: 400 });
  });
  it('[T4] a quota of 0 turns it off', () => {
    expect(creditAnswer(300, 0, { quotaMs: 0, refillMs: 50 }, 5000)).toEqual({ creditMs: 0, quotaAfterMs: 0 });
    expect(creditAnswer(300, 200, { quotaMs: 0, refillMs: 0 }, 5000).creditMs).toBe(0);
  });
});

describe('a pong that is held back', () => {
  it('[T4b] an answer that came sooner than its own round trip allows is not credited', () => {
    expect(contradictsPong(400, 649)).toBe(true);
    expect(contradictsPong(400, 650)).toBe(false);
    expect(creditAnswer(400, 400, setting, 649)).toEqual({ creditMs: 0, quotaAfterMs: 400 });
    expect(creditAnswer(400, 400, setting, 650).creditMs).toBe(400);
  });
  it('[T4b] a short round trip proves nothing: somebody may tap without looking', () => {
    expect(contradictsPong(99, 100)).toBe(false);
    expect(contradictsPong(null, 0)).toBe(false);
  });
  it('[T4b] after two such answers nothing more is credited', () => {
    expect(creditAnswer(300, 400, setting, 5000, contradictionsMax - 1).creditMs).toBe(300);
    expect(creditAnswer(300, 400, setting, 5000, contradictionsMax)).toEqual({ creditMs: 0, quotaAfterMs: 400 });
  });
});

describe('many answers', () => {
  it('[T4] whoever delays pongs gains at most the quota and the refills', () => {
    for (let seed = 0; seed < 400; seed++) {
      const random = seededRandom(`lag ${seed}`);
      const drawn = { quotaMs: Math.floor(random() * 2001), refillMs: Math.floor(random() * 1001) };
      let quotaMs = drawn.quotaMs;
      let gainedMs = 0;
      for (let answer = 1; answer <= 30; answer++) {
        const rawElapsedMs = Math.floor(random() * 6000);
        const roundTripMs = random() < 0.1 ? null : random() * 60_000;
        const { creditMs, quotaAfterMs } = creditAnswer(roundTripMs, quotaMs, drawn, rawElapsedMs);
        gainedMs += creditMs;
        quotaMs = quotaAfterMs;
        expect(Number.isInteger(creditMs) && creditMs >= 0 && creditMs <= rawElapsedMs, `seed ${seed}`).toBe(true);
        expect(quotaMs >= 0 && quotaMs <= drawn.quotaMs, `seed ${seed}`).toBe(true);
        expect(gainedMs, `seed ${seed}`).toBeLessThanOrEqual(drawn.quotaMs + (answer - 1) * drawn.refillMs);
      }
    }
  });

  it('[T4] a line shorter than the refill is credited in full; a delayed one gets the quota once and then the refills', () => {
    const total = (roundTripMs: number) => {
      let quotaMs = setting.quotaMs;
      let sum = 0;
      for (let answer = 0; answer < 15; answer++) {
        const { creditMs, quotaAfterMs } = creditAnswer(roundTripMs, quotaMs, setting, 4000);
        quotaMs = quotaAfterMs;
        sum += creditMs;
      }
      return sum;
    };
    expect(total(40)).toBe(600);
    expect(total(3_000)).toBe(400 + 14 * 50);
  });
});
