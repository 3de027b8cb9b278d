import { z } from 'zod';

/**
 * Pictures and sounds that people send: pictures are drawn anew, of sounds only what sounds stays; stored by the hash of their
 * bytes. HTTP `/api/pictures/…`. SPEC X*.
 */

export const pictureTypes = ['image/jpeg', 'image/png'] as const;
export type PictureType = (typeof pictureTypes)[number];
/** What may be sent; everything else is refused by its name. */
export const sentPictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;

export const PictureHash = z.string().regex(/^[0-9a-f]{64}$/);
export type PictureHash = z.infer<typeof PictureHash>;

/** A stored picture. Units: px. */
export type StoredPicture = { hash: PictureHash; type: PictureType; width: number; height: number };

/** Sounds that every browser plays. */
export const soundTypes = ['audio/mpeg', 'audio/mp4', 'audio/wav'] as const;
export type SoundType = (typeof soundTypes)[number];

/** A stored sound. */
export type StoredSound = { hash: PictureHash; type: SoundType; durationMs: number };

/** What the sender's device calls the file; empty where it does not know. */
export const UploadedPicture = z.object({ type: z.string().max(100).default('') });
