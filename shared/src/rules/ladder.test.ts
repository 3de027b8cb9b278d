import { describe, expect, it } from 'vitest';
import { type LadderKey, ladderKeys, type Rules } from '../contract/rules.ts';
import { countedEntries } from './counted.ts';
import { atResolution } from './elapsed.ts';
import type { Entry } from './entry.ts';
import { exampleEntry } from './example-entry.ts';
import { exampleRules } from './example-rules.ts';
import { type Placed, rankEntries, sortInSteps } from './ladder.ts';
import { awardPrizes } from './prizes.ts';
import { seededRandom, shuffled } from './random.ts';

const order = (placed: Placed[]) => placed.map((place) => place.entry.contestantId).join(' ');
const ranks = (placed: Placed[]) => placed.map((place) => place.rank);
const person = (contestantId: string, change: Partial<Entry> = {}) => exampleEntry({ contestantId, ...change });
const withKeys = (...keys: LadderKey[]) =>
  exampleRules((rules) => {
    rules.ladder.keys = keys;
  });
const withPrediction = (change: Partial<NonNullable<Rules['prediction']>>) =>
  exampleRules((rules) => {
    rules.prediction = { ...rules.prediction!, ...change };
  });

describe('the ladder of Hà Tĩnh: points, time, nearest prediction, then the committee', () => {
  const four = [
    person('d', { right: 14, elapsedMs: 60_000, prediction: 10_000 }),
    person('c', { elapsedMs: 413_000, prediction: 10_000 }),
    person('a', { elapsedMs: 412_300, prediction: 9000 }),
    person('b', { elapsedMs: 412_900, prediction: 10_050 }),
  ];

  it('[L1] [T5] at one second, with 10,000 people, the order is b, a, c, d', () => {
    const placed = rankEntries(four, exampleRules(), 10_000);
    expect(order(placed)).toBe('b a c d');
    expect(ranks(placed)).toEqual([1, 2, 3, 4]);
    expect(placed.map((place) => place.predictionError)).toEqual([50, 1000, 0, 0]);
  });
  it('[L3] the prediction decides between b and a, the time puts c behind them, the points put d behind all', () => {
    const placed = rankEntries(four, exampleRules(), 10_000);
    expect(placed.map((place) => place.aheadDecidedBy)).toEqual([null, 'predictionError', 'elapsed', 'score']);
    expect(placed.map((place) => place.behindDecidedBy)).toEqual(['predictionError', 'elapsed', 'score', null]);
  });
  it('[T5] at one millisecond the order is a, b, c, d and the prediction decides nothing', () => {
    const rules = exampleRules((r) => {
      r.time.resolution = 'millisecond';
    });
    const placed = rankEntries(four, rules, 10_000);
    expect(order(placed)).toBe('a b c d');
    expect(placed.map((place) => place.behindDecidedBy)).toEqual(['elapsed', 'elapsed', 'score', null]);
  });
});

describe('equals', () => {
  const equals = [
    person('a', { elapsedMs: 400_000, prediction: 5 }),
    person('c', { prediction: 9 }),
    person('b', { prediction: 11 }), // as far from 10 as c
    person('d', { elapsedMs: 500_000, prediction: 10 }),
  ];
  const placed = rankEntries(equals, exampleRules(), 10);
  const award = (round: Rules['prizes']['round']) => {
    const rules = exampleRules((r) => {
      r.prizes.round = round;
    });
    return awardPrizes(placed, rules, { participants: 4, wonBefore: new Map() }).map((a) =>
      a.toDecide ? 'to decide' : a.prize,
    );
  };

  it('[L2] equal on all keys is an equal rank, and the next rank is skipped', () => {
    expect(order(placed)).toBe('a b c d');
    expect(ranks(placed)).toEqual([1, 2, 2, 4]);
  });
  it('[L3] between equals a tie is named', () => {
    expect(placed.map((place) => place.aheadDecidedBy)).toEqual([null, 'elapsed', 'tie', 'elapsed']);
    expect(placed.map((place) => place.behindDecidedBy)).toEqual(['elapsed', 'tie', 'elapsed', null]);
  });
  it('[L4] two equals whose prizes would differ are both to decide', () => {
    const prizes = [
      { rank: 'FIRST', count: 1, amountVnd: 3 },
      { rank: 'SECOND', count: 1, amountVnd: 2 },
      { rank: 'THIRD', count: 2, amountVnd: 1 },
    ] as const;
    expect(award([...prizes])).toEqual(['FIRST', 'to decide', 'to decide', 'THIRD']);
  });
  it('[L4] two equals for one last prize are both to decide', () => {
    const prizes = [
      { rank: 'FIRST', count: 1, amountVnd: 3 },
      { rank: 'SECOND', count: 1, amountVnd: 2 },
    ] as const;
    expect(award([...prizes])).toEqual(['FIRST', 'to decide', 'to decide', null]);
  });
  it('[L5] two equals inside the same prize both win it', () => {
    const prizes = [
      { rank: 'FIRST', count: 1, amountVnd: 3 },
      { rank: 'SECOND', count: 2, amountVnd: 2 },
    ] as const;
    expect(award([...prizes])).toEqual(['FIRST', 'SECOND', 'SECOND', null]);
  });
});

