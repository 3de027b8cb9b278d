import { UnitCode } from '../../contract/ids.ts';
import { limits } from '../../contract/limits.ts';
import type { UnitColumn, UnitDraft, UnitTableProblem, UnitTableRow } from '../../contract/unit-table.ts';
import { cleanCell, readCodes, readDay, readHeadcount, readHeader, readLevel } from './read-unit-cells.ts';

export type TableRow = { line: number; cells: readonly string[] };
export type UnitTable = { lines: UnitTableRow[]; problems: UnitTableProblem[] };

const headerWithin = 20;

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
  const header = findHeader(cleaned);
  if (!header) return { lines: [], problems: [{ line: 0, column: null, problem: 'header_missing', value: '' }] };
  const body = cleaned.slice(header.bodyAt).filter((row) => row.cells.some((cell) => cell !== ''));
  if (body.length > limits.unitRowsMax)
    return { lines: [], problems: [{ line: 0, column: null, problem: 'too_many_lines', value: String(body.length) }] };

  const problems: UnitTableProblem[] = [];
  const drafts = new Map<string, { line: number; draft: UnitDraft }>();
  for (const row of body) {
    const read = readLine(row, header.columns, known);
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
  return { lines, problems: problems.sort((a, b) => a.line - b.line) };
}

type Columns = ReadonlyMap<UnitColumn, number>;

/** Titles may stand above the header, and a merged header may have a second row below it. */
function findHeader(rows: readonly TableRow[]): { columns: Columns; bodyAt: number } | null {
  for (const [at, row] of rows.slice(0, headerWithin).entries()) {
    const columns = new Map<UnitColumn, number>();
    const take = (cells: readonly string[]) => {
      for (const [index, cell] of cells.entries()) {
        const column = readHeader(cell);
        if (column && !columns.has(column)) columns.set(column, index);
      }
    };
    take(row.cells);
    const codeAt = columns.get('code');
    if (codeAt === undefined) continue;
    const below = rows[at + 1];
    const second = below?.cells[codeAt] === '' && below.cells.some((cell) => readHeader(cell) !== null);
    if (second) take(below.cells);
    if (columns.size > 1) return { columns, bodyAt: at + (second ? 2 : 1) };
  }
  return null;
}

function readLine(
  row: TableRow,
  columns: Columns,
  known: ReadonlyMap<string, UnitDraft>,
): { draft: UnitDraft } | { problems: UnitTableProblem[] } {
  const cellOf = (column: UnitColumn) => row.cells[columns.get(column) ?? -1] ?? '';
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

/** Takes out rows whose parent or successor is nowhere, or that would stand below themselves, until what is left is a tree. SPEC U2. */
function dropBrokenRows(drafts: Drafts, known: ReadonlyMap<string, UnitDraft>): UnitTableProblem[] {
  const problems: UnitTableProblem[] = [];
  const parentOf = (code: string) => (drafts.get(code)?.draft ?? known.get(code))?.parentCode ?? null;
  const stands = (code: string) => drafts.has(code) || known.has(code);
  const circles = (code: string) => {
    const seen = new Set<string>();
    let at: string | null = code;
    while (at !== null && !seen.has(at)) {
      seen.add(at);
      at = parentOf(at);
    }
    return at === code;
  };
  type Broken = Pick<UnitTableProblem, 'line' | 'column' | 'problem' | 'value'> & { code: string };
  for (let dropped = true; dropped; ) {
    // All that are found in one pass are taken out together, so that every member of a circle is named.
    const broken = [...drafts.values()].flatMap(({ line, draft }): Broken[] => {
      const { code, parentCode, replacedBy } = draft;
      const heir = replacedBy.find((successor) => successor === code || !stands(successor));
      if (heir !== undefined) return [{ code, line, column: 'replacedBy', problem: 'successor_unknown', value: heir }];
      if (parentCode === null) return [];
      if (!stands(parentCode)) return [{ code, line, column: 'parent', problem: 'parent_unknown', value: parentCode }];
      return circles(code) ? [{ code, line, column: 'parent', problem: 'parent_cycle', value: parentCode }] : [];
    });
    for (const { code, ...problem } of broken) {
      drafts.delete(code);
      problems.push(problem);
    }
    dropped = broken.length > 0;
  }
  return problems;
}
