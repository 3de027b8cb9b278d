import type { FiguresReport } from '@hoithi/shared/contract/figures';
import writeXlsxFile, { type CellObject, type Row, type Sheet } from 'write-excel-file/node';
import { type PaperLanguage, printInstant } from '../../documents/print-values.ts';
import { type Cell, type FiguresTable, stampOf, statusLines } from './figures-cells.ts';
import { tableFigures } from './figures-tables.ts';
import { figuresWords } from './figures-words.ts';

const zoneMs = 7 * 3_600_000;
const dayMs = 86_400_000;
/** Rows above a table's header; they stay visible with it. */
const rowsAbove = 4;
const bold = { fontWeight: 'bold' } as const;
const header = { ...bold, wrap: true, align: 'center', alignVertical: 'center', backgroundColor: '#e8ebf2' } as const;
const border = { borderColor: '#9aa3b5', borderStyle: 'thin' } as const;

/** As text: a name that begins with = + - or @ is no formula, also after its cell was edited. */
const words = (value: string): CellObject => ({ value, type: String, format: '@' });

/** The report as an .xlsx workbook, a sheet a table. Numbers are numbers, percentages percent cells. SPEC C11, C17. */
export function writeFiguresWorkbook(report: FiguresReport, lang: PaperLanguage): Promise<Buffer> {
  const sheets = tableFigures(report, lang).map((table) => sheetOf(table, report, lang));
  return writeXlsxFile(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
}

function sheetOf(table: FiguresTable, report: FiguresReport, lang: PaperLanguage): Sheet<Buffer> {
  const { contest, round } = report;
  const span = (value: string, style: Partial<CellObject> = {}): Row => [{ ...words(value), ...style }];
  const window = figuresWords[lang].window(
    printInstant(round.opensAtMs, lang, false),
    printInstant(round.closesAtMs, lang, false),
  );
  const data: Row[] = [
    span(`${contest.name[lang]} – ${round.label[lang]} – ${table.title}`, { ...bold, fontSize: 13 }),
    span(`${contest.host[lang]}. ${window}`),
    span(stampOf(report, lang)),
    span(statusLines(report, lang).join('. '), report.status === 'published' ? {} : { ...bold, textColor: '#a4161a' }),
    table.columns.map(({ heading }) => ({ ...words(heading), ...header, ...border })),
  ];
  for (const group of table.groups) {
    if (group.heading !== null && !group.onPaperOnly) data.push(span(group.heading, bold));
    for (const row of group.rows) data.push(rowOf(table, row, {}));
    if (group.total) data.push(rowOf(table, group.total, bold));
    if (group.note !== undefined) data.push(span(group.note, { fontStyle: 'italic' }));
  }
  data.push([], ...table.notes.map((note) => span(note, { fontStyle: 'italic' })));
  return {
    sheet: table.title,
    data,
    columns: table.columns.map(({ width }) => ({ width })),
    stickyRowsCount: rowsAbove + 1,
    orientation: 'landscape',
  };
}

function rowOf(table: FiguresTable, row: readonly Cell[], style: Partial<CellObject>): Row {
  return table.columns.map((_, at) => ({ ...border, alignVertical: 'top', ...style, ...cellOf(row[at] ?? null) }));
}

/** A percent cell has the printed value itself, so that Excel shows the same two decimals as paper. */
function cellOf(cell: Cell): CellObject {
  if (cell === null) return {};
  switch (cell.kind) {
    case 'text':
      return { ...words(cell.text), wrap: true };
    case 'count':
      return { value: cell.value, type: Number, format: '#,##0' };
    case 'percent':
      return { value: (cell.percent.hundredths ?? 0) / 10_000, type: Number, format: '0.00%' };
    case 'day':
      return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' };
    case 'instant': // a sheet has no time zones: Vietnamese local time
      return { value: new Date(cell.atMs + zoneMs), type: Date, format: 'dd/mm/yyyy hh:mm:ss' };
    case 'elapsed':
      return { value: cell.ms / dayMs, type: Number, format: cell.ms % 1000 === 0 ? '[h]:mm:ss' : '[h]:mm:ss.000' };
  }
}