it('[L1] [A12] unlimited attempts: 40 attempts of one person give one place', () => {
  const rules = exampleRules((r) => {
    r.attempts.policy = 'unlimited';
    r.attempts.max = null;
  });
  const forty = Array.from({ length: 40 }, (_, n) =>
    person('a', { ordinal: n + 1, right: n % 15, elapsedMs: 300_000 + n * 1000, prediction: 10_000 }),
  );
  const placed = rankEntries(countedEntries([...forty, person('b', { right: 1 })], rules), rules, 10_000);
  expect(order(placed)).toBe('a b');
  expect(placed[0]?.entry).toMatchObject({ right: 14, ordinal: 15 });
});

it('[L1] two entries of one person are a mistake of ours, not a standing', () => {
  expect(() => rankEntries([person('a'), person('a', { ordinal: 2 })], exampleRules(), 1)).toThrow(
    'a person stands once',
  );
});

it('[L1] nobody took part: an empty standing', () => {
  expect(rankEntries([], exampleRules(), 0)).toEqual([]);
});

describe('each key decides on its own, in its own direction', () => {
  it.each<[LadderKey, Partial<Entry>, Partial<Entry>]>([
    ['score', { points: 150 }, { points: 140 }],
    ['elapsed', { elapsedMs: 411_999 }, { elapsedMs: 412_000 }],
    ['predictionError', { prediction: 12 }, { prediction: 7 }],
    ['submittedAt', { submittedAtMs: 1 }, { submittedAtMs: 2 }],
    ['startedAt', { startedAtMs: 1 }, { startedAtMs: 2 }],
    ['fewerAttempts', { attemptsInRound: 1 }, { attemptsInRound: 2 }],
    ['perfectAttempts', { perfectAttempts: 2 }, { perfectAttempts: 1 }],
    ['registeredAt', { registeredAtMs: 1 }, { registeredAtMs: 2 }],
  ])('[L1] %s', (key, ahead, behind) => {
    const placed = rankEntries([person('a', behind), person('z', ahead)], withKeys(key), 10);
    expect(order(placed)).toBe('z a');
    expect(placed[0]?.behindDecidedBy).toBe(key);
    const others = ladderKeys.filter((other) => other !== key);
    expect(ranks(rankEntries([person('a', behind), person('z', ahead)], withKeys(...others), 10))).toEqual([1, 1]);
  });
});

describe('a missing prediction', () => {
  const two = [person('a'), person('b', { prediction: 99_999_999 })];
  it('[P3] ranks behind every given one, however far', () => {
    const placed = rankEntries(two, exampleRules(), 10);
    expect(order(placed)).toBe('b a');
    expect(placed[1]).toMatchObject({ rank: 2, predictionError: null, aheadDecidedBy: 'predictionError' });
  });
  it('[P3] voids the entry where the rules say so, whatever its points', () => {
    const placed = rankEntries(
      [person('a'), person('b', { right: 1, prediction: 3 })],
      withPrediction({ missing: 'voids-entry' }),
      10,
    );
    expect(order(placed)).toBe('b');
  });
  it('[P5] while the target is not known, given predictions are equal and a missing one is still behind', () => {
    const placed = rankEntries([...two, person('c', { prediction: 10 })], exampleRules(), null);
    expect(order(placed)).toBe('b c a');
    expect(ranks(placed)).toEqual([1, 1, 3]);
    expect(placed.map((place) => place.predictionError)).toEqual([null, null, null]);
  });
});

