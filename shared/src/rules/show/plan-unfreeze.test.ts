import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { exampleQuestion, exampleShow } from './example-show.ts';
import { mixTallies, planUnfreeze, type TwoTallies } from './plan-unfreeze.ts';
import { comparePlayers, rankShow } from './rank-show.ts';
import type { PlayerTally } from './tally.ts';

const file = exampleShow([exampleQuestion('mot'), exampleQuestion('hai')], { mode: 'speed', pointsMax: 100 });
const asking = {
  asking: 2,
  cueIndex: 2,
  opensAtMs: 50,
  locksAtMs: 60,
  revealed: true,
  undone: false,
  ruled: null,
  buzz: null,
};
const state = { askings: [asking], frozenSinceMs: 50, removed: new Set<string>() };
const tally = (playerId: string, order: number, points: number): PlayerTally => ({
  ...{ playerId, order, joinedAtMs: 0, unitCode: null, status: 'in', points, rightCount: 1, elapsedMs: 0 },
  ...{ streak: 0, edge: 0, outAt: null, back: false, last: null },
});
/** By name: points that the public has seen, and what the hidden question gave. */
function board(points: Record<string, [shown: number, gained: number]>): TwoTallies {
  const rows = Object.entries(points);
  return {
    shown: new Map(rows.map(([id, [shown]], at) => [id, tally(id, at, shown)])),
    all: new Map(rows.map(([id, [shown, gained]], at) => [id, tally(id, at, shown + gained)])),
  };
}
const plan = (tallies: TwoTallies, rows = 10) => planUnfreeze(file, state, tallies, rows);

describe('a frozen board that is opened row by row', () => {
  it('[H27] the lowest row is opened first and climbs; then the lowest of those that still hide something', () => {
    const { opened, steps } = plan(board({ an: [300, 10], binh: [260, 100], chi: [240, 0], dung: [220, 90] }));
    expect(opened).toEqual([]);
    expect(steps.map(({ opens, also }) => [opens, ...also].join(' '))).toEqual(['dung', 'chi', 'binh', 'an']);
  });
  it('[H27] a row whose place is known already costs no press', () => {
    // Whoever leads by more than a question gives is first whatever comes, and the last one last.
    const { opened, steps } = plan(board({ an: [900, 0], binh: [260, 100], chi: [240, 0], dung: [20, 90] }));
    expect(opened.sort()).toEqual(['an', 'dung']);
    expect(steps).toEqual([{ opens: 'chi', also: ['binh'] }]); // with 240 nobody passes 260 any more
  });
  it('[H27] the one who is left alone above all others is opened with the row before', () => {
    const { steps } = plan(board({ an: [300, 10], binh: [260, 10] }));
    expect(steps).toEqual([{ opens: 'binh', also: ['an'] }]);
  });
  it('[H27] whoever neither stood nor comes among the first rows is open from the beginning; a climber from below is not', () => {
    const { opened, steps } = plan(board({ an: [300, 0], binh: [290, 0], chi: [280, 0], dung: [270, 100] }), 2);
    expect(opened).toEqual(['chi']);
    expect(steps.map(({ opens }) => opens)).toContain('dung');
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    '[H27] seed %i: every press opens a row that nobody could place, and the end is the true board',
    (seed) => {
      const random = seededRandom(`mo-bang-${seed}`);
      const rows: Record<string, [number, number]> = {};
      for (let at = 0; at < 14; at++)
        rows[`p${at}`] = [Math.floor(random() * 40) * 10, random() < 0.4 ? 0 : 50 + Math.floor(random() * 51)];
      const tallies = board(rows);
      const { opened, steps } = plan(tallies, 8);
      const open = new Set(opened);
      const compare = comparePlayers(file);
      for (const { opens, also } of steps) {
        expect(open.has(opens)).toBe(false);
        const lowest = rankShow(
          file,
          mixTallies(tallies, (id) => open.has(id)),
          state.removed,
        );
        expect(lowest.findLast(({ playerId }) => !open.has(playerId) && isWaiting(playerId, steps))?.playerId).toBe(
          opens,
        );
        // Somebody may end on either side of the row: its own gain, or that of another, decides.
        const [least, most] = [tallies.shown.get(opens), gain(tallies.shown.get(opens))];
        const isOpenQuestion = [...tallies.all.keys()].some((other) => {
          if (other === opens || least === undefined || most === undefined) return false;
          const exact = tallies.all.get(other) as PlayerTally;
          const [low, high] = open.has(other)
            ? [exact, exact]
            : [tallies.shown.get(other), gain(tallies.shown.get(other))];
          return low && high && compare(least, high) >= 0 && compare(low, most) >= 0;
        });
        expect(isOpenQuestion, `${opens} was known`).toBe(true);
        for (const id of [opens, ...also]) open.add(id);
      }
      const last = rankShow(
        file,
        mixTallies(tallies, (id) => open.has(id)),
        state.removed,
      );
      expect(last).toEqual(rankShow(file, tallies.all, state.removed));
    },
  );
});

const gain = (shown: PlayerTally | undefined): PlayerTally | undefined =>
  shown && { ...shown, points: shown.points + file.rules.pointsMax, rightCount: shown.rightCount + 1 };
const isWaiting = (playerId: string, steps: readonly { opens: string; also: string[] }[]): boolean =>
  steps.some(({ opens, also }) => opens === playerId || also.includes(playerId));
