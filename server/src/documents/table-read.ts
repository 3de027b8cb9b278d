import type { TableRow } from '@hoithi/shared/rules/units/find-header';

/** Why a file as a whole is not read; `value`: what to look for, such as the farthest cell. */
export type FileProblem = {
  problem: 'spreadsheet_unread' | 'encoding_unread' | 'table_too_large' | 'old_font';
  value: string;
};
/** Rows as they stand, and the lines of text whose quotes cannot be read. */
export type TableRead = (WorkbookNotes & { rows: TableRow[]; looseQuotes: number[] }) | FileProblem;
/** Of a workbook: visible sheets that are not read, by name, and rows with a formula whose value was never stored. */
type WorkbookNotes = { otherSheets?: string[]; emptyFormulas?: number[] };

type LineProblem<P> = { line: number; column: null; problem: P; value: string };

/** What comes of a file that is not read as a whole. Line 0: the file. */
export const nothingRead = ({ problem, value }: FileProblem) => ({
  lines: [],
  problems: [{ line: 0, column: null, problem, value }],
  unknownColumns: [],
});
/** What comes of a file that took too much time or memory. */
export const tooHeavy = nothingRead({ problem: 'table_too_large', value: '' });

/** The problems of a table with the lines whose quotes cannot be read, by line. SPEC U1a, U2. */
export const withLooseQuotes = <P extends { line: number }>(
  problems: readonly P[],
  lines: readonly number[],
): (P | LineProblem<'quotes_unread'>)[] =>
  [...problems, ...lines.map((line) => ({ line, column: null, problem: 'quotes_unread' as const, value: '' }))].sort(
    (a, b) => a.line - b.line,
  );
