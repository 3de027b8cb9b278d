import type { Queries } from '../platform/db/database.ts';

/** Banks, their topics, and which contests take from them. SPEC Q11, Q12. */

export type BankRow = {
  id: string;
  organization_id: string;
  name: string;
  origin: string | null;
  made_at_ms: number;
  changed_at_ms: number;
};
export type BankCountRow = { bank_id: string; state: string; questions: number };
export type TopicRow = { id: string; name: string };

/** false: the organization has its bank of the program already. */
export async function insertBank(
  tx: Queries,
  bank: Omit<BankRow, 'changed_at_ms'> & { made_by: string },
): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `insert into banks (id, organization_id, name, origin, made_by, made_at_ms, changed_at_ms)
     values ($1, $2, $3, $4, $5, $6, $6) on conflict do nothing returning id`,
    [bank.id, bank.organization_id, bank.name, bank.origin, bank.made_by, bank.made_at_ms],
  );
  return rows.length === 1;
}

/** null: there is none, or it was removed. */
export async function readBankRow(db: Queries, bankId: string): Promise<BankRow | null> {
  const [row] = await db.query<BankRow>(
    `select id, organization_id, name, origin, made_at_ms, changed_at_ms from banks
     where id = $1 and removed_at_ms is null`,
    [bankId],
  );
  return row ?? null;
}

/** One after the other changes the questions of a bank, so that none comes in twice; the number of the next question. */
export async function lockBank(tx: Queries, bankId: string): Promise<number | null> {
  const [row] = await tx.query<{ next_number: number }>(
    'select next_number from banks where id = $1 and removed_at_ms is null for update',
    [bankId],
  );
  return row?.next_number ?? null;
}

export const touchBank = (tx: Queries, bankId: string, nextNumber: number, atMs: number): Promise<unknown> =>
  tx.query('update banks set next_number = $2, changed_at_ms = greatest(changed_at_ms, $3) where id = $1', [
    bankId,
    nextNumber,
    atMs,
  ]);

/** The banks of an organization, in the order they were made; `contestIds`: those that these contests use, null: all. */
export const listBanks = (
  db: Queries,
  organizationId: string,
  contestIds: readonly string[] | null,
): Promise<BankRow[]> =>
  db.query<BankRow>(
    `select b.id, b.organization_id, b.name, b.origin, b.made_at_ms, b.changed_at_ms from banks b
     where b.organization_id = $1 and b.removed_at_ms is null
       and ($2::uuid[] is null or exists
         (select from contest_banks c where c.bank_id = b.id and c.contest_id = any($2::uuid[])))
     order by b.made_at_ms, b.id`,
    [organizationId, contestIds],
  );

export async function isUsedBy(db: Queries, bankId: string, contestIds: readonly string[]): Promise<boolean> {
  const [row] = await db.query<{ used: boolean }>(
    `select exists (select from contest_banks where bank_id = $1 and contest_id = any($2::uuid[])) as used`,
    [bankId, contestIds],
  );
  return row?.used ?? false;
}

export const countByState = (db: Queries, bankIds: readonly string[]): Promise<BankCountRow[]> =>
  db.query<BankCountRow>(
    `select bank_id, state, count(*)::int as questions from bank_questions
     where bank_id = any($1::uuid[]) group by bank_id, state`,
    [bankIds],
  );

export async function countBanks(tx: Queries, organizationId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'select count(*)::int as count from banks where organization_id = $1 and removed_at_ms is null',
    [organizationId],
  );
  return row?.count ?? 0;
}

/** Removed or not: the questions that come with the program are offered once. */
export async function hasProgramBank(db: Queries, organizationId: string): Promise<boolean> {
  const [row] = await db.query<{ has: boolean }>(
    `select exists (select from banks where organization_id = $1 and origin = 'program') as has`,
    [organizationId],
  );
  return row?.has ?? false;
}

export const renameBankRow = (tx: Queries, bankId: string, name: string, atMs: number): Promise<unknown> =>
  tx.query('update banks set name = $2, changed_at_ms = $3 where id = $1', [bankId, name, atMs]);

/** Its questions stay, for the contests that took from it and for the trail. */
export async function removeBankRow(tx: Queries, bankId: string, atMs: number): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    'update banks set removed_at_ms = $2 where id = $1 and removed_at_ms is null returning id',
    [bankId, atMs],
  );
  return rows.length === 1;
}

export const listTopics = (db: Queries, bankId: string): Promise<TopicRow[]> =>
  db.query<TopicRow>('select id, name from bank_topics where bank_id = $1 order by made_at_ms, name', [bankId]);

export const countByTopic = (
  db: Queries,
  bankId: string,
): Promise<{ topic_id: string | null; state: string; questions: number }[]> =>
  db.query<{ topic_id: string | null; state: string; questions: number }>(
    `select topic_id, state, count(*)::int as questions from bank_questions
     where bank_id = $1 and state <> 'removed' group by topic_id, state`,
    [bankId],
  );

/** Makes the topics that are not there yet; all of these names by their folded form. */
export const ensureTopicRows = (
  tx: Queries,
  bankId: string,
  topics: readonly { id: string; name: string; folded: string }[],
  atMs: number,
): Promise<{ id: string; folded: string; name: string }[]> =>
  tx.query<{ id: string; folded: string; name: string }>(
    `with made as (
       insert into bank_topics (id, bank_id, name, folded, made_at_ms)
       select t.id::uuid, $1, t.name, t.folded, $5 from unnest($2::text[], $3::text[], $4::text[]) as t(id, name, folded)
       on conflict do nothing returning id, folded, name)
     select id, folded, name from made
     union all select id, folded, name from bank_topics where bank_id = $1 and folded = any($4::text[])`,
    [bankId, topics.map((t) => t.id), topics.map((t) => t.name), topics.map((t) => t.folded), atMs],
  );

/** false: another topic of the bank has this name. */
export async function renameTopicRow(
  tx: Queries,
  topic: { bankId: string; topicId: string; name: string; folded: string },
): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `update bank_topics set name = $3, folded = $4 where id = $2 and bank_id = $1
       and not exists (select from bank_topics o where o.bank_id = $1 and o.folded = $4 and o.id <> $2) returning id`,
    [topic.bankId, topic.topicId, topic.name, topic.folded],
  );
  return rows.length === 1;
}

/** false: questions stand under it. */
export async function deleteTopicRow(tx: Queries, bankId: string, topicId: string): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `delete from bank_topics where id = $2 and bank_id = $1
       and not exists (select from bank_questions where topic_id = $2) returning id`,
    [bankId, topicId],
  );
  return rows.length === 1;
}
