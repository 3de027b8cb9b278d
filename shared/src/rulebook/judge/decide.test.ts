import { describe, expect, it } from 'vitest';
import type { QuestionItem } from '../../contract/question.ts';
import { attempt, person } from '../test-facts.ts';
import { exampleRulebook } from '../test-rulebook.ts';
import { type DecidedOn, type Decision, decideFacts, type MadeDecision } from './decide.ts';
import { expandRounds } from './expand-rounds.ts';
import { noFacts } from './facts.ts';
import { judgeRound } from './judge-round.ts';

const rulebook = exampleRulebook();
const rounds = expandRounds(rulebook);
const closesAtMs = rounds[0]!.closesAtMs;
const points = {
  start: 0,
  default: { right: 2, wrong: -1, blank: 0 },
  byLevel: {},
  several: 'all-or-nothing',
} as const;
const roundOf = (id: string) => (id === 'week-1' ? { closesAtMs, points } : null);

const item: QuestionItem = {
  kind: 'one',
  options: ['a', 'b', 'c'].map((id) => ({ id, text: id })),
  right: ['a'],
};
const gave = (option: string | null) => ({
  ...{ questionId: 'q', item, level: null },
  given: option === null ? null : { optionIds: [option], typed: null },
});
/** Of ten questions: `right` right, the others wrong; the question `q` among them. */
const sat = (id: string, right: number, own: Partial<DecidedOn> = {}): DecidedOn => ({
  ...attempt(id, 'week-1', right, '2026-03-03T09:00:00+07:00'),
  ...{ attemptId: `of-${id}`, points: right * 2 - (10 - right), pointsMax: 20 },
  ...own,
});
const made = (decisions: readonly (Decision & { atMs?: number })[]): MadeDecision[] =>
  decisions.map((each, at) => ({ atMs: closesAtMs + 1_000, ...each, no: at + 1 }));
const decide = (attempts: DecidedOn[], decisions: readonly (Decision & { atMs?: number })[]) =>
  decideFacts({ ...noFacts, attempts }, made(decisions), roundOf);
const one = (own: DecidedOn, ...decisions: Decision[]) => decide([own], decisions).attempts[0]!;

