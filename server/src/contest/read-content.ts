import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UnitFile } from '@hoithi/shared/contract/unit-file';
import { programPath } from '../platform/programs.ts';
import { readContent } from '../questions/program-questions.ts';

/** The content that comes with the program: the units. SPEC Q2. */

const contentDir = programPath('server/content');

/** Whether a unit set of this name comes with the program. */
export const hasUnitFile = async (province: string): Promise<boolean> =>
  (await readdir(join(contentDir, 'units'))).includes(`${province}.json`);

export const readUnitFile = (province: string): Promise<UnitFile> =>
  readContent(join(contentDir, 'units', `${province}.json`), UnitFile);
