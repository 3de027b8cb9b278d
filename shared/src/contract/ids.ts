import { z } from 'zod';
import { limits, unitCodePattern } from './limits.ts';

export const ContestId = z.uuid();
export const RoundId = z.uuid();
export const AttemptId = z.uuid();
export const AnswerId = z.uuid();
export const ContestantId = z.uuid();
export const QuestionId = z.string().regex(/^[a-z0-9-]{1,60}$/);
export const OptionId = z.string().regex(/^[a-z0-9]{1,8}$/);
export const UnitCode = z.string().regex(unitCodePattern);
export const Slug = z
  .string()
  .max(limits.slugLengthMax)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export type ContestId = z.infer<typeof ContestId>;
export type RoundId = z.infer<typeof RoundId>;
export type AttemptId = z.infer<typeof AttemptId>;
export type AnswerId = z.infer<typeof AnswerId>;
export type ContestantId = z.infer<typeof ContestantId>;
export type QuestionId = z.infer<typeof QuestionId>;
export type OptionId = z.infer<typeof OptionId>;
export type UnitCode = z.infer<typeof UnitCode>;
export type Slug = z.infer<typeof Slug>;
