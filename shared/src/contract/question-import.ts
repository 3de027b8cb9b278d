import { z } from 'zod';
import { oldFonts } from './question-file.ts';
import type { QuestionKind } from './question-kinds.ts';
import type { QuestionsPreview } from './question-paste.ts';

/** A file of questions: read, previewed and only then added. SPEC Q25. */

/** The file's own name says what text may be; `convert`: from the font of before Unicode that it was typed for. */
export const ImportQuery = z.object({
  name: z.string().min(1).max(200),
  convert: z.enum(oldFonts).optional(),
});
export type ImportQuery = z.infer<typeof ImportQuery>;

/** What would come of a file or of what was pasted. `near`: questions that one of the bank nearly equals; `beside`: those of the bank, and which of their options are right. */
export type ImportPreview = QuestionsPreview & {
  near: { item: number; number: number }[];
  beside: {
    id: string;
    number: number;
    kind: QuestionKind;
    text: string;
    options: string[];
    right: number[] | null;
  }[];
};
