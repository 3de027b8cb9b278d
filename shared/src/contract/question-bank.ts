import { z } from 'zod';
import { OptionId, QuestionId, Slug } from './ids.ts';
import { limits } from './limits.ts';
import { Audience } from './rules.ts';
import { LocalText, line } from './text.ts';

/** One question with its key. Never leaves the server as it stands: see server/src/views. SPEC Q1-Q3. */
export const BankQuestion = z
  .object({
    id: QuestionId,
    text: line(5, 600),
    options: z
      .array(z.object({ id: OptionId, text: line(1, 300) }))
      .min(2)
      .max(limits.optionsPerQuestionMax),
    right: z.array(OptionId).min(1),
    explanation: line(1, 1000),
    source: line(1, 400),
    audiences: z.array(Audience).min(1),
    /** For practice: where a contest has practice, no attempt that counts draws it. SPEC A10a. */
    practice: z.boolean().optional(),
    /** As rules name it, for points and draws by level. SPEC M7. */
    level: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/)
      .optional(),
  })
  .refine((q) => new Set(q.options.map((o) => o.id)).size === q.options.length, 'option ids must differ')
  .refine((q) => q.right.every((id) => q.options.some((o) => o.id === id)), 'every right id must be one of the options')
  .refine((q) => new Set(q.right).size === q.right.length, 'a right id stands twice');
export type BankQuestion = z.infer<typeof BankQuestion>;

/** One file of the bank: a topic and its questions. Format: docs/question-bank.md. */
export const QuestionFile = z.object({ topic: Slug, title: LocalText, questions: z.array(BankQuestion).min(1) });
export type QuestionFile = z.infer<typeof QuestionFile>;
