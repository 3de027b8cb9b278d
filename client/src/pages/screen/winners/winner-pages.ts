import type { Winner } from '@hoithi/shared/contract/results';
import { groupWinners, type PrizeGroup } from '../../public/results/group-winners.ts';

export type WinnerPage = { kind: 'all' | 'prize'; rows: PrizeGroup[] };

const perRowMax = 5;
const perPageMax = 8;

/** Measures of the board, as in its style sheet. Units: pixels of the 1920 picture; glyphs in em. */
const board = { height: 850, width: 1410, gap: 19, padding: 58, boldGlyph: 0.6, glyph: 0.55, lineHeight: 1.25 };

/** Whether a row's fullest card holds its name and unit without cutting either. */
function fitsRow(row: PrizeGroup, rows: number): boolean {
  const rowHeight = (board.height - board.gap * (rows - 1)) / rows;
  const cards = row.winners.length;
  const width = (board.width - board.gap * (cards - 1)) / cards - board.padding;
  const size = rows >= 4 ? { name: 37, unit: 28 } : { name: 50, unit: 34 };
  const rowsOf = (text: string, em: number, glyph: number) => Math.ceil((text.length * 1.15 * em * glyph) / width);
  return row.winners.every((winner) => {
    const name = rowsOf(winner.name, size.name, board.boldGlyph) * size.name;
    const unit = rowsOf(winner.unitName ?? '', size.unit, board.glyph) * size.unit;
    return (name + unit) * board.lineHeight <= rowHeight - board.padding / 2;
  });
}

/**
 * How the winners stand on the screen. As long as every prize fits in one row, names and units whole, all stand
 * together, the highest on top. With more, each prize has its own pages, from the lowest prize up, as they are called
 * out in the hall; those still to be decided are not called and come first.
 */
export function pageWinners(winners: readonly Winner[]): WinnerPage[] {
  const rows = groupWinners(winners);
  if (rows.length === 0) return [];
  const together =
    rows.length <= 4 && rows.every((row) => row.winners.length <= perRowMax && fitsRow(row, rows.length));
  if (together) return [{ kind: 'all', rows }];
  return rows.reverse().flatMap((row) => {
    const pages = Math.ceil(row.winners.length / perPageMax);
    const perPage = Math.ceil(row.winners.length / pages);
    return Array.from({ length: pages }, (_, i): WinnerPage => {
      return { kind: 'prize', rows: [{ ...row, winners: row.winners.slice(i * perPage, (i + 1) * perPage) }] };
    });
  });
}
