import { questionOfBank } from '@hoithi/shared/contract/question';
import { QuestionFile } from '@hoithi/shared/contract/question-bank';
import type { ReadQuestion } from '@hoithi/shared/contract/question-file';
import { z } from 'zod';

/** A file of the bank as it comes with the program; whole or not at all. SPEC Q2, Q8. */
export function readBankJson(text: string): { questions: ReadQuestion[] } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (broken) {
    return { problem: broken instanceof Error ? broken.message : '' };
  }
  const parsed = QuestionFile.safeParse(json);
  if (!parsed.success) return { problem: z.prettifyError(parsed.error) };
  const { questions, title } = parsed.data;
  return {
    questions: questions.map((each, at) => ({ ...questionOfBank(each, title.vi), line: 0, item: at + 1 })),
  };
}
