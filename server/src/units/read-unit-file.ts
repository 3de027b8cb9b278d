import type { UnitDraft } from '@hoithi/shared/contract/unit-table';
import { readUnitTable, type UnitTable } from '@hoithi/shared/rules/units/read-unit-table';
import { readTable } from '../documents/read-table.ts';
import { nothingRead, withLooseQuotes } from '../documents/table-read.ts';

/** A file of units against those that are known. Runs in a thread of its own. SPEC U1, W21. */
export async function readUnitFile(file: Uint8Array, known: readonly UnitDraft[]): Promise<UnitTable> {
  const table = await readTable(file);
  if ('problem' in table) return nothingRead(table);
  const read = readUnitTable(table.rows, new Map(known.map((unit) => [unit.code, unit])));
  return { ...read, problems: withLooseQuotes(read.problems, table.looseQuotes) };
}
