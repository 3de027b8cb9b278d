import { randomUUID } from 'node:crypto';
import type { AmendContest } from '@hoithi/shared/contract/drafts';
import type { Json } from '@hoithi/shared/contract/json';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { judgeAmendment } from '@hoithi/shared/rulebook/amend/judge-amendment';
import { isSame, listChanges, writeSteps } from '@hoithi/shared/rulebook/draft/changes';
import { completeTexts } from '@hoithi/shared/rulebook/draft/complete';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { readAccount } from '../accounts/accounts-sql.ts';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import {
  insertAmendment,
  insertQuestions,
  insertRounds,
  lockContest,
  readRounds,
  readTakesBanks,
} from '../contest/contests-sql.ts';
import { checkLargeEnough, entriesOfPool, readQuestionPool } from '../contest/question-pool.ts';
import { appendLeaf } from '../log/entries-sql.ts';
import { readLog } from '../log/places-sql.ts';
import { amendmentLeaf } from '../log/rules-leaf.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import type { Acting } from '../web/sessions.ts';
import { checkFileInWorker } from './check-file.ts';
import type { DraftRow } from './drafts-sql.ts';
import { viewInForce } from './in-force.ts';
import { readContent } from './read-drafts.ts';

type AmendApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;

const changesKept = 100;

/**
 * Makes what stands in the draft of a contest its rules, as the next version.
 *
 * Refuses  not_found, draft_changed, amended_meanwhile, contest_archived, nothing_changed, bank_too_small, rulebook_invalid with every
 *          place that is open, wrong, or may not change any more.
 * Source   SPEC J7, J8, J11, Z1.
 */
export async function amendContest(
  app: AmendApp,
  by: Acting,
  draft: DraftRow,
  { version, rulesVersion, reason }: AmendContest,
): Promise<Result<{ version: number }>> {
  const found = contestInScope(app, by, draft.contest_id ?? '');
  if (!found.ok) return found;
  const contest = found.value;
  if (draft.version !== version) return refuse({ code: 'draft_changed', version: draft.version });
  if (contest.rulesVersion !== rulesVersion)
    return refuse({ code: 'amended_meanwhile', version: contest.rulesVersion });
  const { rulebook: file } = await readContent(app.db, draft);
  const problems = await checkFileInWorker(file, 'contest');
  if (problems === null) return refuse({ code: 'draft_too_large' });
  if (problems.length > 0) return refuse({ code: 'rulebook_invalid', problems });
  const rulebook = Rulebook.parse(completeTexts(file));
  const { moved, judgedAtMs } = viewInForce(contest, app.clock.nowMs());
  const against = judgeAmendment(contest.rulebook, rulebook, judgedAtMs, new Map(Object.entries(moved)));
  if (against.length > 0)
    return refuse({
      code: 'rulebook_invalid',
      problems: against.map(({ code, place, words }) => ({ code, place, words })),
    });
  if (isSame(contest.rulebook as Json, rulebook as Json)) return refuse({ code: 'nothing_changed' });
  const written = await app.db.transaction((tx) =>
    writeAmendment(tx, contest, { by, rulebook, reason, draft, nowMs: app.clock.nowMs() }),
  );
  if (!written.ok) return written;
  await app.contests.load(contest.contestId);
  app.bus.publish('contest:changed', { contestId: contest.contestId });
  app.bus.publish('draft:changed', { draftId: draft.id, version: draft.version, actor: by.actor });
  return written;
}

type Amended = { by: Acting; rulebook: Rulebook; reason: string; draft: DraftRow; nowMs: number };

async function writeAmendment(
  tx: Queries,
  contest: CachedContest,
  { by, rulebook, reason, draft, nowMs }: Amended,
): Promise<Result<{ version: number }>> {
  const { contestId, organizationId } = contest;
  await lockContest(tx, contestId);
  const takes = await readTakesBanks(tx, contestId);
  const rounds = expandRounds(rulebook);
  if (takes) {
    const pool = await readQuestionPool(tx, organizationId, rulebook, takes.takesUnapproved);
    const large = checkLargeEnough(rulebook, rounds, entriesOfPool(pool.questions));
    if (!large.ok) return large;
    await insertQuestions(tx, contestId, pool.questions);
  } else {
    const large = checkLargeEnough(rulebook, rounds, contest.bankEntries);
    if (!large.ok) return large;
  }
  const account = by.accountId === null ? null : await readAccount(tx, by.accountId);
  const version = contest.rulesVersion + 1;
  const row = {
    ...{ contest_id: contestId, version, rules: rulebook, made_at_ms: nowMs, actor: by.actor },
    ...{ reason, by_name: account?.name ?? null },
  };
  if (!(await insertAmendment(tx, row))) return refuse({ code: 'amended_meanwhile', version });
  // Without a log yet, whoever opens it writes this too.
  if (await readLog(tx, contestId))
    await appendLeaf(tx, contestId, amendmentLeaf(rulebook, { version, atMs: nowMs, reason }));
  const there = (await readRounds(tx, contestId)).length;
  await insertRounds(
    tx,
    Array.from({ length: Math.max(0, rounds.length - there) }, (_, n) => ({
      ...{ id: randomUUID(), contest_id: contestId, ordinal: there + n + 1 },
    })),
  );
  await writeAudit(tx, {
    ...{ contestId, atMs: nowMs, actor: by.actor, act: 'contest:amend', object: contest.slug },
    detail: {
      ...{ reason, before: { rulesVersion: contest.rulesVersion }, after: { rulesVersion: version } },
      draftVersion: draft.version,
      changes: listChanges(contest.rulebook as Json, rulebook as Json)
        .slice(0, changesKept)
        .map(({ place }) => writeSteps(place)),
    },
  });
  return accept({ version });
}
