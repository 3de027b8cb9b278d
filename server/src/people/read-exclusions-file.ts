import { type ExclusionTable, readExclusionTable } from '@hoithi/shared/rules/read-exclusion-table';
import { readTable } from '../documents/read-table.ts';
import { nothingRead, withLooseQuotes } from '../documents/table-read.ts';

/** A file of people whom the rules exclude. Runs in a thread of its own. SPEC S7a, W21. */
export async function readExclusionsFile(file: Uint8Array): Promise<ExclusionTable> {
  const table = await readTable(file);
  if ('problem' in table) return nothingRead(table);
  const read = readExclusionTable(table.rows);
  return { ...read, problems: withLooseQuotes(read.problems, table.looseQuotes) };
}
