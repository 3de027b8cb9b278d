import { describe, expect, it } from 'vitest';
import { both, exampleQuestion, exampleShow, holdersOf, played } from './example-show.ts';
import { showWinners } from './plan-award.ts';
import { rankShow, rankTeams } from './rank-show.ts';
import { applyRescue, placePlayer, playersOf, pointsFor, scoreShow, wasVoid } from './score-show.ts';
import type { Tally } from './tally.ts';

const none: ReadonlySet<string> = new Set();
const ranks = (file: Parameters<typeof rankShow>[0], tally: Tally) =>
  rankShow(file, tally, none).map((place) => `${place.rank} ${place.playerId}`);

describe('points by speed', () => {
  const { rules } = exampleShow([exampleQuestion('mot')], { pointsMax: 1000, timeStepMs: 1, fullUnderMs: 500 });
  it.each([
    [0, 1000],
    [499, 1000],
    [500, 975],
    [5000, 750],
    [10_000, 500],
  ])('[H10] after %i ms of 10 s a right answer earns %i', (elapsedMs, points) => {
    expect(pointsFor(rules, 10, elapsedMs)).toBe(points);
  });
  it('[H6] coarse steps of one second are compared rounded down', () => {
    const coarse = { ...rules, timeStepMs: 1000 as const };
    expect(pointsFor(coarse, 10, 3001)).toBe(pointsFor(coarse, 10, 3999));
    expect(pointsFor(coarse, 10, 4000)).toBeLessThan(pointsFor(coarse, 10, 3999));
  });
  it('[H10] streaks add points only where they are on', () => {
    const cues = [exampleQuestion('mot'), exampleQuestion('hai'), exampleQuestion('ba')];
    const { events, answersOf } = played([1, 2, 3], [{ s1: ['b', 0] }, { s1: ['b', 0] }, { s1: ['b', 0] }]);
    const score = (streaks: object) =>
      scoreShow(exampleShow(cues, { streaks }), events, holdersOf(1), answersOf).get('s1');
    expect(score({})?.points).toBe(3000);
    expect(score({ on: true, step: 100, max: 150 })?.points).toBe(3000 + 0 + 100 + 150);
  });
});

describe('the board', () => {
  const cues = [exampleQuestion('mot'), exampleQuestion('hai')];
  it('[H14] equal points share a rank and as many ranks are skipped', () => {
    const file = exampleShow(cues, { timeStepMs: 1000 });
    const { events, answersOf } = played([1], [{ s1: ['b', 2100], s2: ['b', 2900], s3: ['b', 900], s4: ['a', 100] }]);
    expect(ranks(file, scoreShow(file, events, holdersOf(4), answersOf))).toEqual(['1 s3', '2 s1', '2 s2', '4 s4']);
  });
  it('[H14] all tied is one rank for everybody', () => {
    const file = exampleShow(cues);
    const { events, answersOf } = played([1], [{}]);
    expect(ranks(file, scoreShow(file, events, holdersOf(3), answersOf))).toEqual(['1 s1', '1 s2', '1 s3']);
  });
  it('[H10] accuracy: right answers first, then less time over the right ones', () => {
    const file = exampleShow(cues, { mode: 'accuracy', timeStepMs: 100 });
    const { events, answersOf } = played(
      [1, 2],
      [
        { s1: ['b', 900], s2: ['b', 4000], s3: ['a', 10] },
        { s1: ['a', 10], s2: ['b', 4000], s3: ['b', 450] },
      ],
    );
    expect(ranks(file, scoreShow(file, events, holdersOf(3), answersOf))).toEqual(['1 s2', '2 s3', '3 s1']);
  });
  it('zero answers and nobody in the hall make an empty board, not a fault', () => {
    const file = exampleShow(cues);
    const { events } = played([1, 2], [{}, {}]);
    expect(
      ranks(
        file,
        scoreShow(file, events, [], () => []),
      ),
    ).toEqual([]);
  });
  it('[H18] a removed player is on no board, and the last player may leave', () => {
    const file = exampleShow(cues);
    const { events, answersOf } = played([1], [{ s1: ['b', 0] }]);
    const tally = scoreShow(file, events, holdersOf(1), answersOf);
    expect(rankShow(file, tally, new Set(['s1']))).toEqual([]);
  });
  it('[H13] a team is the mean of its best n, a missing one counted as zero', () => {
    const file = exampleShow(cues, { mode: 'accuracy', teams: { best: 2 } });
    const players = holdersOf(4).map((player, at) => ({ ...player, unitCode: at < 3 ? 'x' : 'y' }));
    const { events, answersOf } = played([1], [{ s1: ['b', 1], s2: ['b', 1], s3: ['a', 1], s4: ['b', 1] }]);
    const places = rankShow(file, scoreShow(file, events, players, answersOf), none);
    expect(rankTeams(file, places, (unit) => unit)).toEqual([
      { team: 'x', rank: 1, mean: 1, members: 2 },
      { team: 'y', rank: 2, mean: 0.5, members: 1 },
    ]);
  });
  it('[H15] with a moment, answers that arrived at it or later are left out', () => {
    const file = exampleShow(cues);
    const { events, answersOf } = played([1], [{ s1: ['b', 3999], s2: ['b', 4000] }]);
    const tally = scoreShow(file, events, holdersOf(2), answersOf, 1_004_000);
    expect(tally.get('s1')?.rightCount).toBe(1);
    expect(tally.get('s2')?.rightCount).toBe(0);
  });
});

