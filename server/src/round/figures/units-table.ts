import type { FiguresReport, FiguresUnit } from '@hoithi/shared/contract/figures';
import { printDay } from '../../documents/print-values.ts';
import { type Cell, count, type FiguresTable, type Group, percent, text } from './figures-cells.ts';
import type { FiguresWords } from './figures-words.ts';

/** Rated units by level, those without a headcount apart, then the named lists, all in the same columns. SPEC C15. */
export function tableUnits(report: FiguresReport, words: FiguresWords): FiguresTable {
  const { columns } = words;
  const levels = [...new Set(report.units.map((unit) => unit.level))];
  const sources = [...new Set(report.units.map((unit) => unit.headcountSource))];
  const source = sources.length === 1 ? (sources[0] ?? null) : null; // one for all: said once on paper
  const row = (unit: FiguresUnit) => rowOf(unit, words, source !== null);
  const { full, lowest, unratedUnits } = report;
  const groups: Group[] = levels.map((level) => ({
    heading: words.levels[level] ?? level,
    onPaperOnly: true,
    rows: report.units.filter((unit) => unit.level === level).map(row),
  }));
  if (unratedUnits.length > 0) groups.push({ heading: words.unrated, rows: unratedUnits.map(row) });
  groups.push(named(words.full, full.map(row), words));
  if (lowest !== null) {
    const list = named(words.lowest(lowest.units.length), lowest.units.map(row), words);
    groups.push(lowest.tied > 0 ? { ...list, note: words.tied(lowest.tied) } : list);
  }
  return {
    id: 'units',
    title: words.sheets.units,
    columns: [
      { heading: columns.unit, width: 44, paper: '*' },
      { heading: columns.level, width: 18, paper: null },
      { heading: columns.block, width: 26, paper: 76 },
      { heading: columns.headcount, width: 11, paper: 60 },
      { heading: columns.headcountDate, width: 16, paper: null },
      { heading: columns.headcountSource, width: 28, paper: null },
      { heading: columns.persons, width: 13, paper: 42 },
      { heading: columns.share, width: 11, paper: 50 },
      { heading: columns.rank, width: 12, paper: 36 },
      { heading: columns.citizens, width: 13, paper: 46 },
      { heading: columns.attempts, width: 11, paper: 40 },
      { heading: columns.note, width: 16, paper: null },
    ],
    groups,
    notes: [words.unitNotes, ...(source === null ? [] : [words.source(source)])],
  };
}

const named = (heading: string, rows: Cell[][], words: FiguresWords): Group =>
  rows.length === 0 ? { heading, rows, note: words.none } : { heading, rows };

function rowOf(unit: FiguresUnit, words: FiguresWords, workerSource: boolean): Cell[] {
  const { headcountDate, headcountSource } = unit;
  const told = [
    headcountDate === null ? null : words.onDay(printDay(headcountDate)),
    workerSource ? null : headcountSource,
  ].filter((each) => each !== null);
  const over = unit.over ? words.over : undefined;
  return [
    text(unit.name),
    text(words.levels[unit.level] ?? unit.level),
    text(unit.block),
    count(unit.headcount, told.join('; ')),
    headcountDate === null ? null : { kind: 'day', day: headcountDate },
    text(headcountSource),
    count(unit.persons),
    percent(unit.rate, over),
    count(unit.rank),
    count(unit.citizens),
    count(unit.attempts),
    text(over ?? null),
  ];
}
