import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import { type Queries, statement } from '../platform/db/database.ts';
import { hashLeafText } from './leaf-hash.ts';
import { type Leaf, subjectOf } from './leaves.ts';

/** Leaves as they are written, in the transaction of what they are about. SPEC Z1. */

const insertLeaves = statement(
  'append-leaves',
  `with made as (
     insert into log_entries (contest_id, subject, kind, leaf)
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) on conflict do nothing
     returning id, contest_id, subject
   ), queued as (insert into log_pending (contest_id, entry_id) select contest_id, id from made)
   select subject from made`,
);

/**
 * Appends leaves, in order. What has a leaf already keeps it: the hash that comes back is that of the leaf which stands.
 * They get their places in the log within seconds, by whichever process is first.
 */
export async function appendLeaves(
  tx: Queries,
  leaves: readonly { contestId: string; leaf: Leaf }[],
): Promise<string[]> {
  if (leaves.length === 0) return [];
  const rows = leaves.map(({ contestId, leaf }) => ({
    contestId,
    subject: subjectOf(leaf),
    leaf: canonicalJson(leaf),
  }));
  const made = await tx.query<{ subject: string }>(insertLeaves, [
    rows.map(({ contestId }) => contestId),
    rows.map(({ subject }) => subject),
    leaves.map(({ leaf }) => leaf.kind),
    rows.map(({ leaf }) => leaf),
  ]);
  const written = new Set(made.map(({ subject }) => subject));
  return Promise.all(
    rows.map(async ({ contestId, subject, leaf }) => {
      const stands = written.has(subject) ? leaf : await readLeaf(tx, contestId, subject);
      return hashLeafText(stands ?? leaf);
    }),
  );
}

/** One leaf; answers its hash. */
export async function appendLeaf(tx: Queries, contestId: string, leaf: Leaf): Promise<string> {
  const [hash] = await appendLeaves(tx, [{ contestId, leaf }]);
  return hash ?? hashLeafText(canonicalJson(leaf));
}

/** The text of a leaf by what it is about. */
export async function readLeaf(db: Queries, contestId: string, subject: string): Promise<string | null> {
  const rows = await db.query<{ leaf: string }>('select leaf from log_entries where contest_id = $1 and subject = $2', [
    contestId,
    subject,
  ]);
  return rows[0]?.leaf ?? null;
}

/** Which of these have a leaf. */
export async function listWithLeaf(
  db: Queries,
  contestId: string,
  subjects: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ subject: string }>(
    'select subject from log_entries where contest_id = $1 and subject = any($2::text[])',
    [contestId, subjects],
  );
  return new Set(rows.map(({ subject }) => subject));
}
