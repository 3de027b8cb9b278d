import { limits } from '@hoithi/shared/contract/limits';
import type { Paste } from '@hoithi/shared/contract/question-paste';
import { readUpload } from '../documents/read-upload.ts';
import {
  type QuestionFileFound,
  type QuestionFileOrder,
  type readPastedQuestions,
  type readQuestionFile,
  refusedFile,
} from './read-question-file.ts';

/** Reads a file of questions in a thread, within bytes, time and memory. SPEC Q8, W21. */
export async function checkQuestionFile(file: Uint8Array, order: QuestionFileOrder): Promise<QuestionFileFound> {
  if (file.byteLength > limits.questionFileBytesMax)
    return refusedFile({ reason: 'file_too_large', value: String(file.byteLength), line: 0 });
  const read = await readUpload<typeof readQuestionFile>({
    program: 'question-file-worker',
    given: [file, order],
    msMax: limits.fileReadMsMax,
  });
  return read ?? refusedFile({ reason: 'file_too_heavy', value: '', line: 0 });
}

/** Reads what was pasted, in a thread within the same bounds. SPEC Q16, W21. */
export async function checkPaste(paste: Paste, order: QuestionFileOrder): Promise<QuestionFileFound> {
  const read = await readUpload<typeof readPastedQuestions>({
    program: 'question-paste-worker',
    given: [paste, order],
    msMax: limits.fileReadMsMax,
  });
  return read ?? refusedFile({ reason: 'file_too_heavy', value: '', line: 0 });
}
