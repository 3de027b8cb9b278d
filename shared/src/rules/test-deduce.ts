import type { Possible, TreeUnit } from './coarse-tree.ts';

/** What follows from all shown figures together: sums bound their parts and parts their sum, again and again until nothing moves. */
export function deduce(units: readonly TreeUnit[], shown: ReadonlyMap<string, Possible>, whole: Possible) {
  const known = new Map([...shown].map(([code, possible]) => [code, { ...possible }]));
  const of = (code: string) => known.get(code) as Possible;
  let moved = true;
  const narrow = (possible: Possible, least: number, most: number) => {
    if (least > possible.least || most < possible.most) moved = true;
    possible.least = Math.max(possible.least, least);
    possible.most = Math.min(possible.most, most);
  };
  while (moved) {
    moved = false;
    for (const sum of [null, ...units]) {
      const parts = units.filter((each) => each.parentCode === (sum?.code ?? null)).map((each) => of(each.code));
      if (parts.length === 0) continue;
      const closed = sum === null || sum.level === 'BLOCK';
      const total = sum === null ? whole : of(sum.code);
      const least = parts.reduce((all, part) => all + part.least, 0);
      const most = closed ? parts.reduce((all, part) => all + part.most, 0) : Number.POSITIVE_INFINITY;
      narrow(total, least, most);
      for (const part of parts) {
        narrow(part, closed ? total.least - (most - part.most) : 0, total.most - (least - part.least));
      }
    }
  }
  return known;
}