describe('elimination', () => {
  const rescue = { kind: 'rescue', title: both('Cứu trợ'), back: 1, reserves: true };
  const cues = [exampleQuestion('mot'), exampleQuestion('hai'), rescue, exampleQuestion('ba')];
  const file = exampleShow(cues, { mode: 'elimination', playersMax: 3 });

  it('[H11] a wrong or missing answer is out; beyond the bound one is a reserve', () => {
    const { events, answersOf } = played([1], [{ s1: ['b', 1], s2: ['a', 1] }]);
    const tally = scoreShow(file, events, holdersOf(4), answersOf);
    expect([...tally.values()].map((player) => player.status)).toEqual(['in', 'out', 'out', 'reserve']);
    expect([...playersOf(file, tally, 2)]).toEqual(['s1']);
  });
  it('[H11] who went out later is ahead, and everybody may go out', () => {
    const { events, answersOf } = played([1, 2], [{ s1: ['b', 1], s2: ['b', 900] }, {}]);
    const tally = scoreShow(file, events, holdersOf(3), answersOf);
    expect(ranks(file, tally)).toEqual(['1 s1', '2 s2', '3 s3']);
    expect(playersOf(file, tally, 4).size).toBe(0);
  });
  it('[H11] the rescue brings back the best who are out, and the reserves', () => {
    const { events, answersOf } = played([1, 2], [{ s1: ['b', 1], s2: ['b', 900] }, {}]);
    const tally = scoreShow(file, events, holdersOf(4), answersOf);
    expect(applyRescue(file, tally, 3)).toBe(2);
    expect([...playersOf(file, tally, 4)].sort()).toEqual(['s1', 's4']);
  });
  it('[H15] on a frozen board nobody goes out by what happened after the freeze', () => {
    const { events, answersOf } = played(
      [1, 2],
      [
        { s1: ['b', 1], s2: ['a', 1] },
        { s1: ['a', 1], s3: ['b', 1] },
      ],
    );
    const open = exampleShow(cues, { mode: 'elimination' });
    const shown = scoreShow(open, events, holdersOf(3), answersOf, 1_005_000); // in the middle of the first question
    expect([...shown.values()].map((player) => player.status)).toEqual(['in', 'out', 'in']);
    const known = scoreShow(open, events, holdersOf(3), answersOf);
    expect([...known.values()].map((player) => player.status)).toEqual(['out', 'out', 'out']);
  });
  it('[H11a] whoever came late is a reserve whatever lateJoin says, and a reserve has no place and no prize', () => {
    const { events, answersOf } = played([1, 2], [{ s1: ['b', 1], s2: ['b', 900] }, {}]);
    for (const lateJoin of ['always', 'before-first-question']) {
      const open = exampleShow(cues, { mode: 'elimination', lateJoin });
      const late = { playerId: 'late', order: 4, joinedAtMs: 9_000_000, unitCode: null };
      const tally = scoreShow(open, events, [...holdersOf(3), late], answersOf);
      expect(tally.get('late')?.status).toBe('reserve');
      expect(ranks(open, tally)).toEqual(['1 s1', '2 s2', '3 s3']);
      expect(applyRescue(open, tally, 3)).toBe(2); // the cue lets reserves in
      expect(ranks(open, tally)).toEqual(['1 s1', '2 late', '3 s2', '4 s3']);
    }
  });
  describe('a question that nobody gets right', () => {
    const voiding = exampleShow(cues, { mode: 'elimination', voidIfNobodyRight: true });
    const scored = (rules: typeof file, answers: Parameters<typeof played>[1], removed: readonly string[] = []) => {
      const { events, answersOf } = played([1], answers);
      const leaving = removed.map((playerId, at) => ({
        kind: 'removed' as const,
        playerId,
        seq: 100 + at,
        happenedAtMs: 0,
        actor: 'test',
      }));
      const tally = scoreShow(rules, [...leaving, ...events], holdersOf(3), answersOf);
      return {
        statuses: [...tally.values()].map((player) => player.status),
        isVoid: wasVoid(rules, tally, { asking: 1, cueIndex: 1, ruled: null }),
      };
    };
    it('[H11b] is void where the rules say so, and puts everybody out where they do not', () => {
      const nobody = [{ s1: ['a', 1], s2: ['c', 1] }] as const;
      expect(scored(voiding, nobody)).toEqual({ statuses: ['in', 'in', 'in'], isVoid: true });
      expect(scored(voiding, [{}])).toEqual({ statuses: ['in', 'in', 'in'], isVoid: true });
      expect(scored(exampleShow(cues, { mode: 'elimination' }), nobody)).toEqual({
        statuses: ['out', 'out', 'out'],
        isVoid: false,
      });
    });
    it('[H11b] one right answer makes it count, unless its player was removed before the reveal', () => {
      const one = [{ s1: ['b', 1], s2: ['a', 1] }] as const;
      expect(scored(voiding, one)).toEqual({ statuses: ['in', 'out', 'out'], isVoid: false });
      expect(scored(voiding, one, ['s1'])).toEqual({ statuses: ['in', 'in', 'in'], isVoid: true });
    });
    it('[H11b] [H15] a frozen board does not call it void because the right answer came after the freeze', () => {
      const { events, answersOf } = played([1], [{ s1: ['b', 9000], s2: ['a', 1] }]);
      const shown = scoreShow(voiding, events, holdersOf(3), answersOf, 1_005_000);
      expect([...shown.values()].map((player) => player.status)).toEqual(['in', 'out', 'in']);
    });
  });
  it('[H11] a rescue with no one out brings nobody back', () => {
    const { events, answersOf } = played([1], [{ s1: ['b', 1] }]);
    const tally = scoreShow(file, events, holdersOf(1), answersOf);
    expect(applyRescue(file, tally, 3)).toBe(0);
    expect(playersOf(file, tally, 4).size).toBe(1);
  });
  it('[H11] whoever came after the lock is not out by that question', () => {
    const tally: Tally = new Map();
    placePlayer(file, tally, { playerId: 'late', order: 1, joinedAtMs: 9_000_000, unitCode: null }, 1_000_000);
    expect(tally.get('late')?.status).toBe('reserve');
    const { events, answersOf } = played([1], [{}]);
    const scored = scoreShow(
      file,
      events,
      [{ playerId: 'late', order: 1, joinedAtMs: 9_000_000, unitCode: null }],
      answersOf,
    );
    expect(scored.get('late')?.status).toBe('reserve');
  });
});

