import { UnitCode } from '../../contract/ids.ts';
import { limits } from '../../contract/limits.ts';
import type { UnitColumn, UnitDraft, UnitTableProblem, UnitTableRow } from '../../contract/unit-table.ts';
import { foldText } from '../fold.ts';
import { findHeader, type Header, headerWithin, cellOf as readCell, type TableRow } from './find-header.ts';
import { cleanCell, readCodes, readDay, readHeadcount, readHeader, readLevel } from './read-unit-cells.ts';

export type UnitTable = { lines: UnitTableRow[]; problems: UnitTableProblem[]; unknownColumns: string[] };

/**
 * Reads a table of units against those that are known. A good row is read whatever the others contain; a row that
 * stands under a bad one is bad too. An empty column or cell changes nothing of the unit.
 *
 * Units    `line` counts from 1.
 * Refuses  nothing: what cannot be read is a problem with its line, column and value.
 * Source   SPEC U1, U2, C2.
 */
export function readUnitTable(rows: readonly TableRow[], known: ReadonlyMap<string, UnitDraft>): UnitTable {
  const cleaned = rows.map((row) => ({ line: row.line, cells: row.cells.map(cleanCell) }));
  const header = findHeader<UnitColumn>(cleaned, {
    read: readHeader,
    isWhole: (found) => found.has('code') && found.size > 1,
    wide: 'name',
  });
  if (!header) return wholeFile(listsPeople(cleaned) ? 'people_listed' : 'header_missing', '');
  if (header.body.length > limits.unitRowsMax) return wholeFile('too_many_lines', String(header.body.length));

  const problems: UnitTableProblem[] = [];
  const drafts = new Map<string, { line: number; draft: UnitDraft }>();
  for (const row of header.body) {
    const read = readLine(row, header, known);
    if ('problems' in read) problems.push(...read.problems);
    else if (drafts.has(read.draft.code))
      problems.push({ line: row.line, column: 'code', problem: 'code_twice', value: read.draft.code });
    else drafts.set(read.draft.code, { line: row.line, draft: read.draft });
  }
  problems.push(...dropBrokenRows(drafts, known));
  const nameOf = (code: string) => (drafts.get(code)?.draft ?? known.get(code))?.name ?? null;
  const lines = [...drafts.values()].map(({ line, draft }) => ({
    ...draft,
    line,
    change: changeOf(draft, known.get(draft.code)),
    parentName: draft.parentCode === null ? null : nameOf(draft.parentCode),
  }));
  return { lines, problems: problems.sort((a, b) => a.line - b.line), unknownColumns: header.unknown };
}

const personName = /^(?:ho (?:va )?ten|full name)/;

/** A row names people and no headcount, as a roster's header does. */
const listsPeople = (rows: readonly TableRow[]): boolean =>
  rows
    .slice(0, headerWithin)
    .some(
      ({ cells }) =>
        cells.some((cell) => personName.test(foldText(cell))) &&
        !cells.some((cell) => readHeader(cell) === 'headcount'),
    );

const wholeFile = (problem: UnitTableProblem['problem'], value: string): UnitTable => ({
  lines: [],
  problems: [{ line: 0, column: null, problem, value }],
  unknownColumns: [],
});

function readLine(
  row: TableRow,
  header: Header<UnitColumn>,
  known: ReadonlyMap<string, UnitDraft>,
): { draft: UnitDraft } | { problems: UnitTableProblem[] } {
  const cellOf = (column: UnitColumn) => readCell(header, row, column);
  const problems: UnitTableProblem[] = [];
  const report = (column: UnitColumn, problem: UnitTableProblem['problem']) =>
    problems.push({ line: row.line, column, problem, value: cellOf(column).slice(0, 80) });

  const code = cellOf('code');
  if (code === '') report('code', 'code_missing');
  else if (!UnitCode.safeParse(code).success) report('code', 'code_invalid');
  const before = known.get(code);

  const name = cellOf('name') || before?.name || '';
  if (name === '' || name.length > 200) report('name', 'name_missing');
  const level = cellOf('level') === '' ? (before?.level ?? null) : readLevel(cellOf('level'));
  if (level === null) report('level', 'level_missing');
  const block = cellOf('block') || before?.block || null;
  if (block !== null && block.length > 120) report('block', 'block_invalid');

  const counted = cellOf('headcount') === '' ? (before?.headcount ?? null) : readHeadcount(cellOf('headcount'));
  if (typeof counted === 'string') report('headcount', counted);
  const sameCount = counted === before?.headcount;
  const day = dayOf('headcountDate', sameCount ? (before?.headcountDate ?? null) : null);
  if (typeof counted === 'number' && cellOf('headcountDate') === '' && day === null)
    report('headcountDate', 'date_missing');

  const validFrom = dayOf('validFrom', before?.validFrom ?? null);
  const validTo = dayOf('validTo', before?.validTo ?? null);
  if (validFrom !== null && validTo !== null && validTo < validFrom) report('validTo', 'validity_reversed');

  if (problems.length > 0 || level === null || typeof counted === 'string') return { problems };
  const source = cellOf('headcountSource').slice(0, 200) || (sameCount ? before?.headcountSource : null) || null;
  return {
    draft: {
      code,
      name,
      level,
      parentCode: cellOf('parent') || before?.parentCode || null,
      headcount: counted,
      headcountDate: counted === null ? null : day,
      headcountSource: counted === null ? null : source,
      block,
      validFrom,
      validTo,
      replacedBy: cellOf('replacedBy') === '' ? (before?.replacedBy ?? []) : readCodes(cellOf('replacedBy')),
    },
  };

  /** The day of a cell; an empty one changes nothing. */
  function dayOf(column: UnitColumn, known: string | null): string | null {
    const cell = cellOf(column);
    if (cell === '') return known;
    const read = readDay(cell);
    if (read === null) report(column, 'date_invalid');
    return read;
  }
}

