import { randomUUID } from 'node:crypto';
import { readFirstOrganization } from '../src/accounts/accounts-sql.ts';
import type { CachedContest } from '../src/contest/contests.ts';
import { insertDraft, insertDraftVersion } from '../src/drafts/drafts-sql.ts';
import type { Clock } from '../src/platform/clock/clock.ts';
import type { Database } from '../src/platform/db/database.ts';
import type { Route } from '../src/web/route.ts';

/** The path of a route with a value that exists in this contest, or could, for each parameter. */
export function addressIn({ path }: Pick<Route, 'path'>, contest: CachedContest, draftId: string): string {
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
    draftId,
    name: 'x.png',
    document: '1.json',
  };
  return path.replace(/:(\w+)/g, (_whole, name: string) => {
    if (values[name] === undefined) throw new Error(`the test knows no value for :${name}`);
    return values[name];
  });
}

/** A draft of the organization that the installation began with. */
export async function insertBlankDraft({ db, clock }: { db: Database; clock: Clock }): Promise<string> {
  const [id, at_ms] = [randomUUID(), clock.nowMs()];
  const organization_id = (await readFirstOrganization(db)).id;
  await insertDraft(db, { id, organization_id, title: '', version: 1, made_by: 'test', made_at_ms: at_ms });
  await insertDraftVersion(db, { draft_id: id, version: 1, content: '{}', places: [], actor: 'test', at_ms });
  return id;
}
