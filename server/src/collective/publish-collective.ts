import { join } from 'node:path';
import type { PublicCollective, PublishedAward } from '@hoithi/shared/contract/collective-standing';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { listUnitAwards } from '@hoithi/shared/rulebook/judge/judge-units';
import { printUnitAward } from '@hoithi/shared/rulebook/print/print-results';
import type { App } from '../app-parts.ts';
import type { By } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { appendLeaf } from '../log/entries-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { replaceFile } from '../platform/replace-file.ts';
import {
  insertCollectivePublication,
  readCollectiveStandings,
  readJudgedAward,
  readPublishedAwards,
} from './collective-standings-sql.ts';
import { findContest, headOf } from './judge-collective.ts';
import { unitsPublicationLeaf } from './units-leaf.ts';

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
  const rulebook = contest.rulebookByVersion.get(standing.rules_version);
  const award = rulebook && listUnitAwards(rulebook)[standing.award];
  if (newest?.version !== version || !award) return refuse({ code: 'nothing_to_do' });

  const published: PublishedAward = {
    label: award.award.label,
    award: headOf(award),
    printed: printUnitAward(rulebook, award),
    standingVersion: version,
    rulesVersion: standing.rules_version,
    basis: standing.basis,
    computedAtMs: standing.computed_at_ms,
    publishedAtMs: app.clock.nowMs(),
    judged: await readJudgedAward(app.db, contestId, version),
  };
  const first = await app.db.transaction(async (tx) => {
    if (!(await insertCollectivePublication(tx, contestId, published, by.actor))) return false;
    await appendLeaf(tx, contestId, unitsPublicationLeaf(published));
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

/** The file of a contest's published awards; null: none is published. SPEC G10. */
export async function collectiveFileOf(
  app: { db: Queries; publishedDir: string },
  contest: CachedContest,
): Promise<{ path: string; text: string } | null> {
  const awards = await readPublishedAwards(app.db, contest.contestId);
  if (awards.length === 0) return null;
  const { slug, demo, rulebook } = contest;
  const document: PublicCollective = {
    schema: 2,
    contest: { slug, name: rulebook.meta.name, host: rulebook.meta.host, demo },
    awards,
  };
  return { path: join(app.publishedDir, slug, 'collective.json'), text: JSON.stringify(document) };
}

/** Writes the file of a contest's published awards from the ledger; without any there is no file. SPEC G10. */
export async function restoreCollectiveFile(
  app: { db: Queries; publishedDir: string },
  contest: CachedContest,
): Promise<void> {
  const file = await collectiveFileOf(app, contest);
  if (file) await replaceFile(file.path, file.text);
}
