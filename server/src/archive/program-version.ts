import { readFileSync } from 'node:fs';

/** The version of the program that is running, as its package says. */
export function programVersion(): string {
  const about = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(about) as { version: string }).version;
}
