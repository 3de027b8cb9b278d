import { z } from 'zod';
import { limits } from './limits.ts';
import { PictureHash } from './media.ts';
import { line } from './text.ts';

/** How a contest looks beside its words: pictures by their hash, two colours. SPEC X6-X8. */

export const Colour = z.string().regex(/^#[0-9a-f]{6}$/);

/** Units: px. */
export const LookPicture = z.strictObject({
  hash: PictureHash,
  width: z.number().int().min(1).max(10_000),
  height: z.number().int().min(1).max(10_000),
});
export type LookPicture = z.infer<typeof LookPicture>;

export const Look = z.strictObject({
  logo: LookPicture.nullable().default(null),
  banner: LookPicture.nullable().default(null),
  /** Of the hall's screen. */
  background: LookPicture.nullable().default(null),
  sponsors: z
    .array(z.strictObject({ name: line(1, 120), picture: LookPicture }))
    .max(limits.sponsorsMax)
    .default([]),
  /** They take the place of vermilion and gold. */
  colours: z.strictObject({ main: Colour, accent: Colour }).nullable().default(null),
});
export type Look = z.infer<typeof Look>;

export const lookPictures = ['logo', 'banner', 'background', 'sponsor'] as const;
export const LookPicturePurpose = z.enum(lookPictures);
export type LookPicturePurpose = z.infer<typeof LookPicturePurpose>;

export const emptyLook: Look = { logo: null, banner: null, background: null, sponsors: [], colours: null };

/** `restsOn`: the version that was changed; 0: there was none. */
export const SaveLook = z.strictObject({ restsOn: z.number().int().min(0), look: Look });

/** Every picture that a look names. */
export const picturesOf = (look: Look): LookPicture[] => [
  ...[look.logo, look.banner, look.background].flatMap((picture) => picture ?? []),
  ...look.sponsors.map(({ picture }) => picture),
];

/** A contest's own tones in the place of those of the product, ready for pages: made from its two colours. */
export type LookTones = {
  main: string;
  mainDeep: string;
  mainPale: string;
  accent: string;
  accentPale: string;
  accentDeep: string;
};
/** A look as pages receive it; left out where the contest has none. */
export type ShownLook = Omit<Look, 'colours'> & { tones: LookTones | null };
