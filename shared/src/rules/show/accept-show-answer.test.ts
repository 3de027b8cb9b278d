import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { acceptShowAnswer, type ShowAnswerInput } from './accept-show-answer.ts';
import { exampleQuestion, exampleShow } from './example-show.ts';
import { pointsFor } from './score-show.ts';

const { rules } = exampleShow([exampleQuestion('mot')], { timeStepMs: 1 });
const asking = {
  asking: 3,
  cueIndex: 1,
  opensAtMs: 1_000_000,
  locksAtMs: 1_010_000,
  revealed: false,
  undone: false,
  ruled: null,
  buzz: null,
};
const answer = (part: Partial<ShowAnswerInput>): ShowAnswerInput => ({
  asking,
  wanted: 3,
  rules,
  kind: 'one',
  given: 'b',
  playing: true,
  arrivedAtMs: 1_004_000,
  roundTripMs: null,
  quotaMs: 600,
  contradicted: 0,
  timeFactor: 1,
  previous: null,
  ...part,
});
const code = (part: Partial<ShowAnswerInput>) => {
  const judged = acceptShowAnswer(answer(part));
  return judged.ok ? 'accepted' : judged.refusal.code;
};

describe('whether an answer counts', () => {
  it('[H5] from the opening up to the lock, judged by its arrival', () => {
    expect(code({ arrivedAtMs: 999_999 })).toBe('answer_too_early');
    expect(code({ arrivedAtMs: 1_000_000 })).toBe('accepted');
    expect(code({ arrivedAtMs: 1_010_000 })).toBe('accepted');
  });
  it('[H5] one millisecond after the lock it is refused, with how late it was', () => {
    expect(acceptShowAnswer(answer({ arrivedAtMs: 1_010_001 }))).toEqual({
      ok: false,
      refusal: { code: 'answer_too_late', lateByMs: 1, graceMs: 0 },
    });
  });
  it('[H6] the way back of a slow line is credited, up to half the round trip', () => {
    const judged = acceptShowAnswer(answer({ arrivedAtMs: 1_010_200, roundTripMs: 400 }));
    expect(judged).toMatchObject({ ok: true, value: { elapsedMs: 10_000, creditMs: 200 } });
    expect(code({ arrivedAtMs: 1_010_201, roundTripMs: 400 })).toBe('answer_too_late');
  });
  it('[H6a] the credit reaches at most a quarter of a second beyond the lock', () => {
    expect(code({ arrivedAtMs: 1_010_250, roundTripMs: 1_200 })).toBe('accepted');
    expect(code({ arrivedAtMs: 1_010_251, roundTripMs: 1_200 })).toBe('answer_too_late');
  });
  it('[T4b] an answer that came sooner than its own round trip allows is not credited, and two end the credit', () => {
    const early = acceptShowAnswer(answer({ arrivedAtMs: 1_000_300, roundTripMs: 800 }));
    expect(early).toMatchObject({ ok: true, value: { elapsedMs: 300, creditMs: 0, contradicted: 1 } });
    const later = acceptShowAnswer(answer({ roundTripMs: 800, contradicted: 2 }));
    expect(later).toMatchObject({ ok: true, value: { elapsedMs: 4_000, creditMs: 0, contradicted: 2 } });
  });
  it("[H5] not another asking, not after the reveal, not an undone one, not another question's option", () => {
    expect(code({ wanted: 2 })).toBe('question_not_open');
    expect(code({ asking: null })).toBe('question_not_open');
    expect(code({ asking: { ...asking, revealed: true } })).toBe('already_revealed');
    expect(code({ asking: { ...asking, undone: true } })).toBe('question_not_open');
    expect(code({ given: null })).toBe('option_unknown');
    expect(code({ playing: 'out' })).toBe('not_playing');
  });
});

/** One phone on a line: the way there and back swings around half the round trip. */
function phone(roundTripMs: number, random: () => number, credit: typeof rules.lagCredit) {
  let quotaMs = credit.quotaMs;
  return (thinkingMs: number) => {
    const swing = () => (random() - 0.5) * 0.2 * roundTripMs;
    const wayBackMs = Math.max(1, roundTripMs / 2 + swing());
    const measuredMs = Math.max(1, Math.round(roundTripMs + swing() + swing()));
    const judged = acceptShowAnswer(
      answer({
        rules: { ...rules, lagCredit: credit },
        arrivedAtMs: Math.round(asking.opensAtMs + thinkingMs + wayBackMs),
        roundTripMs: measuredMs,
        quotaMs,
      }),
    );
    if (!judged.ok) throw new Error('it counts');
    quotaMs = judged.value.quotaAfterMs;
    return judged.value.elapsedMs;
  };
}

/** How often the slow phone is ahead over 2,000 questions, a tie counted as half. */
function slowWins(credit: typeof rules.lagCredit): number {
  const random = seededRandom('hai-dien-thoai');
  const [fast, slow] = [phone(20, random, credit), phone(400, random, credit)];
  let wins = 0;
  for (let round = 0; round < 2_000; round++) {
    // Equal thinking: drawn from the same people, whoever uses the phone.
    const thinking = () => 1_500 + 3_000 * random();
    const [quick, late] = [pointsFor(rules, 10, fast(thinking())), pointsFor(rules, 10, slow(thinking()))];
    wins += late > quick ? 1 : late === quick ? 0.5 : 0;
  }
  return wins / 2_000;
}

describe('fairness between lines', () => {
  it('[H6] [T4] with the credit, a phone 400 ms away is ahead of one 20 ms away in 45 to 55 % of 2,000 rounds', () => {
    const share = slowWins(rules.lagCredit);
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
    expect(slowWins({ quotaMs: 0, refillMs: 0 })).toBeLessThan(0.45);
  });
  it('[T4] whoever delays the pongs gains at most the quota and what it refills', () => {
    const { quotaMs, refillMs } = rules.lagCredit;
    let quota = quotaMs;
    let gained = 0;
    const answers = 40;
    for (let n = 0; n < answers; n++) {
      const judged = acceptShowAnswer(answer({ roundTripMs: 7_000, quotaMs: quota }));
      if (!judged.ok) throw new Error('it counts');
      gained += judged.value.creditMs;
      quota = judged.value.quotaAfterMs;
    }
    expect(gained).toBeLessThanOrEqual(quotaMs + (answers - 1) * refillMs);
    expect(acceptShowAnswer(answer({ roundTripMs: 7_000 }))).toMatchObject({ value: { creditMs: quotaMs } });
  });
});
