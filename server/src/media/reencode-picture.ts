import { limits } from '@hoithi/shared/contract/limits';
import type { StoredPicture } from '@hoithi/shared/contract/media';
import type { PictureFault } from '@hoithi/shared/contract/refusal';
import sharp from 'sharp';
import type { PictureBounds } from './picture-bounds.ts';

/** Given up by the program itself, before its caller ends it. Units: s. */
const secondsMax = 12;

export type Reencoded = { fault: PictureFault } | ({ bytes: Buffer } & Omit<StoredPicture, 'hash'>);

/**
 * Decodes a picture and draws it anew: upright, in the colours of screens, no larger than its purpose needs, and without
 * anything else that the file carried (place, camera, comments, a second file behind the first).
 *
 * Refuses  too-many-pixels before anything is decoded; too-small; animated; broken.
 */
export async function reencodePicture(sent: Buffer, bounds: PictureBounds): Promise<Reencoded> {
  sharp.cache(false);
  sharp.concurrency(1);
  const options = { limitInputPixels: limits.picturePixelsMax, failOn: 'error', sequentialRead: true } as const;
  try {
    const { width, height, pages } = await sharp(sent, { ...options, limitInputPixels: false }).metadata();
    if (width * height > limits.picturePixelsMax) return { fault: 'too-many-pixels' };
    if ((pages ?? 1) > 1) return { fault: 'animated' };
    if (Math.max(width, height) < bounds.sideMin) return { fault: 'too-small' };
    const { sideMax } = bounds;
    const drawn = sharp(sent, options)
      .timeout({ seconds: secondsMax })
      .autoOrient()
      .resize({ width: sideMax, height: sideMax, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
    const isOpaque = bounds.drawing ? false : (await drawn.clone().stats()).isOpaque;
    const encoded = isOpaque ? drawn.jpeg({ quality: 84, mozjpeg: true }) : drawn.png({ compressionLevel: 9 });
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
    return { bytes: data, type: isOpaque ? 'image/jpeg' : 'image/png', width: info.width, height: info.height };
  } catch (fault) {
    return { fault: /timeout/i.test((fault as Error).message) ? 'too-slow' : 'broken' };
  }
}
