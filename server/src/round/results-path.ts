import type { Finalization, PublicResults } from '@hoithi/shared/contract/results';
import { readAccount } from '../accounts/accounts-sql.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readRoundEvents } from '../contest/round-events-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { countDecisions } from './decisions-sql.ts';
import { readPublications, type StandingRow } from './standings-sql.ts';

type Of = { standing: StandingRow; reason: string | null; publishedAtMs: number; provisional: boolean };

/** How a published standing came about: who confirmed it, what was decided, and what had been published before. SPEC F10, F13. */
export async function describePath(
  db: Queries,
  contest: CachedContest,
  { roundId }: CachedRound,
  { standing, reason, publishedAtMs, provisional }: Of,
): Promise<Pick<PublicResults, 'finalization' | 'decisions' | 'versions' | 'provisional'>> {
  const decisions = await countDecisions(db, contest.contestId, roundId, standing.decided_no);
  if (provisional) return { decisions, provisional };
  const before = (await readPublications(db, roundId)).filter(({ version }) => version !== standing.version);
  const versions = before.map(({ version, document, at_ms }) => ({
    version,
    publishedAtMs: at_ms,
    reason: ('versions' in document && document.versions?.at(-1)?.reason) || null,
  }));
  return {
    finalization: await readFinalization(db, contest, roundId, standing),
    decisions,
    versions: [...versions, { version: standing.version, publishedAtMs, reason }],
  };
}

async function readFinalization(
  db: Queries,
  contest: CachedContest,
  roundId: string,
  { version, rules_version }: StandingRow,
): Promise<Finalization | null> {
  const event = (await readRoundEvents(db, [roundId])).findLast(
    (each) => each.kind === 'finalized' && each.detail.standingVersion === version,
  );
  if (event?.kind !== 'finalized') return null;
  const { by = [], hash, signed = [], scorer = 'none' } = event.detail;
  if (hash === undefined) return null;
  const names = await Promise.all(by.map(async (id) => (await readAccount(db, id))?.name ?? ''));
  const rule = contest.demo ? 'one' : (contest.rulebookByVersion.get(rules_version)?.publication.finalize ?? 'two');
  return { by: names, rule, hash, atMs: event.at_ms, passkeys: signed.length, scorer };
}
