import type { Question } from '@hoithi/shared/contract/question';
import type { Queries } from '../platform/db/database.ts';

/** What contests draw from: the questions of an organization's banks, by topic. SPEC Q23. */

/** `topic`: its folded name. `isApproved`: this version is; else it is the newest one, which nobody approved. */
export type PoolRow = { id: string; version: number; topic: string; content: Question; is_approved: boolean };

/**
 * Of each question the version that was approved last; of one that was never approved the newest. What was sent back or removed
 * is left out, whatever was approved before.
 */
export const readPool = (db: Queries, organizationId: string, foldedTopics: readonly string[]): Promise<PoolRow[]> =>
  db.query<PoolRow>(
    `select q.id, coalesce(a.version, q.version) as version, t.folded as topic,
       coalesce(a.content, v.content) as content, a.version is not null as is_approved
     from bank_topics t
     join banks b on b.id = t.bank_id and b.organization_id = $1 and b.removed_at_ms is null
     join bank_questions q on q.topic_id = t.id and q.state in ('draft', 'reviewed', 'approved')
     join bank_question_versions v on v.question_id = q.id and v.version = q.version
     left join lateral (
       select o.version, o.content from bank_question_versions o
       where o.question_id = q.id and o.state = 'approved' order by o.version desc limit 1) a on true
     where t.folded = any($2::text[])
     order by q.id`,
    [organizationId, foldedTopics],
  );

export type TopicCount = {
  name: string;
  folded: string;
  kind: string;
  difficulty: number | null;
  audiences: string[];
  practice_only: boolean;
  approved: number;
  others: number;
};

/** How many questions of each kind, difficulty and audience the topics of an organization have. */
export const countPool = (db: Queries, organizationId: string): Promise<TopicCount[]> =>
  db.query<TopicCount>(
    `select min(t.name) as name, t.folded, q.kind, q.difficulty, q.audiences, q.practice_only,
       (count(*) filter (where q.state = 'approved'))::int as approved,
       (count(*) filter (where q.state <> 'approved'))::int as others
     from banks b join bank_topics t on t.bank_id = b.id
     join bank_questions q on q.topic_id = t.id and q.state in ('draft', 'reviewed', 'approved')
     where b.organization_id = $1 and b.removed_at_ms is null
     group by t.folded, q.kind, q.difficulty, q.audiences, q.practice_only
     order by min(t.name)`,
    [organizationId],
  );

/** The banks whose questions a contest took. */
export const insertContestBanks = (tx: Queries, contestId: string, questionIds: readonly string[]): Promise<unknown> =>
  tx.query(
    `insert into contest_banks (contest_id, bank_id)
     select distinct $1::uuid, bank_id from bank_questions where id = any($2::uuid[]) on conflict do nothing`,
    [contestId, questionIds],
  );
