import type { ExportFormat } from '@hoithi/shared/contract/banks';
import type { QuestionDraft } from '@hoithi/shared/contract/question';
import { isReadAsItself } from './paper-of-question.ts';
import { saidIn, unsaidOf } from './said-in.ts';
import { writeDocx } from './write-docx.ts';
import { writeGift } from './write-gift.ts';
import { writeMoodle } from './write-moodle.ts';
import { writeWorkbook } from './write-workbook.ts';

/**
 * What a file does not say of a question, by its place from 1. `kind`: it is not in the file, since the format has no form for
 * it. `reads_differently`: on a paper its text looks like an option or a number, so it would not be read as it is.
 */
export type LeftOut = { item: number; parts: string[] };
export type Exported = { file: Uint8Array; written: number; leftOut: LeftOut[] };

/** Writes questions in a format; what was written is read back the same but for what the format cannot say. SPEC Q10. */
export async function exportQuestions(questions: readonly QuestionDraft[], format: ExportFormat): Promise<Exported> {
  const said = questions.map((question) => saidIn(question, format));
  const kept = questions.filter((_, at) => said[at] !== null);
  const leftOut = questions.flatMap((question, at): LeftOut[] => {
    const parts = said[at] === null ? ['kind'] : partsLeftOut(question, format);
    return parts.length === 0 ? [] : [{ item: at + 1, parts }];
  });
  return { file: await write(kept, format), written: kept.length, leftOut };
}

function partsLeftOut(question: QuestionDraft, format: ExportFormat): string[] {
  const isPaper = format === 'docx-key' || format === 'docx';
  const differs = isPaper && !isReadAsItself(question) ? ['reads_differently'] : [];
  return [...unsaidOf(question, format), ...differs];
}

async function write(questions: readonly QuestionDraft[], format: ExportFormat): Promise<Uint8Array> {
  switch (format) {
    case 'xlsx':
      return writeWorkbook(questions);
    case 'gift':
      return Buffer.from(writeGift(questions));
    case 'moodle':
      return Buffer.from(writeMoodle(questions));
    case 'docx':
      return writeDocx(questions, false);
    case 'docx-key':
      return writeDocx(questions, true);
  }
}
