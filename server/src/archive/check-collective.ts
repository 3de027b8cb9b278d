import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import {
  type CollectiveStandingRow,
  readCollectiveDocuments,
  readCollectiveStandings,
  readJudgedAward,
} from '../collective/collective-standings-sql.ts';
import type { CachedContest, Contests } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { computeUnitAwards } from '../round/compute-standings.ts';
import { readDecisions } from '../round/decisions-sql.ts';
import { hasLaterFigures } from './check-collective-sql.ts';
import type { Finding } from './checks-sql.ts';
import { Samples } from './samples.ts';

/**
 * Computes every standing of units again, as of the instant it was computed, and compares all its arithmetic; and what was
 * published of it. One whose units, headcounts or groups were loaded anew since cannot be computed again: what was published of it is
 * compared alone.
 *
 * Source  SPEC B2b, G8, G10.
 */
export async function checkCollective(
  tx: Queries,
  contests: Contests,
): Promise<{ checked: number; findings: Finding[] }> {
  const computed = new Samples('collective.computed');
  const published = new Samples('collective.published');
  let checked = 0;
  for (const contest of contests.all()) {
    const documents = await readCollectiveDocuments(tx, contest.contestId);
    for (const standing of await readCollectiveStandings(tx, contest.contestId)) {
      const object = `${contest.slug} ${standing.version}`;
      const stored = await readJudgedAward(tx, contest.contestId, standing.version);
      const document = documents.get(standing.version);
      if (document && canonicalJson(document.judged) !== canonicalJson(stored)) published.add(object);
      if (await hasLaterFigures(tx, contest.contestId, standing.computed_at_ms)) continue;
      checked += 1;
      const again = await computeAgain(tx, contest, standing);
      if (again === null || canonicalJson(again) !== canonicalJson(stored)) computed.add(object);
    }
  }
  return { checked, findings: [...computed.findings(), ...published.findings()] };
}

async function computeAgain(
  tx: Queries,
  contest: CachedContest,
  { rules_version: rulesVersion, computed_at_ms: nowMs, award }: CollectiveStandingRow,
): Promise<unknown> {
  const rulebook = contest.rulebookByVersion.get(rulesVersion);
  if (!rulebook) return null;
  const decisions = await readDecisions(tx, contest.contestId);
  const decidedNo = Math.max(0, ...decisions.filter(({ at_ms }) => at_ms <= nowMs).map(({ no }) => no));
  const { awards } = await computeUnitAwards(tx, { ...contest, rulebook, rulesVersion }, { nowMs, decidedNo });
  return awards[award] ?? null;
}
