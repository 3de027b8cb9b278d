import { readUnitGroups } from '@hoithi/shared/rules/collective/read-unit-groups';
import { unitFinder } from '@hoithi/shared/rules/units/unit-names';
import { readTable } from '../documents/read-table.ts';
import { nothingRead, withLooseQuotes } from '../documents/table-read.ts';
import type { UnitsOfFile } from '../units/read-roster-file.ts';

/** A file of groups within units. Runs in a thread of its own. SPEC G3, W21. */
export async function readUnitGroupsFile(
  file: Uint8Array,
  { units, merged }: UnitsOfFile,
  groups: ReadonlyMap<string, string>,
): Promise<ReturnType<typeof readUnitGroups>> {
  const table = await readTable(file);
  if ('problem' in table) return nothingRead(table);
  const find = unitFinder(units);
  const read = readUnitGroups(table.rows, { unitCodeOf: (text) => find(merged.get(text) ?? text), groups });
  return { ...read, problems: withLooseQuotes(read.problems, table.looseQuotes) };
}
