import { describe, expect, it } from 'vitest';
import type { Rules } from '../contract/rules.ts';
import { exampleEntry } from './example-entry.ts';
import { exampleRules } from './example-rules.ts';
import { rankEntries } from './ladder.ts';
import { type Award, awardPrizes } from './prizes.ts';
import { seededRandom } from './random.ts';

/** A standing in which each letter took as many seconds as its number says: equal numbers are equals. */
const standing = (seconds: Record<string, number>, rules = exampleRules()) =>
  rankEntries(
    Object.entries(seconds).map(([contestantId, s]) =>
      exampleEntry({ contestantId, elapsedMs: s * 1000, prediction: 1 }),
    ),
    rules,
    1,
  );
const short = (award: Award) => (award.toDecide ? '?' : (award.prize?.[0] ?? '-'));
function award(
  seconds: Record<string, number>,
  rules = exampleRules(),
  wonBefore: Record<string, number> = {},
  participants = 1000,
) {
  const context = { participants, wonBefore: new Map(Object.entries(wonBefore)) };
  return awardPrizes(standing(seconds, rules), rules, context).map(short).join(' ');
}
const eight = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8 };
const withCaps = (caps: Partial<Rules['caps']>) =>
  exampleRules((rules) => {
    Object.assign(rules.caps, caps);
  });

describe('prizes go down the order: one first, two second, three third', () => {
  it('[L5] each place gets what its rank covers', () => {
    expect(award(eight)).toBe('F S S T T T - -');
  });
  it('[L5] with the amounts of the rules', () => {
    const awards = awardPrizes(standing(eight), exampleRules(), { participants: 8, wonBefore: new Map() });
    expect(awards.map((a) => a.amountVnd)).toEqual([
      2_000_000,
      1_000_000,
      1_000_000,
      500_000,
      500_000,
      500_000,
      null,
      null,
    ]);
  });
  it('[L5] the first prize stands at the top, in whatever order the rules list them', () => {
    const rules = exampleRules((r) => r.prizes.round.reverse());
    expect(award(eight, rules)).toBe('F S S T T T - -');
  });
  it('[L5] fewer people than prizes: the rest is not handed out', () => {
    expect(award({ a: 1, b: 2 })).toBe('F S');
    expect(award({})).toBe('');
  });
  it('[L5] no prizes, no winners and nothing to decide', () => {
    const rules = exampleRules((r) => {
      r.prizes.round = [];
    });
    expect(award({ a: 1, b: 1 }, rules)).toBe('- -');
  });
});

describe('equals', () => {
  it('[L4] within one prize all win it', () => {
    expect(award({ ...eight, b: 3 })).toBe('F S S T T T - -');
    expect(award({ ...eight, d: 6, e: 6 })).toBe('F S S T T T - -');
  });
  it('[L4] across two prizes all are to decide, and the next place has its own prize', () => {
    expect(award({ ...eight, a: 2 })).toBe('? ? S T T T - -');
    expect(award({ ...eight, c: 4 })).toBe('F S ? ? T T - -');
  });
  it('[L4] across the edge of the last prize all are to decide', () => {
    expect(award({ ...eight, f: 7 })).toBe('F S S T T ? ? -');
  });
  it('[L4] across several prizes and the edge', () => {
    expect(award({ a: 1, b: 5, c: 5, d: 5, e: 5, f: 5, g: 5, h: 8 })).toBe('F ? ? ? ? ? ? -');
  });
  it('[L4] behind the last prize nothing is to decide', () => {
    expect(award({ ...eight, g: 8 })).toBe('F S S T T T - -');
  });
  it('[L4] the same name with other money is another prize', () => {
    const rules = exampleRules((r) => {
      r.prizes.round = [
        { rank: 'FIRST', count: 1, amountVnd: 2 },
        { rank: 'FIRST', count: 1, amountVnd: 1 },
      ];
    });
    expect(award({ a: 1, b: 1 }, rules)).toBe('? ?');
  });
});

describe('caps', () => {
  it('[L6] who has won as often as allowed is passed over, and the prize goes to the next', () => {
    const rules = withCaps({ perPersonMax: 2 });
    expect(award(eight, rules, { a: 2, c: 5, d: 1 })).toBe('- F - S S T T T');
  });
  it('[L6] a capped equal takes no prize, so the other has nothing to share', () => {
    const rules = withCaps({ perPersonMax: 1 });
    expect(award({ ...eight, a: 2 }, rules, { b: 1 })).toBe('F - S S T T T -');
  });
  it('[L6] without a cap earlier prizes do not matter', () => {
    expect(award(eight, exampleRules(), { a: 9 })).toBe('F S S T T T - -');
  });
  it('[L6] at most a share of the participants wins, the lowest prizes fall away', () => {
    expect(award(eight, withCaps({ shareOfParticipantsMax: 0.5 }), {}, 8)).toBe('F S S T - - - -');
    expect(award(eight, withCaps({ shareOfParticipantsMax: 0.5 }), {}, 9)).toBe('F S S T - - - -');
    expect(award(eight, withCaps({ shareOfParticipantsMax: 0 }), {}, 8)).toBe('- - - - - - - -');
  });
  it('[L6] a share that is exact on paper is not lost to binary fractions', () => {
    const rules = withCaps({ shareOfParticipantsMax: 0.29 }); // 0.29 * 100 = 28.999999999999996
    rules.prizes.round = [{ rank: 'CONSOLATION', count: 100, amountVnd: null }];
    const crowd = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`p${n}`, n]));
    expect(award(crowd, rules, {}, 100).match(/C/g)).toHaveLength(29);
  });
  it('[L4] [L6] the edge that a share cuts is an edge for equals too', () => {
    expect(award({ ...eight, d: 5 }, withCaps({ shareOfParticipantsMax: 0.5 }), {}, 8)).toBe('F S S ? ? - - -');
  });
});

it('[L4] [L5] 500 random standings: equals are treated alike and no more prizes go out than there are', () => {
  for (let seed = 0; seed < 500; seed++) {
    const random = seededRandom(`prizes ${seed}`);
    const placed = standing(
      Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`p${n}`, Math.floor(random() * 9)])),
    );
    const awards = awardPrizes(placed, exampleRules(), { participants: 12, wonBefore: new Map() });
    for (const [at, place] of placed.entries()) {
      const same = placed.flatMap((other, i) => (other.rank === place.rank ? [awards[i]] : []));
      for (const other of same) expect(other, `seed ${seed}`).toEqual(awards[at]);
      if (awards[at]!.toDecide) expect(same.length, `seed ${seed}`).toBeGreaterThan(1);
    }
    const given = (letter: string) => awards.filter((a) => short(a) === letter).length;
    expect(given('F') <= 1 && given('S') <= 2 && given('T') <= 3, `seed ${seed}`).toBe(true);
    const firstEmpty = awards.findIndex((a) => short(a) === '-');
    expect(firstEmpty, `seed ${seed}`).toBeGreaterThanOrEqual(6);
    expect(
      awards.slice(firstEmpty).every((a) => short(a) === '-'),
      `seed ${seed}`,
    ).toBe(true);
  }
});