describe('decisions on a result', () => {
  it('[F14] voiding, restoring, excluding and including: of several on the same thing the last holds', () => {
    const own = sat('p', 5);
    const voided = { kind: 'void', attemptId: 'of-p' } as const;
    const excluded = { kind: 'exclude', personId: 'p' } as const;
    expect(one(own, voided).voidedAtMs).toBe(closesAtMs + 1_000);
    expect(one(own, voided, { kind: 'restore', attemptId: 'of-p' }).voidedAtMs).toBeNull();
    expect(one(own, excluded).voidedAtMs).not.toBeNull();
    expect(one(own, excluded, { kind: 'include', personId: 'p' }).voidedAtMs).toBeNull();
    expect(one(own, voided, excluded, { kind: 'include', personId: 'p' }).voidedAtMs).not.toBeNull();
    expect(one(own, { kind: 'void', attemptId: 'of-other' })).toBe(own);
  });

  it('[F15] another right option, a dropped question, full points for everybody: points, right, wrong and blank follow', () => {
    const figures = (own: DecidedOn, right: string[] | 'drop' | 'everybody') => {
      const { points, pointsMax, right: count, wrong, blank } = one(own, { kind: 'key', questionId: 'q', right });
      return [points, pointsMax, count, wrong, blank];
    };
    const wrongly = sat('w', 5, { sat: [gave('b')] }); // 5 right, 5 wrong, q among the wrong ones
    expect([wrongly.points, wrongly.pointsMax]).toEqual([5, 20]);
    expect(figures(wrongly, ['a', 'b'])).toEqual([8, 20, 6, 4, 0]);
    expect(figures(wrongly, ['c'])).toEqual([5, 20, 5, 5, 0]);
    expect(figures(wrongly, 'drop')).toEqual([6, 18, 5, 4, 0]);
    expect(figures(wrongly, 'everybody')).toEqual([8, 20, 6, 4, 0]);
    const blank = sat('b', 5, { wrong: 4, blank: 1, points: 6, sat: [gave(null)] });
    expect(figures(blank, 'everybody')).toEqual([8, 20, 6, 4, 0]);
    expect(figures(blank, 'drop')).toEqual([6, 18, 5, 4, 0]);
    expect(figures(blank, ['b'])).toEqual([6, 20, 5, 4, 1]);
    const rightly = sat('r', 5, { sat: [gave('a')] });
    expect(figures(rightly, ['b'])).toEqual([2, 20, 4, 6, 0]);
    const other = sat('o', 5);
    expect(one(other, { kind: 'key', questionId: 'q', right: 'drop' })).toBe(other);
  });

  it('[F15] a second correction of a key replaces the first: the key of before gives the points of before', () => {
    const own = sat('w', 5, { sat: [gave('b')] });
    const back = one(
      own,
      { kind: 'key', questionId: 'q', right: 'everybody' },
      { kind: 'key', questionId: 'q', right: ['a'] },
    );
    expect(back).toMatchObject({ points: own.points, pointsMax: 20, right: 5, wrong: 5 });
  });

  it('[F15a] in incidents no time runs, each millisecond once, and what lies outside them counts', () => {
    const spans = [
      { fromMs: 0, toMs: 10_000, toLastChange: true },
      { fromMs: 12_000, toMs: 20_000, toLastChange: false },
    ];
    const own = sat('p', 5, { elapsedMs: 18_000, elapsedToLastChangeMs: 10_000, spans });
    const incident = (fromMs: number, toMs: number) => ({ kind: 'incident', roundId: 'week-1', fromMs, toMs }) as const;
    expect(one(own, incident(8_000, 13_000))).toMatchObject({ elapsedMs: 15_000, elapsedToLastChangeMs: 8_000 });
    expect(one(own, incident(8_000, 10_000), incident(9_000, 10_000))).toMatchObject({ elapsedMs: 16_000 });
    expect(one(own, incident(0, 60_000))).toMatchObject({ elapsedMs: 0, elapsedToLastChangeMs: 0 });
    expect(one(own, { ...incident(0, 60_000), roundId: 'week-2' })).toBe(own);
  });

  it('[F14] [F15] [M8] places move; a prediction as at the close counts by the key and the attempts of then', () => {
    const attempts = [sat('a', 9, { sat: [gave('b')] }), sat('b', 10, { sat: [gave('a')] }), sat('c', 8)];
    const people = attempts.map(({ personId }) => person(personId));
    const facts = { ...noFacts, people, attempts };
    const judge = (decisions: readonly Decision[]) => {
      const decided = decideFacts(facts, made(decisions), roundOf);
      const { lists, facts: indexed } = judgeRound(rulebook, decided, { roundId: 'week-1', rounds, decided: [] });
      const perfect = (asClosed: boolean) =>
        [...indexed.sittings(rounds[0]!, asClosed).values()].filter(({ perfectAttempts }) => perfectAttempts > 0)
          .length;
      return {
        order: lists[0]?.list.places.map(({ id, rank }) => [id, rank]),
        atClose: perfect(true),
        now: perfect(false),
      };
    };
    expect(judge([])).toMatchObject({
      order: [
        ['b', 1],
        ['a', 2],
        ['c', 3],
      ],
      atClose: 1,
      now: 1,
    });
    const key: Decision = { kind: 'key', questionId: 'q', right: ['a', 'b'] };
    expect(judge([key])).toMatchObject({
      order: [
        ['a', 1],
        ['b', 1],
        ['c', 3],
      ],
      atClose: 1,
      now: 2,
    });
    const out = { kind: 'exclude', personId: 'b' } as const;
    expect(judge([key, out])).toMatchObject({
      order: [
        ['a', 1],
        ['c', 2],
      ],
      atClose: 1,
      now: 1,
    });
    const early = { ...out, atMs: closesAtMs - 1 };
    expect(judge([early])).toMatchObject({ atClose: 0 });
    const order: Decision = { kind: 'order', list: lists(), ids: ['b', 'a'] };
    expect(judge([key, order])).toMatchObject({
      order: [
        ['b', 1],
        ['a', 2],
        ['c', 3],
      ],
    });
    expect(judge([key, order, { ...order, ids: ['a', 'b'] }])).toMatchObject({
      order: [
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ],
    });
    expect(judge([key, order, out])).toMatchObject({
      order: [
        ['a', 1],
        ['c', 2],
      ],
    });
  });
});

/** The example's weekly list. */
const lists = (): string => `${rulebook.standings[0]!.id}@week-1`;
