import type { PictureType, SoundType } from '@hoithi/shared/contract/media';
import type { Queries } from '../platform/db/database.ts';

/** Pictures and sounds by hash, and what uses them. SPEC X3, X4, X10. */

export type MediaRow = {
  hash: string;
  type: PictureType | SoundType;
  /** px; null: a sound. */
  width: number | null;
  height: number | null;
  /** ms; null: a picture. */
  duration_ms: number | null;
  bytes: Buffer;
  kept_at_ms: number;
};

/** The same bytes again are wanted again. */
export async function insertMedia(db: Queries, media: MediaRow): Promise<void> {
  await db.query(
    `insert into media (hash, type, width, height, duration_ms, bytes, kept_at_ms) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (hash) do update set kept_at_ms = excluded.kept_at_ms`,
    [media.hash, media.type, media.width, media.height, media.duration_ms, media.bytes, media.kept_at_ms],
  );
}

/** What uses pictures until it names others: the look of a draft, the look of a contest, the sounds of its shows. */
export type MediaUser =
  | { kind: 'draft'; draftId: string }
  | { kind: 'look'; contestId: string }
  | { kind: 'screen'; contestId: string };

function nameOf(user: MediaUser): { user: string; contestId: string | null; draftId: string | null } {
  switch (user.kind) {
    case 'draft':
      return { user: `draft ${user.draftId}`, contestId: null, draftId: user.draftId };
    case 'look':
      return { user: `look ${user.contestId}`, contestId: user.contestId, draftId: null };
    case 'screen':
      return { user: `screen ${user.contestId}`, contestId: user.contestId, draftId: null };
    default:
      return user satisfies never;
  }
}

/**
 * Says all pictures that somebody uses from now on; those not named any more are unused, and deleted a day later where
 * nothing else uses them. `isPublic`: whoever has the address may see them.
 */
export async function setUses(
  tx: Queries,
  by: MediaUser,
  { hashes, isPublic, atMs }: { hashes: readonly string[]; isPublic: boolean; atMs: number },
): Promise<void> {
  const { user, contestId, draftId } = nameOf(by);
  const gone = await tx.query<{ hash: string }>(
    'delete from media_uses where user_name = $1 and not hash = any($2::text[]) returning hash',
    [user, hashes],
  );
  await tx.query('update media set kept_at_ms = $2 where hash = any($1::text[])', [gone.map(({ hash }) => hash), atMs]);
  await tx.query(
    `insert into media_uses (user_name, hash, contest_id, draft_id, is_public)
     select $1, hash, $3, $4, $5 from media where hash = any($2::text[])
     on conflict (user_name, hash) do update set is_public = excluded.is_public`,
    [user, hashes, contestId, draftId, isPublic],
  );
}

/** One more picture, for staff alone until `setUses` says otherwise. */
export async function addUse(tx: Queries, by: MediaUser, hash: string): Promise<void> {
  const { user, contestId, draftId } = nameOf(by);
  await tx.query(
    `insert into media_uses (user_name, hash, contest_id, draft_id, is_public) values ($1, $2, $3, $4, false)
     on conflict (user_name, hash) do nothing`,
    [user, hash, contestId, draftId],
  );
}

/** What was sent to a bank is used by it for a while, so that it can be saved with a question. */
export const addSentUse = (tx: Queries, bankId: string, hash: string, untilMs: number): Promise<unknown> =>
  tx.query(
    `insert into media_uses (user_name, hash, bank_id, is_public, until_ms) values ($1, $2, $3, false, $4)
     on conflict (user_name, hash) do update set until_ms = excluded.until_ms`,
    [`sent ${bankId}`, hash, bankId, untilMs],
  );

/** Uses of questions of a bank, for good: each version of a question may be looked at again. */
export const addQuestionUses = (
  tx: Queries,
  bankId: string,
  uses: readonly { questionId: string; hash: string }[],
): Promise<unknown> =>
  tx.query(
    `insert into media_uses (user_name, hash, bank_id, is_public)
     select distinct 'question ' || t.question, m.hash, $1::uuid, false
     from unnest($2::text[], $3::text[]) as t(question, hash) join media m on m.hash = t.hash
     on conflict (user_name, hash) do nothing`,
    [bankId, uses.map(({ questionId }) => questionId), uses.map(({ hash }) => hash)],
  );

/** What the questions that a contest froze show is everybody's who was given its address, as long as there is the contest. */
export const addFrozenUses = (tx: Queries, contestId: string): Promise<unknown> =>
  tx.query(
    `insert into media_uses (user_name, hash, contest_id, is_public)
     select distinct 'questions ' || q.contest_id, m.hash, q.contest_id, true
     from questions q cross join lateral jsonb_array_elements(coalesce(q.body->'media', '[]'::jsonb)) as shown
     join media m on m.hash = shown->>'hash'
     where q.contest_id = $1
     on conflict (user_name, hash) do nothing`,
    [contestId],
  );

/** Those of these that an organization has: something of it uses them. They stay until the transaction ends. */
export const lockMediaOf = (
  tx: Queries,
  organizationId: string,
  hashes: readonly string[],
): Promise<{ hash: string; type: string }[]> =>
  tx.query<{ hash: string; type: string }>(
    `select m.hash, m.type from media m
     where m.hash = any($2::text[]) and exists (
       select 1 from media_uses u left join contests c on c.id = u.contest_id left join drafts d on d.id = u.draft_id
         left join banks b on b.id = u.bank_id
       where u.hash = m.hash and coalesce(c.organization_id, d.organization_id, b.organization_id) = $1::uuid)
     for key share of m`,
    [organizationId, hashes],
  );

/** Which of these are stored. */
export const readStored = (db: Queries, hashes: readonly string[]): Promise<{ hash: string }[]> =>
  db.query<{ hash: string }>('select hash from media where hash = any($1::text[])', [hashes]);

export async function readMedia(db: Queries, hash: string): Promise<Pick<MediaRow, 'type' | 'bytes'> | null> {
  const [row] = await db.query<Pick<MediaRow, 'type' | 'bytes'>>('select type, bytes from media where hash = $1', [
    hash,
  ]);
  return row ?? null;
}

/** Who may see it: everybody, or the staff of the organizations whose contests, drafts and banks use it. */
export const readViewers = (
  db: Queries,
  hash: string,
): Promise<{ is_public: boolean; organization_id: string | null }[]> =>
  db.query<{ is_public: boolean; organization_id: string | null }>(
    `select u.is_public, coalesce(c.organization_id, d.organization_id, b.organization_id) as organization_id
     from media_uses u left join contests c on c.id = u.contest_id left join drafts d on d.id = u.draft_id
       left join banks b on b.id = u.bank_id
     where u.hash = $1`,
    [hash],
  );

/** Ends uses that were for a while. */
export const endSentUses = (db: Queries, nowMs: number): Promise<unknown> =>
  db.query('delete from media_uses where until_ms < $1', [nowMs]);

/** Deletes what nothing has used since; answers how many. */
export async function deleteMediaBefore(db: Queries, beforeMs: number, countMax: number): Promise<number> {
  const rows = await db.query<{ hash: string }>(
    `delete from media where hash in (
       select m.hash from media m where m.kept_at_ms < $1
         and not exists (select 1 from media_uses u where u.hash = m.hash) limit $2 for update skip locked)
     returning hash`,
    [beforeMs, countMax],
  );
  return rows.length;
}
