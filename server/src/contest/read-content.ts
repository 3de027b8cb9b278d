import { readdir, readFile } from 'node:fs/promises';
import { QuestionFile } from '@hoithi/shared/contract/question-bank';
import { UnitFile } from '@hoithi/shared/contract/unit-file';
import { z } from 'zod';

/** The content that comes with the program: question bank and units. Broken content is a fault, named by its file. SPEC Q2. */

const contentDir = new URL('../../content/', import.meta.url);

export async function readBank(): Promise<QuestionFile[]> {
  const folder = new URL('questions/', contentDir);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(names.map((name) => readContent(new URL(name, folder), QuestionFile)));
  const seen = new Set<string>();
  for (const file of files) {
    for (const question of file.questions) {
      if (seen.has(question.id)) throw new Error(`question ${question.id} of ${file.topic} is twice in the bank`);
      seen.add(question.id);
    }
  }
  return files;
}

export const readUnitFile = (province: string): Promise<UnitFile> =>
  readContent(new URL(`units/${province}.json`, contentDir), UnitFile);

async function readContent<T>(url: URL, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(JSON.parse(await readFile(url, 'utf8')));
  if (!parsed.success)
    throw new Error(`${url.pathname.split('/').slice(-2).join('/')}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
