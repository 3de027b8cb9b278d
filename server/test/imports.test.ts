import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { arrowRules, findUntidy, listImports, type SourceFile } from './import-rules.ts';

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
  'the rules of today know no rulebook': ['shared/src/rules/a.ts', '../rulebook/a.ts'],
  'rules are pure: no I/O': ['shared/src/rules/a.ts', 'node:fs'],
  'the client does not import the server': ['client/src/pages/a.tsx', '@hoithi/server/src/a.ts'],
  'the server does not import the client': ['server/src/round/a.ts', '../../../client/src/a.ts'],
  'load tests talk only through the wire': ['load-tests/src/a.ts', '../../server/src/a.ts'],
  'the verifier imports nothing of the others': ['verifier/src/verify.ts', '@hoithi/shared/rules/fold'],
  'main.ts is imported by nobody': ['server/src/app.ts', './main.ts'],
  'views are pure: no I/O, no routes, only types of what they show': ['server/src/show/a-view.ts', './shows-sql.ts'],
  'only the programs choose a driver': ['server/src/live/a.ts', '../platform/rankings/redis-rankings.ts'],
  'database and cache libraries stay beside their adapters': ['server/src/web/a.ts', 'ioredis'],
  'the design system knows no page and no socket': ['client/src/ui/a.tsx', '../pages/contestant/a.tsx'],
};

describe('import lines', () => {
  it('the whole tree keeps its order, sizes and names', () => {
    const files = ['shared', 'server', 'client', 'load-tests', 'scripts'].flatMap(readSources);
    expect(files.length).toBeGreaterThan(100);
    expect(findUntidy(files)).toEqual([]);
  });

  it.each(arrowRules)('it would see a breach of: %s', (rule) => {
    const [path, target] = breaches[rule] ?? ['', ''];
    const found = findUntidy([{ path, text: `import { a } from '${target}';\n` }]);
    expect(found.map((line) => line.slice(0, rule.length))).toContain(rule);
  });

  it('it would see a feature that imports upwards, a type from above, and a folder without a place', () => {
    const found = (path: string, text: string) => findUntidy([{ path, text }]).length;
    expect(found('server/src/attempt/a.ts', "import { b } from '../round/b.ts';")).toBe(1);
    expect(found('server/src/attempt/a.ts', "import type { B } from '../round/b.ts';")).toBe(1);
    expect(found('server/src/round/a.ts', "import { b } from '../attempt/b.ts';")).toBe(0);
    expect(found('server/src/round/a.ts', "import type { App } from '../app-parts.ts';")).toBe(0);
    expect(found('server/src/platform/a.ts', "import type { App } from '../app-parts.ts';")).toBe(1);
    expect(found('server/src/unheard-of/a.ts', '')).toBe(1);
  });

  it('it would see a circle, of types alone too', () => {
    const circle = [
      { path: 'shared/src/rules/a.ts', text: "import type { B } from './b.ts';" },
      { path: 'shared/src/rules/b.ts', text: "import { c } from './c.ts';" },
      { path: 'shared/src/rules/c.ts', text: "import type { A } from './a.ts';" },
      { path: 'shared/src/rules/d.ts', text: "import { a } from './a.ts';" },
    ];
    expect(findUntidy(circle)).toEqual([
      'no circles: shared/src/rules/a.ts, shared/src/rules/b.ts, shared/src/rules/c.ts',
    ]);
    expect(findUntidy(circle.slice(1))).toEqual([]);
  });

  it('it would see SQL in an action', () => {
    const text = "const rows = await app.db.query('select 1 from contests');";
    expect(findUntidy([{ path: 'server/src/contest/a.ts', text }])).toEqual([
      'no SQL in actions: server/src/contest/a.ts calls db.query',
    ]);
    expect(findUntidy([{ path: 'server/src/contest/a-sql.ts', text }])).toEqual([]);
    expect(findUntidy([{ path: 'server/src/contest/a.test.ts', text }])).toEqual([]);
  });

  it('it would see a file that is too long, and a name that says nothing', () => {
    const text = 'x;\n'.repeat(401);
    expect(findUntidy([{ path: 'server/src/web/long.ts', text }])).toHaveLength(1);
    expect(findUntidy([{ path: 'server/src/web/long.test.ts', text }])).toEqual([]);
    expect(findUntidy([{ path: 'server/src/web/date-utils.ts', text: '' }])).toHaveLength(1);
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
    expect(listImports({ path: 'server/src/web/x.ts', text })).toEqual([
      { target: 'server/src/web/a.ts', typeOnly: false },
      { target: 'server/src/c.ts', typeOnly: true },
      { target: 'node:fs', typeOnly: false },
      { target: 'shared/src/contract/ids.ts', typeOnly: false },
      { target: 'server/src/web/e.ts', typeOnly: false },
    ]);
  });
});
