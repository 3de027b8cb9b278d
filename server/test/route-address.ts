import { randomUUID } from 'node:crypto';
import type { CachedContest } from '../src/contest/contests.ts';
import type { Route } from '../src/web/route.ts';

/** The path of a route with a value that exists in this contest, or could, for each parameter. */
export function addressIn({ path }: Pick<Route, 'path'>, contest: CachedContest): string {
  const values: Record<string, string> = {
    contestId: contest.contestId,
    slug: contest.slug,
    roundId: contest.rounds[0]?.roundId ?? '',
    unitCode: '18070',
    code: '18070',
    award: '0',
    version: '1',
    level: 'DISTRICT',
    attemptId: randomUUID(),
    accountId: randomUUID(),
    runId: randomUUID(),
    id: randomUUID(),
    name: 'x.png',
    document: '1.json',
  };
  return path.replace(/:(\w+)/g, (_whole, name: string) => {
    if (values[name] === undefined) throw new Error(`the test knows no value for :${name}`);
    return values[name];
  });
}
