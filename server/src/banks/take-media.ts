import type { SentMedia, StoredMedia } from '@hoithi/shared/contract/banks';
import type { QuestionDraft } from '@hoithi/shared/contract/question';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { dayMs } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import { addQuestionUses, addSentUse, lockMediaOf } from '../media/media-sql.ts';
import { pictureBounds } from '../media/picture-bounds.ts';
import { storePicture } from '../media/store-picture.ts';
import { storeSound } from '../media/store-sound.ts';
import type { Queries } from '../platform/db/database.ts';

/** So long what was sent waits to be saved with a question. */
export const sentMediaWaitsMs = dayMs;

/**
 * Takes a picture or a sound for a question that is being written; until a contest shows it, it is for staff alone.
 *
 * Refuses  picture_refused, sound_refused.
 * Source   SPEC X1, X9, X10.
 */
export async function takeMedia(
  app: Pick<App, 'clock' | 'db'>,
  bank: { id: string },
  { kind, type }: SentMedia,
  bytes: Buffer,
): Promise<Result<StoredMedia>> {
  const stored = await (kind === 'picture'
    ? storePicture(app, { bytes, type }, pictureBounds.question)
    : storeSound(app, { bytes, type }));
  if (stored.ok) await addSentUse(app.db, bank.id, stored.value.hash, app.clock.nowMs() + sentMediaWaitsMs);
  return stored.ok ? accept({ kind, ...stored.value }) : stored;
}

/** Every picture and sound that questions name is one of their organization, and what they say it is. Refuses not_found. */
export async function checkMedia(
  tx: Queries,
  organizationId: string,
  questions: readonly Pick<QuestionDraft, 'media'>[],
): Promise<Result<null>> {
  const named = questions.flatMap(({ media }) => media);
  if (named.length === 0) return accept(null);
  const rows = await lockMediaOf(tx, organizationId, [...new Set(named.map(({ hash }) => hash))]);
  const kinds = new Map(rows.map(({ hash, type }) => [hash, type.startsWith('audio/') ? 'sound' : 'picture']));
  const missing = named.find(({ hash, kind }) => kinds.get(hash) !== kind);
  return missing ? refuse({ code: 'not_found', what: missing.kind }) : accept(null);
}

/** What versions of questions show stays from now on. */
export async function useMedia(
  tx: Queries,
  bankId: string,
  questions: readonly { id: string; media: QuestionDraft['media'] }[],
): Promise<void> {
  const uses = questions.flatMap(({ id, media }) => media.map(({ hash }) => ({ questionId: id, hash })));
  if (uses.length > 0) await addQuestionUses(tx, bankId, uses);
}
