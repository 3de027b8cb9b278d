import { limits } from '@hoithi/shared/contract/limits';
import type { OldFont } from '@hoithi/shared/contract/question-file';
import type { TableRow } from '@hoithi/shared/rules/units/find-header';
import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.ts';
import type { TableRead } from './table-read.ts';

/** Text in UTF-8, UTF-16 or Windows-1258; divided by whichever of `;`, `,` and tabs its first lines hold most. SPEC U1, U1a. */
export function readDividedText(file: Uint8Array, convert: OldFont | null = null): TableRead {
  const decoded = decodeText(file, convert);
  return 'problem' in decoded ? decoded : divideText(decoded.text);
}

/** Lines end with `\n`. */
export function divideText(text: string): TableRead {
  const start = text.split('\n', 20).join('\n');
  const many = (divider: string) => start.split(divider).length;
  const delimiter = [';', ',', '\t'].sort((a, b) => many(b) - many(a))[0] ?? ';';
  return isTooLarge(text, delimiter) ? { problem: 'table_too_large', value: '' } : readLines(text, delimiter);
}

/** Counted before anything is laid out. */
function isTooLarge(text: string, delimiter: string): boolean {
  let cells = 0;
  for (const divider of [delimiter, '\n'])
    for (let at = text.indexOf(divider); at !== -1; at = text.indexOf(divider, at + 1))
      if (++cells > limits.tableCellsMax) return true;
  return false;
}

/**
 * A quote that does not fit spoils its own line alone: reading goes on with the next one. A cell in quotes may have several
 * lines; its row has the number of the first.
 */
function readLines(text: string, delimiter: string): TableRead {
  const lineEnds = [...text.matchAll(/\n/g)].map((end) => end.index + 1);
  const rows: TableRow[] = [];
  const looseQuotes: number[] = [];
  let line = 1; // the first one that is not read yet
  const options = { delimiter, relax_column_count: true, record_delimiter: '\n' };
  for (let from = 0; from < text.length; from = lineEnds[line - 2] ?? text.length) {
    const linesBefore = line - 1;
    try {
      parse(text.slice(from), {
        ...options,
        on_record: (cells: string[], { lines }) => {
          if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
          line = linesBefore + lines + 1;
          return null;
        },
      });
      return { rows, looseQuotes };
    } catch (broken) {
      if (!(broken instanceof CsvError)) throw broken;
      looseQuotes.push(line);
      line += 1;
    }
  }
  return { rows, looseQuotes };
}
