import { describe, expect, it } from 'vitest';
import { readTree } from './read-tree.ts';

const wordsMax = 60;
const tree = readTree();
const spec = tree.find(({ path }) => path === 'SPEC.md')?.text ?? '';

/** The rules of SPEC.md by number. */
const rules = new Map(
  [...spec.matchAll(/^- \*\*([A-Z]\d+[a-z]?)\*\* (.+)$/gm)].map(([, number = '', text = '']) => [number, text]),
);
const sections = new Set([...rules.keys()].map((number) => number[0]));

/** Numbers of rules in square brackets, as test names and comments cite them. */
const inBrackets = /\[([A-Z]\d{1,2}[a-z]?(?:, ?[A-Z]\d{1,2}[a-z]?)*)\]/g;
/** Numbers of rules after the word SPEC: one, a list, or a range. */
const afterSpec = /\bSPEC ([A-Z]\d{1,2}[a-z]?(?:(?:-| to |, (?:and )?| and )[A-Z]?\d{1,2}[a-z]?\b)*)/g;

function citedIn(text: string): string[] {
  const bracketed = [...text.matchAll(inBrackets)].flatMap(([, list = '']) => list.split(/, ?/));
  const written = [...text.matchAll(afterSpec)].flatMap(([, list = '']) => list.match(/[A-Z]\d{1,2}[a-z]?/g) ?? []);
  return [...bracketed, ...written].filter((number) => sections.has(number[0]));
}

const isCode = /\.(ts|tsx|mts|mjs|sql|lua|css)$/;
const isTest = /(\.test\.tsx?|\.contract\.ts)$/;

/** What the build makes. */
const isMade = /^(server|client)\/dist\b/;
/** A path from the root in backticks, as documents name files and folders; `<…>` stands for any. */
const namedPath = /`((?:server|client|shared|load-tests|scripts|deploy|docs)\/[\w./-]+)`/g;

/**
 * Words of an early private picture of the system: a house with doors and seats, where things are told and heard. The field's
 * words stand instead (SPEC, vocabulary). Texts that people read in the hall may use them for what they are.
 */
const privateWords =
  /(?<![A-Za-z])(houses?|doors?|seats?|heard|hears|told|tells|stumbled|vitals|breathes?|roomOf|lineOf)(?![A-Za-z])/gi;
const mayUseThem = [
  /^client\/src\/locales\//,
  /^server\/content\//,
  /^load-tests\/RESULTS\.md$/, // what runs printed then
  /^CHANGELOG\.md$/,
  /^server\/test\/spec\.test\.ts$/,
];

describe('documents', () => {
  it("code, tests and papers use the field's words", () => {
    const found = tree
      .filter(({ path }) => (isCode.test(path) || path.endsWith('.md')) && !mayUseThem.some((each) => each.test(path)))
      .flatMap(({ path, text }) =>
        text.split('\n').flatMap((line, at) => {
          const words = line.replace(/([a-z])([A-Z])/g, '$1 $2').match(privateWords);
          return words ? [`${path}:${at + 1}: ${words.join(', ')}`] : [];
        }),
      );
    expect(found).toEqual([]);
  });

  it('name only files and folders that exist', () => {
    const exists = (path: string) =>
      tree.some((file) => file.path === path || file.path.startsWith(`${path.replace(/\/$/, '')}/`));
    const missing = tree
      .filter(({ path }) => path.endsWith('.md') && path !== 'CHANGELOG.md')
      .flatMap(({ path, text }) =>
        [...text.matchAll(namedPath)]
          .map(([, named = '']) => named)
          .filter((named) => !isMade.test(named) && !exists(named))
          .map((named) => `${path}: ${named}`),
      );
    expect(missing).toEqual([]);
  });

  it('docs/operators.md lists only log messages that the server writes', () => {
    const operators = tree.find(({ path }) => path === 'docs/operators.md')?.text ?? '';
    const sources = tree
      .filter(({ path }) => path.startsWith('server/src/'))
      .map(({ text }) => text.replace(/\s+/g, ' '));
    const tables = [...operators.matchAll(/^\| (?:log )?message \|.*\n\| ?-.*\n((?:\|.*\n?)+)/gm)].map(
      ([, rows = '']) => rows,
    );
    const messages = tables.flatMap((rows) =>
      [...rows.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
        [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text),
      ),
    );
    expect(messages.length).toBeGreaterThan(10);
    const written = (message: string) => sources.some((text) => text.includes(message.replace(/[:\s]*…$/, '')));
    expect(messages.filter((message) => !written(message))).toEqual([]);
  });
});

describe('SPEC.md', () => {
  it('has many rules, each number once', () => {
    expect(rules.size).toBeGreaterThan(200);
    const numbers = spec.match(/^- \*\*[A-Z]\d+[a-z]?\*\*/gm) ?? [];
    expect(numbers).toHaveLength(rules.size);
  });

  it(`no rule is longer than ${wordsMax} words`, () => {
    const long = [...rules].filter(([, text]) => text.split(/\s+/).length > wordsMax);
    expect(long.map(([number]) => number)).toEqual([]);
  });

  it('a rule with a letter continues the rule of its number', () => {
    const alone = [...rules.keys()].filter((number) => /[a-z]$/.test(number) && !rules.has(number.slice(0, -1)));
    expect(alone).toEqual([]);
  });

  it('every rule that code and tests cite exists', () => {
    const unknown = tree
      .filter(({ path }) => isCode.test(path))
      .flatMap(({ path, text }) =>
        citedIn(text)
          .filter((number) => !rules.has(number))
          .map((number) => `${path}: ${number}`),
      );
    expect(unknown).toEqual([]);
  });

  it('every rule is cited by a test, a rule with a letter by its number', () => {
    const cited = new Set(tree.filter(({ path }) => isTest.test(path)).flatMap(({ text }) => citedIn(text)));
    const uncited = [...rules.keys()].filter(
      (number) => !cited.has(number) && !cited.has(number.replace(/[a-z]$/, '')),
    );
    expect(uncited).toEqual([]);
  });

  it('it would see a citation in a name, in a comment, in a list and in a range', () => {
    const text = "it('[A2] [Y1, Y3] late'); // SPEC T1, B2 and N15a; SPEC A1-A6; SPEC A9 to A12. [S000] [x]";
    expect(citedIn(text)).toEqual(['A2', 'Y1', 'Y3', 'T1', 'B2', 'N15a', 'A1', 'A6', 'A9', 'A12']);
  });
});