describe('the prediction as a qualifier', () => {
  const rules = exampleRules((r) => {
    r.prediction = { ...r.prediction!, role: 'qualifier' };
    r.ladder.keys = ['predictionError', 'submittedAt'];
  });
  const entries = [
    person('near-but-wrong', { right: 14, prediction: 10 }),
    person('no-guess', { prediction: null, submittedAtMs: 1 }),
    person('far', { prediction: 500 }),
    person('nearest', { prediction: 12 }),
  ];
  const placed = rankEntries(entries, rules, 10);

  it('[P4] the nearest with a full score comes first, who cannot win comes last', () => {
    expect(order(placed)).toBe('nearest far near-but-wrong no-guess');
  });
  it('[L3] the place behind the last qualified one is decided by what it lacked', () => {
    expect(placed.map((place) => place.aheadDecidedBy)).toEqual([null, 'predictionError', 'score', 'predictionError']);
  });
  it('[P4] who cannot win gets no prize, though prizes are left', () => {
    const awards = awardPrizes(placed, rules, { participants: 4, wonBefore: new Map() });
    expect(awards.map((award) => award.prize)).toEqual(['FIRST', 'SECOND', null, null]);
    expect(awards.some((award) => award.toDecide)).toBe(false);
  });
});

describe('random standings', () => {
  /** The ladder as the printed rules say it, one comparison after another; negative: `one` is ahead. */
  function compareNaively(one: Entry, other: Entry, rules: Rules, target: number): number {
    const distance = (e: Entry) => (e.prediction === null ? 1e12 : Math.abs(e.prediction - target));
    const seconds = (e: Entry) => atResolution(e.elapsedMs, rules.time.resolution);
    const qualifies = (e: Entry) =>
      rules.prediction?.role !== 'qualifier' || (e.right === e.questionCount && e.prediction !== null);
    if (qualifies(one) !== qualifies(other)) return qualifies(one) ? -1 : 1;
    for (const key of rules.ladder.keys) {
      const difference = {
        score: other.points - one.points,
        elapsed: seconds(one) - seconds(other),
        predictionError: distance(one) - distance(other),
        submittedAt: one.submittedAtMs - other.submittedAtMs,
        startedAt: one.startedAtMs - other.startedAtMs,
        fewerAttempts: one.attemptsInRound - other.attemptsInRound,
        perfectAttempts: other.perfectAttempts - one.perfectAttempts,
        registeredAt: one.registeredAtMs - other.registeredAtMs,
      }[key];
      if (difference !== 0) return difference;
    }
    return 0;
  }

  function drawEntries(random: () => number, count: number): Entry[] {
    const below = (n: number) => Math.floor(random() * n);
    return Array.from({ length: count }, (_, n) =>
      person(`p${n}`, {
        right: 13 + below(3),
        elapsedMs: 411_500 + below(3000),
        prediction: random() < 0.2 ? null : 9990 + below(20),
        submittedAtMs: 1_500_000 + below(3),
        startedAtMs: 1_000_000 + below(3),
        attemptsInRound: 1 + below(3),
        perfectAttempts: below(3),
        registeredAtMs: below(2),
      }),
    );
  }

  it('[L1] [L2] [L3] 300 seeds: places, ranks and deciding keys agree with a naive comparison of all pairs', () => {
    for (let seed = 0; seed < 300; seed++) {
      const random = seededRandom(`ladder ${seed}`);
      const target = 10_000;
      const rules = exampleRules((r) => {
        r.ladder.keys = shuffled(ladderKeys, random).slice(0, 1 + Math.floor(random() * 4));
        r.time.resolution = shuffled(['second', 'tenth', 'millisecond'] as const, random)[0]!;
        r.prediction!.role = random() < 0.3 ? 'qualifier' : 'tie-break';
      });
      const entries = drawEntries(random, 25);
      const placed = rankEntries(entries, rules, target);
      expect(rankEntries(shuffled(entries, random), rules, target), `seed ${seed}`).toEqual(placed);
      for (const place of placed) {
        const strictlyAhead = entries.filter((entry) => compareNaively(entry, place.entry, rules, target) < 0).length;
        expect(place.rank, `seed ${seed}`).toBe(1 + strictlyAhead);
      }
      for (const [at, place] of placed.slice(1).entries()) {
        const tied = compareNaively(placed[at]!.entry, place.entry, rules, target) === 0;
        expect(place.aheadDecidedBy === 'tie', `seed ${seed}`).toBe(tied);
        expect(placed[at]!.behindDecidedBy, `seed ${seed}`).toBe(place.aheadDecidedBy);
      }
    }
  });
});

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
