import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { Misused, type Out } from './run-command.ts';
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
  throw new Misused();
}
