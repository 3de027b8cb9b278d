import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { exportContest, exportRun, importContestFile, mergeRunFile } from './hall-box-commands.ts';
import { Misused, type Out, onlyFile } from './run-command.ts';
import { verifyCommand } from './verify-command.ts';

/** The ledger's own commands, by the first word. */
export async function ledgerCommand(argv: readonly string[], config: Config, out: Out): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { json: { type: 'boolean' }, run: { type: 'string' }, contest: { type: 'string' } },
  });
  const [verb, ...rest] = positionals;
  if (verb === 'verify' && rest.length === 0) return verifyCommand(config, out, { json: values.json ?? false });
  const path = onlyFile(rest);
  if (verb === 'export-contest' && values.contest !== undefined)
    return exportContest(config, out, values.contest, path);
  if (verb === 'export-run' && values.run !== undefined) return exportRun(config, out, values.run, path);
  if (verb === 'import-contest') return importContestFile(config, out, path);
  if (verb === 'merge') return mergeRunFile(config, out, path);
  throw new Misused();
}
