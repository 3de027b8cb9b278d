import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { oldFonts, type QuestionFileRead } from '@hoithi/shared/contract/question-file';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { Config } from '../config.ts';
import { checkQuestionFile } from '../questions/check-question-file.ts';
import { type Out, onlyFile, UsageError } from './run-command.ts';
import { words } from './words.ts';

const options = { convert: { type: 'string' } } as const;

/** `check FILE`: what the import of questions would read, as JSON. Nothing is written and no database is opened. SPEC Q8. */
export async function bankCommand(argv: readonly string[], _config: Config, out: Out): Promise<boolean> {
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
  const [act, ...files] = positionals;
  if (act !== 'check') throw new UsageError();
  const path = onlyFile(files);
  const read = await readFileOfQuestions(path, values.convert, out);
  if (read === null) return false;
  out.printJson({ file: basename(path), ...read });
  return read.questions.length > 0;
}

/** null: the file cannot be opened, and that was said. */
async function readFileOfQuestions(
  path: string,
  convert: string | undefined,
  out: Out,
): Promise<QuestionFileRead | null> {
  const font = oldFonts.find((each) => each === convert) ?? null;
  if (convert !== undefined && font === null) throw new UsageError();
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch {
    out.print(words.fileUnread(path));
    return null;
  }
  const today = vietnamDayOf(Date.now());
  return checkQuestionFile(bytes, { name: basename(path), convert: font, today, shuffled: true });
}
