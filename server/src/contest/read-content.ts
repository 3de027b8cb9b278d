import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { QuestionFile } from '@hoithi/shared/contract/question-bank';
import { UnitFile } from '@hoithi/shared/contract/unit-file';
import { z } from 'zod';
import { programPath } from '../platform/programs.ts';

/** The content that comes with the program: question bank and units. Broken content is a fault, named by its file. SPEC Q2. */

const contentDir = programPath('server/content');

export async function readBank(): Promise<QuestionFile[]> {
  const folder = join(contentDir, 'questions');
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

/** Whether a unit set of this name comes with the program. */
export const hasUnitFile = async (province: string): Promise<boolean> =>
  (await readdir(join(contentDir, 'units'))).includes(`${province}.json`);

export const readUnitFile = (province: string): Promise<UnitFile> =>
  readContent(join(contentDir, 'units', `${province}.json`), UnitFile);

async function readContent<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!parsed.success)
    throw new Error(`${basename(dirname(path))}/${basename(path)}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
