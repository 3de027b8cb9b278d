import type { FiguresReport, Percent } from '@hoithi/shared/contract/figures';
import { type PaperLanguage, printInstant } from '../../documents/print-values.ts';
import { type FiguresWords, figuresWords } from './figures-words.ts';

/** Tables of typed values: a workbook has numbers where paper has words. */

export type Cell =
  | { kind: 'text'; text: string }
  | { kind: 'count'; value: number; beneath?: string } // beneath: on paper only, in small letters
  | { kind: 'percent'; percent: Percent; beneath?: string }
  | { kind: 'day'; day: string }
  | { kind: 'instant'; atMs: number }
  | { kind: 'elapsed'; ms: number }
  | null;
/** width: characters in a workbook; paper: points, '*' the remaining width, null not on paper. */
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

/** On every page and every sheet: when the figures were computed, by which rules and standing. SPEC C17. */
export function stampOf(report: FiguresReport, lang: PaperLanguage): string {
  const words = figuresWords[lang];
  return [
    words.computed(printInstant(report.computedAtMs, lang)),
    words.rulesVersion(report.standing?.rulesVersion ?? report.rulesVersion),
    report.standing ? words.standing(report.standing.version) : words.noStanding,
    ...(report.status === 'provisional' ? [words.provisionalShort] : []),
    ...(report.contest.demo ? [words.demoShort] : []),
  ].join('; ');
}

/** The state of the round, above the figures. */
export function statusLines(report: FiguresReport, lang: PaperLanguage): string[] {
  const words = figuresWords[lang];
  return [words[report.status], ...(report.contest.demo ? [words.demo] : [])];
}
