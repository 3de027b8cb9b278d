/** A source file of the tree: its path from the root, and its text. */
export type SourceFile = { path: string; text: string };

type Arrow = {
  /** What the failure says. */
  rule: string;
  from: RegExp;
  to: RegExp;
  /** Files that may. */
  except?: RegExp;
  /** Words of a type alone may be imported. */
  typesAllowed?: boolean;
};

const isTest = /(\.test\.tsx?$|\.contract\.ts$|^[\w-]+\/(test|e2e)\/|\/test-[\w-]+\.tsx?$)/;
const doors = 'server/src/(socket|http)/';
const drivers = /^(pg|ioredis|@electric-sql\/|@socket\.io\/redis)/;

/** Which way imports may not point. Source: design 6. */
const arrows: readonly Arrow[] = [
  { rule: 'shared imports neither client nor server', from: /^shared\//, to: /^(client|server|load-tests)\// },
  { rule: 'the contract knows no rules', from: /^shared\/src\/contract\//, to: /^shared\/src\/rules\// },
  { rule: 'rules are pure: no I/O', from: /^shared\/src\/rules\//, to: /^(node:|pg$|ioredis|express|socket\.io|pino)/ },
  { rule: 'the client does not import the server', from: /^client\/src\//, to: /^(server|load-tests)\// },
  { rule: 'the server does not import the client', from: /^server\//, to: /^(client|load-tests)\// },
  { rule: 'load tests talk only through the wire', from: /^load-tests\/src\//, to: /^(client|server)\// },
  { rule: 'main.ts is imported by nobody', from: /./, to: /^server\/src\/main\.ts$/ },
  {
    rule: 'views are pure: no I/O, no doors, only types of what they show',
    from: /^server\/src\/views\//,
    to: /^(server\/src\/(?!views\/)|node:(fs|net|http|child)|pg$|ioredis|express|socket\.io|pino)/,
    typesAllowed: true,
  },
  { rule: 'actions do not know the doors', from: /^server\/src\/actions\//, to: new RegExp(`^${doors}`) },
  {
    rule: 'what lies under the actions does not know them, nor the doors',
    from: /^server\/src\/(board|bus|clock|gateway|house|ledger|processes|rankings|views|vitals)\//,
    to: new RegExp(`^(server/src/actions/|${doors})`),
    except: /^server\/src\/house\/open-house\.ts$/, // puts the house together, doors included
  },
  {
    rule: 'an adapter knows only its own port',
    from: /^server\/src\/(clock|gateway|rankings)\//,
    to: /^server\/src\/(board|bus|house|simulation|views|ledger\/(?!database\.ts)|main)/,
  },
  {
    rule: 'only main.ts and the commands name a driver of another folder',
    from: /^server\/src\//,
    to: /^server\/src\/(ledger\/(postgres|pglite|open-database|make-template)|rankings\/(memory|redis)-(rankings|counters)|gateway\/(http|log)-gateway|clock\/database-clock)\.ts$/,
    except: /^server\/src\/(main\.ts|(commands|ledger|rankings|gateway|clock)\/)/,
  },
  {
    rule: 'commands are entry points: nobody imports them but main.ts, for the door of the backup',
    from: /^server\/src\/(?!commands\/)/,
    to: /^server\/src\/commands\//,
    except: /^server\/src\/main\.ts$/,
  },
  {
    rule: 'database and cache libraries stay beside their adapters',
    from: /^server\/src\//,
    to: drivers,
    except: /^server\/src\/(main\.ts|(ledger|rankings|bus)\/)/,
  },
  {
    rule: 'the simulation is opened by main.ts alone',
    from: /^server\/src\/(?!simulation\/)/,
    to: /^server\/src\/simulation\//,
    except: /^server\/src\/main\.ts$/,
  },
  {
    rule: 'the design system knows no room and no socket',
    from: /^client\/src\/ui\//,
    to: /^(client\/src\/(rooms|connection)\/|socket\.io)/,
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
  const relevant = arrows.filter((arrow) => arrow.from.test(file.path) && !arrow.except?.test(file.path));
  return listImports(file).flatMap(({ target, typeOnly }) =>
    relevant
      .filter((arrow) => arrow.to.test(target) && !(typeOnly && arrow.typesAllowed))
      .map((arrow) => `${arrow.rule}: ${file.path} imports ${target}`),
  );
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
  return files.flatMap((file) => [...checkArrows(file), ...checkSize(file), ...checkName(file)]);
}

/** The rules' names, so that a test can see each of them fail. */
export const arrowRules: readonly string[] = arrows.map((arrow) => arrow.rule);
