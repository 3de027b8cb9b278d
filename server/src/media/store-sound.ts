import { createHash } from 'node:crypto';
import type { StoredSound } from '@hoithi/shared/contract/media';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { insertMedia } from './media-sql.ts';
import { readSound } from './read-sound.ts';

/** A sound as it came: its bytes, and what the sender's device calls it (empty: it does not know). */
export type SentSound = { bytes: Buffer; type: string };

/**
 * The one way to take a sound: recognised and checked by its bytes, stored without anything else that the file carried, under
 * the hash of what stayed. The same sound again is the same row.
 *
 * Refuses  sound_refused, with why; nothing is written then.
 * Source   SPEC X9.
 */
export async function storeSound(
  app: Pick<App, 'clock' | 'db'>,
  { bytes: sent, type: said }: SentSound,
): Promise<Result<StoredSound>> {
  const read = readSound(sent, said);
  if (typeof read === 'string') return refuse({ code: 'sound_refused', why: read });
  const { type, bytes, durationMs } = read;
  const hash = createHash('sha256').update(bytes).digest('hex');
  const measures = { width: null, height: null, duration_ms: durationMs };
  await insertMedia(app.db, { hash, type, bytes, ...measures, kept_at_ms: app.clock.nowMs() });
  return accept({ hash, type, durationMs });
}
