import type { Award } from '../model/award.ts';
import type { Standing } from '../model/standing.ts';
import { groupsOf, type Place } from './rank.ts';

/** Equals of whom somebody or something must put in order; `prize` is the one at whose edge they stand. */
export type Undecided = {
  prize: number;
  ids: string[];
  /** Those of them who may have it. */
  able: string[];
  by: 'committee' | 'draw' | 'sudden-death';
};

export type Given = {
  /** By winner: which of the award's prizes, from 0. */
  won: Map<string, number>;
  undecided: Undecided[];
  /** The lot list, in the order of ids, as long as no lots were drawn; null: nothing is drawn. */
  toDraw: string[] | null;
};

export type Giving = {
  take: Award['take'];
  places: readonly Place[];
  /** Prizes that there are of each kind, after what caps took away. */
  counts: readonly number[];
  ties: Standing['ties'];
  /** Who may have any of them, and who may have this one. */
  mayWin: (id: string, prize: number) => boolean;
  lots: readonly string[] | null;
};

/**
 * Gives the prizes of one award to the places of one list, from the first prize to the last.
 *
 * A prize goes to the first who may have it and has none of this award. Equals of whom only some could get it share it, where
 * the standing says so; else none of them gets it until they are put in order, and as many of the next prizes wait for them.
 *
 * Source  SPEC M12, L4.
 */
export function givePrizes({ take, places, counts, ties, mayWin, lots }: Giving): Given {
  const given: Given = { won: new Map(), undecided: [], toDraw: null };
  if (take.kind === 'draw') {
    const list = places.map(({ id }) => id).filter((id) => counts.some((_count, prize) => mayWin(id, prize)));
    if (lots === null) return { ...given, toDraw: list.toSorted() };
    const drawn = lots.filter((id) => list.includes(id)).map((id, at): Place => ({ ...lot, id, rank: at + 1 }));
    return givePrizes({ take: { kind: 'places' }, places: drawn, counts, ties: 'shared', mayWin, lots });
  }
  const waiting = new Set<string>();
  const inReach = take.kind === 'ranks' ? places.filter(({ rank }) => rank <= take.upTo) : places;
  const groups = groupsOf(inReach);
  let owed = 0; // prizes that equals ahead have used up or wait for
  for (const [prize, count] of counts.entries()) {
    const passed = Math.min(owed, count);
    let left = count - passed;
    owed -= passed;
    for (const group of groups) {
      if (left === 0) break;
      const able = group
        .map(({ id }) => id)
        .filter((id) => !given.won.has(id) && !waiting.has(id) && mayWin(id, prize));
      if (able.length <= left || ties === 'shared') for (const id of able) given.won.set(id, prize);
      else {
        for (const id of able) waiting.add(id);
        given.undecided.push({ prize, ids: group.map(({ id }) => id), able, by: ties ?? 'committee' });
      }
      owed += Math.max(0, able.length - left);
      left = Math.max(0, left - able.length);
    }
  }
  return given;
}

const lot = { decidedBy: null, values: [] };