describe('sudden death', () => {
  const decide = (stay: 'right' | 'fastest') => ({
    ...exampleQuestion('phan-dinh'),
    kind: 'sudden-death',
    place: 1,
    stay,
  });
  const base = [{ s1: ['b', 0], s2: ['b', 0], s3: ['a', 0] }] as const;

  it('[H12] only those who share the place may answer, and nobody else moves', () => {
    const file = exampleShow([exampleQuestion('mot'), decide('right')]);
    const before = scoreShow(file, played([1], base).events, holdersOf(3), played([1], base).answersOf);
    expect([...playersOf(file, before, 2)].sort()).toEqual(['s1', 's2']);
    const { events, answersOf } = played([1, 2], [...base, { s2: ['b', 10], s3: ['b', 1] }]);
    expect(ranks(file, scoreShow(file, events, holdersOf(3), answersOf))).toEqual(['1 s2', '2 s1', '3 s3']);
  });
  it('[H12] when none is right all stay tied; when the place is not shared nobody may answer', () => {
    const file = exampleShow([exampleQuestion('mot'), decide('right')]);
    const { events, answersOf } = played([1, 2], [...base, { s1: ['a', 1] }]);
    expect(ranks(file, scoreShow(file, events, holdersOf(3), answersOf))).toEqual(['1 s1', '1 s2', '3 s3']);
    const alone = scoreShow(
      file,
      played([1], [{ s1: ['b', 0] }]).events,
      holdersOf(2),
      played([1], [{ s1: ['b', 0] }]).answersOf,
    );
    expect(playersOf(file, alone, 2).size).toBe(0);
  });
  it('[H12] where the fastest stays, the faster right answer decides', () => {
    const file = exampleShow([exampleQuestion('mot'), decide('fastest')]);
    const { events, answersOf } = played([1, 2], [...base, { s1: ['b', 2000], s2: ['b', 1000] }]);
    expect(ranks(file, scoreShow(file, events, holdersOf(3), answersOf))).toEqual(['1 s2', '2 s1', '3 s3']);
  });
});

describe("winners of a show's own board", () => {
  it('[H14] whoever shares a place with a winner wins the same prize; nothing right wins nothing', () => {
    const file = exampleShow([exampleQuestion('mot')], { timeStepMs: 1000 });
    const { events, answersOf } = played(
      [1],
      [{ s1: ['b', 0], s2: ['b', 2000], s3: ['b', 2000], s4: ['b', 4000], s5: ['a', 0] }],
    );
    const places = rankShow(file, scoreShow(file, events, holdersOf(5), answersOf), none);
    const prizes = [
      { prize: both('Nhất'), count: 1, amount: 500_000 },
      { prize: both('Nhì'), count: 1, amount: null },
      { prize: both('Ba'), count: 3, amount: null },
    ];
    const named = (playerId: string) => ({ name: playerId, unitName: null, mark: null });
    expect(
      showWinners(file, prizes, places, named, 'VND').map(({ prize, winner }) => `${prize.label.vi} ${winner.name}`),
    ).toEqual(['Nhất s1', 'Nhì s2', 'Nhì s3', 'Ba s4']);
  });
});
