import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { programPath } from '../programs.ts';

/** The version of the program that runs. */
export const programVersion: string = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(programPath('package.json'), 'utf8'))).version;
