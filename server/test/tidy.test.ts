import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { arrowRules, findUntidy, listImports, type SourceFile } from './tidy-rules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const skipped = new Set(['node_modules', 'dist', 'public']);

function readSources(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.name.startsWith('.') || skipped.has(entry.name)) return [];
    if (entry.isDirectory()) return readSources(path);
    return /\.(ts|tsx|mts|mjs)$/.test(path) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
  });
}

/** For each arrow a line that breaks it: the file it stands in, and what it imports. */
const breaches: Record<string, [string, string]> = {
  'shared imports neither client nor server': ['shared/src/contract/a.ts', '../../../server/src/a.ts'],
  'the contract knows no rules': ['shared/src/contract/a.ts', '../rules/a.ts'],
  'rules are pure: no I/O': ['shared/src/rules/a.ts', 'node:fs'],
  'the client does not import the server': ['client/src/rooms/a.tsx', '@hoithi/server/src/a.ts'],
  'the server does not import the client': ['server/src/actions/a.ts', '../../../client/src/a.ts'],
  'load tests talk only through the wire': ['load-tests/src/a.ts', '../../server/src/a.ts'],
  'main.ts is imported by nobody': ['server/src/http/a.ts', '../main.ts'],
  'views are pure: no I/O, no doors, only types of what they show': ['server/src/views/a.ts', '../ledger/a.ts'],
  'actions do not know the doors': ['server/src/actions/round/a.ts', '../../socket/a.ts'],
  'what lies under the actions does not know them, nor the doors': ['server/src/board/a.ts', '../actions/round/a.ts'],
  'an adapter knows only its own port': ['server/src/rankings/a.ts', '../ledger/answers.ts'],
  'only main.ts and the commands name a driver of another folder': [
    'server/src/board/a.ts',
    '../rankings/redis-rankings.ts',
  ],
  'commands are entry points: nobody imports them but main.ts, for the door of the backup': [
    'server/src/http/a.ts',
    '../commands/backup-door.ts',
  ],
  'database and cache libraries stay beside their adapters': ['server/src/http/a.ts', 'ioredis'],
  'the simulation is opened by main.ts alone': ['server/src/actions/a.ts', '../simulation/seed-demo.ts'],
  'the design system knows no room and no socket': ['client/src/ui/a.tsx', '../rooms/contestant/a.tsx'],
};

describe('tidy', () => {
  it('the whole tree keeps its arrows, sizes and names', () => {
    const files = ['shared', 'server', 'client', 'load-tests', 'scripts'].flatMap(readSources);
    expect(files.length).toBeGreaterThan(100);
    expect(findUntidy(files)).toEqual([]);
  });

  it.each(arrowRules)('it would see a breach of: %s', (rule) => {
    const [path, target] = breaches[rule] ?? ['', ''];
    const found = findUntidy([{ path, text: `import { a } from '${target}';\n` }]);
    expect(found.map((line) => line.slice(0, rule.length))).toContain(rule);
  });

  it('it would see a file that is too long, and a name that says nothing', () => {
    const text = 'x;\n'.repeat(401);
    expect(findUntidy([{ path: 'server/src/http/long.ts', text }])).toHaveLength(1);
    expect(findUntidy([{ path: 'server/src/http/long.test.ts', text }])).toEqual([]);
    expect(findUntidy([{ path: 'server/src/http/date-utils.ts', text: '' }])).toHaveLength(1);
  });

  it('it reads every kind of import line', () => {
    const text = [
      "import { a,\n  b } from './a.ts';",
      "import type { C } from '../c.ts';",
      "import 'node:fs';",
      "export { d } from '@hoithi/shared/contract/ids';",
      "const e = await import('./e.ts');",
      "// import nothing from here: 'quoted'",
    ].join('\n');
    expect(listImports({ path: 'server/src/http/x.ts', text })).toEqual([
      { target: 'server/src/http/a.ts', typeOnly: false },
      { target: 'server/src/c.ts', typeOnly: true },
      { target: 'node:fs', typeOnly: false },
      { target: 'shared/src/contract/ids.ts', typeOnly: false },
      { target: 'server/src/http/e.ts', typeOnly: false },
    ]);
  });
});
