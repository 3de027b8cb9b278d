import { z } from 'zod';
import { limits } from './limits.ts';

// Letters with marks arrive composed or decomposed; every text is stored composed (NFC), without control
// or bidirectional-override characters and with single spaces. [S2]
const unwanted = /[\p{Cc}\p{Cs}\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/** Composes, strips invisible characters, collapses blanks. Never shortens. SPEC S2. */
export function cleanText(raw: string): string {
  return raw.normalize('NFC').replace(unwanted, ' ').replace(/\s+/gu, ' ').trim();
}

/** A line of text from outside, cleaned, between min and max characters after cleaning. */
export const line = (min: number, max: number) =>
  z
    .string()
    .max(max * 4)
    .transform(cleanText)
    .pipe(z.string().min(min).max(max));

/** The same sentence in both languages. */
export const LocalText = z.object({
  vi: line(1, limits.textLengthMax),
  en: line(1, limits.textLengthMax),
});
export type LocalText = z.infer<typeof LocalText>;