function changeOf(draft: UnitDraft, before: UnitDraft | undefined): UnitTableRow['change'] {
  if (!before) return 'new';
  const keys = [
    'name',
    'level',
    'parentCode',
    'headcount',
    'headcountDate',
    'headcountSource',
    'block',
    'validFrom',
    'validTo',
  ] as const;
  const same = keys.every((key) => draft[key] === before[key]) && draft.replacedBy.join() === before.replacedBy.join();
  return same ? 'same' : 'changed';
}

type Drafts = Map<string, { line: number; draft: UnitDraft }>;

/**
 * Takes out rows whose parent or successor is nowhere, or that would stand below themselves, and with each what stands on it,
 * until what is left is a tree. Every row is looked at again only when one that it names was taken out. SPEC U2.
 */
function dropBrokenRows(drafts: Drafts, known: ReadonlyMap<string, UnitDraft>): UnitTableProblem[] {
  const problems: UnitTableProblem[] = [];
  const stands = (code: string) => drafts.has(code) || known.has(code);
  const namedBy = new Map<string, string[]>();
  for (const { draft } of drafts.values())
    for (const named of [draft.parentCode ?? '', ...draft.replacedBy]) {
      const others = namedBy.get(named);
      if (others) others.push(draft.code);
      else namedBy.set(named, [draft.code]);
    }
  const drop = (code: string, problem: Pick<UnitTableProblem, 'column' | 'problem' | 'value'>) => {
    problems.push({ line: drafts.get(code)?.line ?? 0, ...problem });
    drafts.delete(code);
  };
  /** Takes out what these rows carry, and what that carries. */
  const settle = (codes: Iterable<string>) => {
    const waiting = [...codes];
    for (let code = waiting.pop(); code !== undefined; code = waiting.pop()) {
      const draft = drafts.get(code)?.draft;
      const broken = draft && brokenLink(draft, stands);
      if (!draft || !broken) continue;
      drop(code, broken);
      waiting.push(...(namedBy.get(code) ?? []));
    }
  };
  settle([...drafts.keys()]);
  // A row that was taken out may leave a known unit's own place above: circles are looked for until none is left.
  for (let circles = findCircles(drafts, known); circles.length > 0; circles = findCircles(drafts, known)) {
    for (const code of circles)
      drop(code, { column: 'parent', problem: 'parent_cycle', value: drafts.get(code)?.draft.parentCode ?? '' });
    settle(circles.flatMap((code) => namedBy.get(code) ?? []));
  }
  return problems;
}

function brokenLink(
  { code, parentCode, replacedBy }: UnitDraft,
  stands: (code: string) => boolean,
): Pick<UnitTableProblem, 'column' | 'problem' | 'value'> | null {
  const heir = replacedBy.find((successor) => successor === code || !stands(successor));
  if (heir !== undefined) return { column: 'replacedBy', problem: 'successor_unknown', value: heir };
  if (parentCode !== null && !stands(parentCode))
    return { column: 'parent', problem: 'parent_unknown', value: parentCode };
  return null;
}

/** The rows that stand below themselves. Each unit is walked over once. */
function findCircles(drafts: Drafts, known: ReadonlyMap<string, UnitDraft>): string[] {
  const parentOf = (code: string) => (drafts.get(code)?.draft ?? known.get(code))?.parentCode ?? null;
  const done = new Set<string>();
  const circles: string[] = [];
  for (const start of drafts.keys()) {
    const walked = new Map<string, number>();
    let at: string | null = start;
    for (; at !== null && !done.has(at) && !walked.has(at); at = parentOf(at)) walked.set(at, walked.size);
    const from = at === null ? undefined : walked.get(at);
    if (from !== undefined) circles.push(...[...walked.keys()].slice(from).filter((code) => drafts.has(code)));
    for (const code of walked.keys()) done.add(code);
  }
  return circles;
}
