import {
  type BroughtOrder,
  type BroughtTableRead,
  readBroughtTable,
} from '@hoithi/shared/rules/units/read-brought-table';
import { unitFinder } from '@hoithi/shared/rules/units/unit-names';
import { readTable } from '../documents/read-table.ts';
import { nothingRead, withLooseQuotes } from '../documents/table-read.ts';
import type { UnitsOfFile } from '../units/read-roster-file.ts';

/** A table that the committee brings. Runs in a thread of its own. SPEC M22, M23, W21. */
export async function readBroughtFile(
  file: Uint8Array,
  order: BroughtOrder,
  { units, merged }: UnitsOfFile,
): Promise<BroughtTableRead> {
  const table = await readTable(file);
  if ('problem' in table) return nothingRead(table);
  const find = unitFinder(units);
  const read = readBroughtTable(table.rows, order, (text) => find(merged.get(text) ?? text));
  return { ...read, problems: withLooseQuotes(read.problems, table.looseQuotes) };
}
