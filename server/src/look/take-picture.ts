import type { LookPicturePurpose } from '@hoithi/shared/contract/look';
import type { StoredPicture } from '@hoithi/shared/contract/media';
import type { Result } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { addUse, type MediaUser } from '../media/media-sql.ts';
import { pictureBounds } from '../media/picture-bounds.ts';
import { type SentPicture, storePicture } from '../media/store-picture.ts';

/** Takes a picture for a look that is being made; until the look is saved it is for staff alone. SPEC X1, X6. */
export async function takePicture(
  app: Pick<App, 'clock' | 'db'>,
  user: MediaUser,
  sent: SentPicture,
  purpose: LookPicturePurpose,
): Promise<Result<StoredPicture>> {
  const stored = await storePicture(app, sent, pictureBounds[purpose]);
  if (stored.ok) await addUse(app.db, user, stored.value.hash);
  return stored;
}
