import { randomUUID } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { readFirstOrganization } from '../accounts/accounts-sql.ts';
import type { App } from '../app-parts.ts';
import { insertContestBanks } from '../banks/pool-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import {
  insertContest,
  insertQuestions,
  insertRounds,
  insertUnits,
  setTakesBanks,
  type UnitRow,
} from './contests-sql.ts';
import { checkLargeEnough, entriesOfPool, type PoolQuestion, readQuestionPool } from './question-pool.ts';

type CreateApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;

export type NewContest = {
  slug: string;
  /** Left out: the one that the installation began with. */
  organizationId?: string;
  demo?: boolean;
  rulebook: Rulebook;
  units: readonly UnitRow[];
  actor: string;
  /** Why the contest takes questions that nobody approved; null: it takes none. SPEC Q23. */
  unapprovedReason?: string | null;
};

/**
 * Makes a contest of a rulebook. Its rounds, papers, limits, populations, standings and prizes are executed as it says. Its
 * questions come from the banks of its organization.
 *
 * Refuses  bank_too_small; questions_unapproved, where it would be
 *          large enough with those that nobody approved; slug_taken.
 * Source   SPEC M21, O1, Q3, Q23.
 */
export async function makeContest(
  app: CreateApp,
  contest: NewContest,
): Promise<Result<{ contestId: string; slug: string }>> {
  const { rulebook, unapprovedReason = null } = contest;
  const organizationId = contest.organizationId ?? (await readFirstOrganization(app.db)).id;
  const pool = await readQuestionPool(app.db, organizationId, rulebook, unapprovedReason !== null);
  const large = checkLargeEnough(rulebook, expandRounds(rulebook), entriesOfPool(pool.questions));
  if (!large.ok && pool.without > 0) return refuse({ code: 'questions_unapproved', questions: pool.without });
  if (!large.ok) return large;
  return insertWhole(app, { ...contest, organizationId }, pool.questions, (tx, contestId) =>
    takeFromBanks(tx, contestId, pool.questions, unapprovedReason !== null),
  );
}

/** Until its rounds are sealed it takes what is approved in its banks. SPEC Q23. */
async function takeFromBanks(
  tx: Queries,
  contestId: string,
  questions: readonly PoolQuestion[],
  takesUnapproved: boolean,
) {
  await setTakesBanks(tx, contestId, takesUnapproved);
  const origins = questions.flatMap(({ origin }) => origin?.id ?? []);
  await insertContestBanks(tx, contestId, origins);
}

/** Writes a contest with its rounds, units and these questions in one transaction. */
export async function insertWhole(
  app: CreateApp,
  { slug, organizationId, demo = false, rulebook, units, actor, unapprovedReason = null }: NewContest,
  questions: readonly PoolQuestion[],
  andThen: (tx: Queries, contestId: string) => Promise<void> = () => Promise.resolve(),
): Promise<Result<{ contestId: string; slug: string }>> {
  const contestId = randomUUID();
  const nowMs = app.clock.nowMs();
  const organization = organizationId ?? (await readFirstOrganization(app.db)).id;
  const created = await app.db.transaction(async (tx) => {
    const contest = { id: contestId, slug, organization_id: organization, demo, made_at_ms: nowMs };
    if (!(await insertContest(tx, contest, rulebook, actor))) return false;
    await insertRounds(
      tx,
      expandRounds(rulebook).map((_, at) => ({ id: randomUUID(), contest_id: contestId, ordinal: at + 1 })),
    );
    await insertUnits(tx, contestId, units);
    await insertQuestions(tx, contestId, questions);
    await andThen(tx, contestId);
    await writeAudit(tx, {
      ...{ contestId, atMs: nowMs, actor, act: 'contest:create', object: slug },
      detail: {
        ...{ rulesVersion: 1, questions: questions.length, units: units.length },
        ...(unapprovedReason === null ? {} : { unapprovedReason }),
      },
    });
    return true;
  });
  if (!created) return refuse({ code: 'slug_taken' });
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  return accept({ contestId, slug });
}
