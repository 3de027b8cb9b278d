import { type RosterTable, readRosterTable } from '@hoithi/shared/rules/units/read-roster-table';
import { unitFinder } from '@hoithi/shared/rules/units/unit-names';
import { readTable } from '../documents/read-table.ts';
import { nothingRead, withLooseQuotes } from '../documents/table-read.ts';

/** The units of a contest, with the codes of those that were merged into them. */
export type UnitsOfFile = { units: readonly { code: string; name: string }[]; merged: ReadonlyMap<string, string> };

/** A file of units' people. Runs in a thread of its own. SPEC U15, W21. */
export async function readRosterFile(
  file: Uint8Array,
  { units, merged }: UnitsOfFile,
  unitForAll: string | null,
  needsPhone = true,
): Promise<RosterTable> {
  const table = await readTable(file);
  if ('problem' in table) return nothingRead(table);
  const find = unitFinder(units);
  const read = readRosterTable(table.rows, (text) => find(merged.get(text) ?? text), unitForAll, needsPhone);
  return { ...read, problems: withLooseQuotes(read.problems, table.looseQuotes) };
}
