import { join } from 'node:path';
import type { PublicCollective, PublishedAward } from '@hoithi/shared/contract/collective-standing';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { printAwardRules } from '@hoithi/shared/rules/printed-rules/collective-sentences';
import type { App } from '../app-parts.ts';
import type { By } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { writeAudit } from '../platform/audit.ts';
import { replaceFile } from '../platform/replace-file.ts';
import {
  insertCollectivePublication,
  readCollectiveStandings,
  readJudgedAward,
  readPublishedAwards,
} from './collective-standings-sql.ts';
import { findContest } from './judge-collective.ts';

export const collectivePathOf = (contest: CachedContest): string => `/c/${contest.slug}/ket-qua/tap-the`;

/** Publishes the newest saved standing of an award, once, as a static file. SPEC G10. */
export async function publishCollective(
  app: Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'publishedDir'>,
  by: By,
  contestId: string,
  version: number,
): Promise<Result<{ resultsPath: string }>> {
  const found = findContest(app, by, contestId);
  if (!found.ok) return found;
  const contest = found.value;
  const standings = await readCollectiveStandings(app.db, contestId);
  const standing = standings.find((each) => each.version === version);
  if (!standing) return refuse({ code: 'not_found', what: 'standing' });
  const ofAward = standings.filter((each) => each.award === standing.award);
  const [newest] = ofAward;
  const shown = ofAward.find((each) => each.published_at_ms !== null)?.version ?? null;
  const award = contest.rulesByVersion.get(standing.rules_version)?.prizes.collective[standing.award];
  if (newest?.version !== version || !award) return refuse({ code: 'nothing_to_do' });

  const published: PublishedAward = {
    label: award.label,
    award,
    printed: printAwardRules(award),
    standingVersion: version,
    rulesVersion: standing.rules_version,
    basis: standing.basis,
    computedAtMs: standing.computed_at_ms,
    publishedAtMs: app.clock.nowMs(),
    judged: await readJudgedAward(app.db, contestId, version),
  };
  const first = await app.db.transaction(async (tx) => {
    if (!(await insertCollectivePublication(tx, contestId, published, by.actor))) return false;
    await writeAudit(tx, {
      contestId,
      atMs: published.publishedAtMs,
      actor: by.actor,
      act: 'collective:publish',
      object: `standing ${version}`,
      detail: { award: standing.award + 1, before: { standing: shown }, after: { standing: version } },
    });
    return true;
  });
  await restoreCollectiveFile(app, contest);
  await app.contests.load(contestId);
  if (!first) return refuse({ code: 'nothing_to_do' });
  app.bus.publish('contest:changed', { contestId });
  return accept({ resultsPath: collectivePathOf(contest) });
}

/** Writes the file of a contest's published awards from the ledger; without any there is no file. SPEC G10. */
export async function restoreCollectiveFile(
  app: Pick<App, 'db' | 'publishedDir'>,
  contest: CachedContest,
): Promise<void> {
  const awards = await readPublishedAwards(app.db, contest.contestId);
  if (awards.length === 0) return;
  const { slug, demo, rules } = contest;
  const document: PublicCollective = {
    schema: 1,
    contest: { slug, name: rules.meta.name, host: rules.meta.host, demo },
    awards,
  };
  await replaceFile(join(app.publishedDir, slug, 'collective.json'), JSON.stringify(document));
}
