import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const source = path.resolve(import.meta.dirname, '..');
const contract = path.resolve(source, '../../shared/src/contract');

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
);

function bringsParser(name: string): boolean {
  const text = readFileSync(path.join(contract, `${name}.ts`), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.startsWith('import ') && !line.startsWith('import type'))
    .some((line) => {
      const next = /from '\.\/(.+)\.ts'/.exec(line)?.[1];
      return line.includes("'zod'") || (next !== undefined && bringsParser(next));
    });
}

describe('the first load', () => {
  // The organizer's pages check what is being written by the very schema, and nobody else loads them.
  it('no file outside the pages of the organizer brings the parser of messages into the page: the server parses', () => {
    const found = files
      .filter((file) => !file.startsWith('pages/organizer/'))
      .flatMap((file) => {
        const text = readFileSync(path.join(source, file), 'utf8');
        const imports = [
          ...text.matchAll(/^(import|export) (?!type)[^;]*? from '@hoithi\/shared\/contract\/([a-z-]+)'/gm),
        ];
        return imports
          .filter(([, , name]) => name !== undefined && bringsParser(name))
          .map(([line]) => `${file}: ${line}`);
      });
    expect(found).toEqual([]);
    expect(files.length).toBeGreaterThan(40);
  });
});
