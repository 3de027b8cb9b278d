import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { QuestionFile } from '@hoithi/shared/contract/question-bank';
import { z } from 'zod';
import { programPath } from '../platform/programs.ts';

/** The questions that come with the program. Broken content is a fault, named by its file. SPEC Q2. */

const folder = programPath('server/content/questions');

export async function readBank(): Promise<QuestionFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(names.map((name) => readContent(join(folder, name), QuestionFile)));
  const seen = new Set<string>();
  for (const file of files) {
    for (const question of file.questions) {
      if (seen.has(question.id)) throw new Error(`question ${question.id} of ${file.topic} is twice in the bank`);
      seen.add(question.id);
    }
  }
  return files;
}

/** A file of the content that comes with the program. */
export async function readContent<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!parsed.success)
    throw new Error(`${basename(dirname(path))}/${basename(path)}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
