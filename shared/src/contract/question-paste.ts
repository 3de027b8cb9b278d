import { z } from 'zod';
import { oldFonts, type QuestionFileRead } from './question-file.ts';

/** Questions that were pasted into a page: read, previewed and only then added. SPEC Q16. */

export const pasteLimits = {
  bytes: 4 * 1024 * 1024,
  text: 2_000_000,
  blocks: 20_000,
  pieces: 400,
  cells: 12,
  rows: 500,
} as const;

/** How a piece of text is drawn, as bits: the signs by which papers mark the right option. */
export const drawnAs = { underline: 1, highlight: 2, colour: 4, bold: 8, italic: 16 } as const;

const PastedLine = z.strictObject({
  pieces: z
    .array(z.strictObject({ text: z.string().max(20_000), drawn: z.int().min(0).max(31) }))
    .max(pasteLimits.pieces),
  /** An empty line stands above. */
  gap: z.boolean(),
  /** Pictures that stood in it; they are not carried over. */
  pictures: z.int().min(0).max(100),
});
export type PastedLine = z.infer<typeof PastedLine>;
const PastedCell = z.array(PastedLine).max(200);
const PastedBlock = z.union([
  PastedLine,
  z.strictObject({ rows: z.array(z.array(PastedCell).max(pasteLimits.cells)).max(pasteLimits.rows) }),
]);
export type PastedBlock = z.infer<typeof PastedBlock>;

export const Paste = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string().min(1).max(pasteLimits.text) }),
  z.strictObject({ kind: z.literal('blocks'), blocks: z.array(PastedBlock).min(1).max(pasteLimits.blocks) }),
]);
export type Paste = z.infer<typeof Paste>;

export const ReadPaste = z.strictObject({ paste: Paste, convert: z.enum(oldFonts).nullable().default(null) });
export type ReadPaste = z.infer<typeof ReadPaste>;

/** What was read, and which of the questions the bank has already, by item. Nothing is written yet. */
export type QuestionsPreview = QuestionFileRead & { inBank: { item: number; number: number }[] };
