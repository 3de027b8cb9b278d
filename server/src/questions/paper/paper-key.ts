import { foldText } from '@hoithi/shared/rules/fold';
import type { PaperTable } from './paper-line.ts';

/** What a key at the end of a paper says of one question. */
export type KeyEntry = { answer: string; explanation: string; source: string; line: number };
export type PaperKey = ReadonlyMap<number, KeyEntry>;

const pair = /(?:câu\s*)?(\d{1,4})\s*[.:)–-]?\s*([A-F](?:\s*[,;&+]\s*[A-F])*)(?=$|[\s,;.|])/giu;

/** "1.A 2.C 3 - B, D": every part of the text is a number with letters; null: something else stands there. */
export function readKeyText(text: string, line: number): Map<number, KeyEntry> | null {
  const found = [...text.matchAll(pair)];
  const rest = text.replace(pair, '').replace(/[\s,;.|]/gu, '');
  if (found.length === 0 || rest !== '') return null;
  return new Map(
    found.map(([, number, answer = '']) => [Number(number), { answer, explanation: '', source: '', line }]),
  );
}

type Row = { line: number; cells: string[] };
const numberOf = (cell: string): number | null => {
  const digits = /^(?:câu\s*)?(\d{1,4})[.:)]?$/iu.exec(cell)?.[1];
  return digits === undefined ? null : Number(digits);
};
const isLetters = (cell: string): boolean => /^[A-F](?:\s*[,;&+]?\s*[A-F])*\.?$/iu.test(cell);
const heads = {
  number: /^(?:cau|cau so|cau hoi|stt|tt|so)$/,
  answer: /^(?:dap an|da|d a|phuong an|phuong an dung|dap an dung)$/,
  explanation: /^(?:giai thich|huong dan|loi giai)$/,
  source: /^(?:can cu|nguon)$/,
};

/** A table of numbers and letters: below each other, beside each other, or both in each cell. null: it is no key. */
export function readKeyTable(table: PaperTable): Map<number, KeyEntry> | null {
  const rows = table.rows.map(
    (cells): Row => ({
      line: cells.flat()[0]?.line ?? table.line,
      cells: cells.map((lines) =>
        lines
          .map((each) => each.text)
          .join(' ')
          .trim(),
      ),
    }),
  );
  return readColumns(rows) ?? readAcross(rows) ?? readPairs(rows);
}

/** A header row "Câu | Đáp án | Giải thích | Căn cứ", the first two perhaps several times. */
function readColumns(rows: readonly Row[]): Map<number, KeyEntry> | null {
  const [header, ...body] = rows;
  const folded = header?.cells.map(foldText) ?? [];
  const groups = folded.flatMap((cell, at) =>
    heads.number.test(cell) && heads.answer.test(folded[at + 1] ?? '') ? [at] : [],
  );
  if (groups.length === 0 || body.length === 0) return null;
  const explanationAt = folded.findIndex((cell) => heads.explanation.test(cell));
  const sourceAt = folded.findIndex((cell) => heads.source.test(cell));
  const entries = new Map<number, KeyEntry>();
  for (const { cells, line } of body)
    for (const at of groups) {
      const number = numberOf(cells[at] ?? '');
      const [explanation = '', source = ''] = [cells[explanationAt], cells[sourceAt]];
      if (number !== null) entries.set(number, { answer: cells[at + 1] ?? '', explanation, source, line });
    }
  return entries.size === 0 ? null : entries;
}

/** A row of numbers above a row of letters. */
function readAcross(rows: readonly Row[]): Map<number, KeyEntry> | null {
  const entries = new Map<number, KeyEntry>();
  for (let at = 0; at + 1 < rows.length; at += 2) {
    const [above, below] = [rows[at], rows[at + 1]];
    const numbers = above?.cells.map(numberOf) ?? [];
    const labelled = numbers[0] === null ? 1 : 0;
    for (const [column, number] of numbers.entries()) {
      if (column < labelled) continue;
      const answer = below?.cells[column] ?? '';
      if (number === null || !isLetters(answer)) {
        if ((above?.cells[column] ?? '') !== '' || answer !== '') return null;
      } else entries.set(number, { answer, explanation: '', source: '', line: below?.line ?? 0 });
    }
  }
  return entries.size === 0 || rows.length % 2 === 1 ? null : entries;
}

function readPairs(rows: readonly Row[]): Map<number, KeyEntry> | null {
  const entries = new Map<number, KeyEntry>();
  for (const { cells, line } of rows)
    for (const cell of cells.filter((each) => each !== '')) {
      const read = readKeyText(cell, line);
      if (read === null) return null;
      for (const [number, entry] of read) entries.set(number, entry);
    }
  return entries.size === 0 ? null : entries;
}
