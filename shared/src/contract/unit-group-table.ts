/** A table of groups within units (unit, group, done, total, date, source), read, previewed and only then written. SPEC G3. */
export const unitGroupColumns = ['code', 'group', 'done', 'total', 'asOf', 'source'] as const;
export type UnitGroupColumn = (typeof unitGroupColumns)[number];

export type UnitGroupTableRow = {
  unitCode: string;
  group: string;
  done: number;
  total: number;
  asOf: string; // ISO date
  source: string;
};

export type UnitGroupProblem = {
  line: number; // 0: the file as a whole
  column: UnitGroupColumn | null;
  problem:
    | 'encoding_unread'
    | 'spreadsheet_unread'
    | 'table_too_large'
    | 'old_font'
    | 'quotes_unread'
    | 'header_missing'
    | 'too_many_lines'
    | 'unit_unknown'
    | 'group_unknown' // no award asks for this group
    | 'number_invalid'
    | 'done_above_total'
    | 'date_invalid'
    | 'source_missing'
    | 'line_twice';
  value: string;
};

export type UnitGroupPreview = {
  rows: (UnitGroupTableRow & { unitName: string; line: number })[]; // at most 500 are shown
  rowCount: number;
  problems: UnitGroupProblem[];
  problemCount: number;
  /** Headers of the file that mean no column. */
  unknownColumns: string[];
  written: boolean;
};
