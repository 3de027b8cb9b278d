import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { exportFormats } from '@hoithi/shared/contract/banks';
import { oldFonts } from '@hoithi/shared/contract/question-file';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { Config } from '../config.ts';
import { checkQuestionFile } from '../questions/check-question-file.ts';
import { exportQuestions } from '../questions/export/export-questions.ts';
import type { QuestionFileFound } from '../questions/read-question-file.ts';
import { type Out, onlyFile, UsageError } from './run-command.ts';
import { words } from './words.ts';

const options = { convert: { type: 'string' }, to: { type: 'string' } } as const;
type Given = { convert?: string | undefined; to?: string | undefined };

/**
 * `check FILE`: what the import of questions would read, as JSON. `export FILE --to FORMAT OUT`: the questions of a file in another
 * format. `template OUT`: an empty workbook with its columns. No database is opened. SPEC Q8, Q10.
 */
export async function bankCommand(argv: readonly string[], _config: Config, out: Out): Promise<boolean> {
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
  const [act, ...files] = positionals;
  if (act === 'check') return checkFile(onlyFile(files), values, out);
  if (act === 'export') return exportFile(files, values, out);
  if (act !== 'template') throw new UsageError();
  return writeNew(onlyFile(files), (await exportQuestions([], 'xlsx')).file, out);
}

async function checkFile(path: string, given: Given, out: Out): Promise<boolean> {
  const read = await readFileOfQuestions(path, given.convert, out);
  if (read === null) return false;
  const { media, ...found } = read;
  const listed = media.map(({ bytes, ...each }) => ({ ...each, bytes: bytes.byteLength }));
  out.printJson({ file: basename(path), ...found, media: listed });
  return read.questions.length > 0;
}

async function exportFile([from, to, ...more]: readonly string[], given: Given, out: Out): Promise<boolean> {
  const format = exportFormats.find((each) => each === given.to);
  if (from === undefined || to === undefined || more.length > 0 || format === undefined) throw new UsageError();
  const read = await readFileOfQuestions(from, given.convert, out);
  if (read === null) return false;
  const { questions, problems } = read;
  const exported = questions.length === 0 ? null : await exportQuestions(questions, format);
  if (exported !== null && !(await writeNew(to, exported.file, out))) return false;
  const { written, leftOut } = exported ?? { written: 0, leftOut: [] };
  out.printJson({ file: basename(to), written, leftOut, problems });
  return written > 0;
}

/** A file that is there already stays as it is. */
async function writeNew(path: string, bytes: Uint8Array, out: Out): Promise<boolean> {
  try {
    await writeFile(path, bytes, { flag: 'wx' });
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    out.print(words.fileExists(path));
    return false;
  }
}

/** null: the file cannot be opened, and that was said. */
async function readFileOfQuestions(
  path: string,
  convert: string | undefined,
  out: Out,
): Promise<QuestionFileFound | null> {
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
