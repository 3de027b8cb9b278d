import type { UnitLevel } from './sign-in.ts';

/** A table of units from an organizer (XLSX, CSV), read, previewed and only then written. SPEC U1-U3. */

export const unitColumns = [
  'code',
  'name',
  'level',
  'parent',
  'block',
  'headcount',
  'headcountDate',
  'headcountSource',
  'validFrom',
  'validTo',
  'replacedBy',
] as const;
export type UnitColumn = (typeof unitColumns)[number];

export type UnitDraft = {
  code: string;
  name: string;
  level: UnitLevel;
  parentCode: string | null;
  headcount: number | null;
  headcountDate: string | null; // ISO date
  headcountSource: string | null;
  block: string | null;
  validFrom: string | null; // ISO date, the first day
  validTo: string | null; // ISO date, the last day
  replacedBy: string[]; // codes of the successors
};

export const unitTableProblems = [
  'spreadsheet_unread', // an old .xls, or a broken workbook
  'encoding_unread',
  'table_too_large', // value: its farthest cell
  'old_font', // typed for TCVN3 or VNI
  'quotes_unread',
  'header_missing',
  'people_listed', // a list of people, loaded elsewhere
  'too_many_lines',
  'code_missing',
  'code_invalid',
  'code_twice',
  'name_missing',
  'level_missing',
  'parent_unknown',
  'parent_cycle',
  'successor_unknown',
  'validity_reversed',
  'block_invalid',
  'headcount_invalid',
  'headcount_negative',
  'date_invalid',
  'date_missing',
] as const;
/** `line` counts from 1 as a text editor does; 0 and no column: the file as a whole. */
export type UnitTableProblem = {
  line: number;
  column: UnitColumn | null;
  problem: (typeof unitTableProblems)[number];
  value: string;
};

export type UnitTableRow = UnitDraft & {
  line: number;
  change: 'new' | 'changed' | 'same';
  parentName: string | null;
};

/** POST /api/organizer/contests/:contestId/units. `rows` and `problems` contain the first of each; the counts cover all. */
export type UnitTablePreview = {
  rows: UnitTableRow[];
  counts: Record<UnitTableRow['change'], number>;
  withoutHeadcount: number;
  /** Levels that are new to the contest: a typing error shows here. */
  newLevels: string[];
  problems: UnitTableProblem[];
  problemCount: number;
  /** Headers of the file that mean no column. */
  unknownColumns: string[];
  written: boolean;
};
