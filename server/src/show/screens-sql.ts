import type { ScreenPicture } from '@hoithi/shared/contract/screen';
import type { OwnSound, SoundSetting } from '@hoithi/shared/contract/show-sound';
import type { Queries } from '../platform/db/database.ts';
import { newToken } from '../web/sessions-sql.ts';

/** The secret link of a contest's screens and the picture they show. The token has 192 bits. */
export type ScreenRow = {
  contest_id: string;
  token: string;
  picture: ScreenPicture;
  sound: SoundSetting;
  sounds: OwnSound[];
  corner: boolean;
};

export async function openScreen(db: Queries, contestId: string): Promise<ScreenRow> {
  await db.query(`insert into screens (contest_id, token, picture) values ($1, $2, 'welcome') on conflict do nothing`, [
    contestId,
    newToken(),
  ]);
  const rows = await db.query<ScreenRow>('select * from screens where contest_id = $1', [contestId]);
  const [row] = rows;
  if (!row) throw new Error('a screen just made is there');
  return row;
}

/** Whether a contest has a screen's link. */
export async function hasScreen(db: Queries, contestId: string): Promise<boolean> {
  return (await db.query('select 1 from screens where contest_id = $1', [contestId])).length === 1;
}

export async function readScreen(db: Queries, token: string): Promise<ScreenRow | null> {
  const rows = await db.query<ScreenRow>('select * from screens where token = $1', [token]);
  return rows[0] ?? null;
}

export const setPicture = (db: Queries, contestId: string, picture: ScreenPicture): Promise<unknown> =>
  db.query('update screens set picture = $2 where contest_id = $1', [contestId, picture]);

export const setSound = (db: Queries, contestId: string, sound: SoundSetting): Promise<unknown> =>
  db.query('update screens set sound = $2::jsonb where contest_id = $1', [contestId, JSON.stringify(sound)]);

export const setCorner = (db: Queries, contestId: string, corner: boolean): Promise<unknown> =>
  db.query('update screens set corner = $2 where contest_id = $1', [contestId, corner]);

/** The row stays locked until the transaction ends, so that two changes of the list follow each other. */
export async function lockSounds(tx: Queries, contestId: string): Promise<OwnSound[]> {
  const [row] = await tx.query<Pick<ScreenRow, 'sounds'>>(
    'select sounds from screens where contest_id = $1 for update',
    [contestId],
  );
  return row?.sounds ?? [];
}

/** None where the contest has no screen yet. */
export async function readSounds(db: Queries, contestId: string): Promise<OwnSound[]> {
  const [row] = await db.query<Pick<ScreenRow, 'sounds'>>('select sounds from screens where contest_id = $1', [
    contestId,
  ]);
  return row?.sounds ?? [];
}

export const setSounds = (tx: Queries, contestId: string, sounds: readonly OwnSound[]): Promise<unknown> =>
  tx.query('update screens set sounds = $2::jsonb where contest_id = $1', [contestId, JSON.stringify(sounds)]);

/** A new secret link; the old one opens nothing any more. SPEC H9. */
export async function renewScreen(db: Queries, contestId: string): Promise<ScreenRow> {
  const row = await openScreen(db, contestId);
  const token = newToken();
  await db.query('update screens set token = $2 where contest_id = $1', [contestId, token]);
  return { ...row, token };
}
