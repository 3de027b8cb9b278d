import type { Percent } from '@hoithi/shared/contract/figures';
import type { FiguresWords } from './figures-words.ts';

/** Tables whose values keep their kind, so that a workbook holds numbers and paper holds words. */

export type Cell =
  | { kind: 'text'; text: string }
  | { kind: 'count'; value: number; beneath?: string } // beneath: on paper, in small letters
  | { kind: 'percent'; percent: Percent; beneath?: string }
  | { kind: 'day'; day: string }
  | { kind: 'instant'; atMs: number }
  | { kind: 'elapsed'; ms: number }
  | null;
/** width: characters in a workbook; paper: points, '*' what is left, null not on paper. */
export type Column = { heading: string; width: number; paper: number | '*' | null };
/** onPaperOnly: the heading repeats what a column of the workbook says. */
export type Group = { heading: string | null; onPaperOnly?: boolean; rows: Cell[][]; total?: Cell[]; note?: string };
export type FiguresTable = {
  id: keyof FiguresWords['sheets'];
  title: string;
  columns: Column[];
  groups: Group[];
  notes: string[];
};

export const text = (value: string | null): Cell => (value === null ? null : { kind: 'text', text: value });
export const count = (value: number | null, beneath?: string): Cell =>
  value === null ? null : { kind: 'count', value, ...(beneath === undefined ? {} : { beneath }) };
export const percent = (value: Percent | null, beneath?: string): Cell =>
  value === null || value.hundredths === null
    ? null
    : { kind: 'percent', percent: value, ...(beneath === undefined ? {} : { beneath }) };

export const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
