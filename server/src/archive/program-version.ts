import { readFileSync } from 'node:fs';
import { programPath } from '../platform/programs.ts';

/** The version of the program that is running, as its package says. */
export function programVersion(): string {
  const about = readFileSync(programPath('package.json'), 'utf8');
  return (JSON.parse(about) as { version: string }).version;
}
